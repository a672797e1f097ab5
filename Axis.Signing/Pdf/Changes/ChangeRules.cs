using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Changes;

/// <summary>What the signatures of a revision allow those who come after.</summary>
/// <param name="Level">From the certifying signature's DocMDP.</param>
/// <param name="IsLocked">Whether a FieldMDP of a signature locks the field of the name.</param>
internal sealed record ChangeRules(ChangeLevel Level, Func<string, bool> IsLocked)
{
    /// <summary>Reads DocMDP and FieldMDP of all signatures that were there.</summary>
    public static ChangeRules Of(PdfFile signed)
    {
        var level = ChangeLevel.Annotations;
        var certified = false;
        var locks = new List<Func<string, bool>>();
        foreach (var signature in FormFields.Signatures(signed))
        {
            foreach (var item in signed.Array(signature.Dictionary?["Reference"])?.Items ?? [])
            {
                var reference = signed.Dictionary(item);
                var parameters = signed.Dictionary(reference?["TransformParams"]);
                switch (reference?["TransformMethod"])
                {
                    case PdfName { Value: "DocMDP" }:
                        certified = true;
                        var stated = LevelOf(parameters?["P"]);
                        level = stated < level ? stated : level;
                        break;
                    case PdfName { Value: "FieldMDP" }:
                        locks.Add(Lock(signed, parameters));
                        break;
                }
            }
        }

        return new ChangeRules(certified ? level : ChangeLevel.Signatures, name => locks.Exists(l => l(name)));
    }

    // P is 2 where it is not stated (table 257); what is not understood allows nothing.
    private static ChangeLevel LevelOf(PdfValue? p) => p switch
    {
        null => ChangeLevel.FormFilling,
        PdfInteger { Value: 2 } => ChangeLevel.FormFilling,
        PdfInteger { Value: 3 } => ChangeLevel.Annotations,
        _ => ChangeLevel.Nothing,
    };

    private static Func<string, bool> Lock(PdfFile file, PdfDictionary? parameters)
    {
        var names = (file.Array(parameters?["Fields"])?.Items ?? []).Select(file.Resolve).OfType<PdfString>().Select(static s => FormFields.Text(s.Bytes)).ToHashSet(StringComparer.Ordinal);
        bool Named(string field) => names.Any(n => field == n || field.StartsWith(n + ".", StringComparison.Ordinal));
        return (parameters?["Action"] as PdfName)?.Value switch
        {
            "Include" => Named,
            "Exclude" => field => !Named(field),
            _ => static _ => true,
        };
    }
}
