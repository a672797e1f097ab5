using Axis.Cli.Commands.Documents;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands.Verify;

/// <summary>Prints whether a document has legal value, and what its signatures say.</summary>
public static class LegalValueText
{
    /// <summary>Prints it.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="value">What was judged.</param>
    /// <param name="details">Also the checks that passed.</param>
    /// <param name="language">The language; what was judged is in it already.</param>
    public static void Write(Terminal terminal, LegalValueView value, bool details, Language language)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(value);
        var english = language == Language.English;
        terminal.Line(english
            ? $"  Legal value: {value.Name} ({value.Value}), judged at {VietnamTime.Full(value.CheckedAt)} (Vietnam time)"
            : $"  Giá trị pháp lý: {value.Name} ({value.Value}), kiểm tra lúc {VietnamTime.Full(value.CheckedAt)}");
        foreach (var reason in value.Reasons)
        {
            terminal.Line((english ? "    Reason: " : "    Lý do: ") + SafeText.Of(reason));
        }

        foreach (var warning in value.Warnings)
        {
            terminal.Line((english ? "    Note: " : "    Lưu ý: ") + SafeText.Of(warning));
        }

        foreach (var signature in value.Signatures)
        {
            Write(terminal, signature, details, english);
        }
    }

    private static void Write(Terminal terminal, DocumentSignatureView signature, bool details, bool english)
    {
        var claimed = signature.ClaimedAt is { } at ? $", {(english ? "claimed" : "tự khai ký lúc")} {VietnamTime.Full(at)}" : "";
        var proven = signature.ProvenAt is { } proof ? $", {(english ? "proved to be older than" : "có trước")} {VietnamTime.Full(proof)}" : "";
        terminal.Line($"    {signature.Verdict,-30} {KindOf(signature.Kind, english)} {SafeText.Of(signature.SignerName)} – {SafeText.Of(signature.FileName)}/{SafeText.Of(signature.Field)}{claimed}{proven}");
        foreach (var addition in signature.LaterAdditions)
        {
            terminal.Line((english ? "      Later: " : "      Sau đó: ") + SafeText.Of(addition));
        }

        foreach (var check in signature.Checks.Where(c => details || c.Outcome == "failed"))
        {
            terminal.Line($"      {DocumentText.Mark(check.Outcome, english)} {(english ? check.Name : CheckNames.Of(check.Name))}: {SafeText.Of(check.Detail)}");
        }
    }

    private static string KindOf(string kind, bool english) => kind switch
    {
        "person" => english ? "person" : "người",
        "agency" => english ? "agency" : "cơ quan",
        "timestamp" => english ? "timestamp" : "dấu thời gian",
        _ => english ? "unknown" : "chưa rõ",
    };
}
