using System.Collections.Frozen;

namespace Axis.Node.Console.Pages.Compose;

/// <summary>Rules name a field by its element on the wire (edXML §5.1); the form shows the sentence next to its own field.</summary>
internal static class FormFields
{
    /// <summary>The files.</summary>
    public const string Files = "files";

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Subject"] = "subject",
        ["Content"] = "subject",
        ["CodeNotation"] = "notation",
        ["Code/CodeNotation"] = "notation",
        ["Code"] = "notation",
        ["CodeNumber"] = "number",
        ["Code/CodeNumber"] = "number",
        ["Place"] = "place",
        ["PromulgationInfo/Place"] = "place",
        ["PromulgationDate"] = "date",
        ["PromulgationInfo/PromulgationDate"] = "date",
        ["FullName"] = "signer",
        ["SignerInfo/FullName"] = "signer",
        ["Position"] = "position",
        ["SignerInfo/Position"] = "position",
        ["Competence"] = "competence",
        ["SignerInfo/Competence"] = "competence",
        ["DueDate"] = "dueDate",
        ["Priority"] = "priority",
        ["OtherInfo/Priority"] = "priority",
        ["DocumentType"] = "typeName",
        ["To"] = "to",
        ["AttachmentEncoded"] = Files,
        ["Attachment"] = Files,
        ["BussinessDocReason"] = "reason",
        ["Bussiness/BussinessDocReason"] = "reason",
        ["business.reason"] = "reason",
        ["business.errorKind"] = "errorKind",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The same refusal with the form's names.</summary>
    public static Refusal Rename(Refusal refusal) => refusal with { Errors = [.. refusal.Errors.Select(static e => e with { Field = Names.GetValueOrDefault(e.Field, e.Field) })] };
}
