using System.Text;

namespace Axis.Signing.Pdf.Structure;

/// <summary>One field or widget of the form (ISO 32000-1 §12.7.3).</summary>
/// <param name="Number">Object number; 0 when it is written into its parent.</param>
/// <param name="Name">Full name.</param>
/// <param name="Type">FT, inherited where need be.</param>
/// <param name="Value">V, inherited along the form where need be: what a Parent entry says that the form does not is not believed.</param>
/// <param name="Dictionary">Its dictionary.</param>
internal sealed record FormField(int Number, string Name, string? Type, PdfValue? Value, PdfDictionary Dictionary)
{
    public bool IsSignature => Type == "Sig";
}

/// <summary>Walks the form of a document.</summary>
internal static class FormFields
{
    private const int Most = 50_000;

    /// <summary>Every field and widget, parents first, whether shown or hidden.</summary>
    public static IReadOnlyList<FormField> All(PdfFile file)
    {
        var fields = new List<FormField>();
        var catalog = file.Dictionary(file.Trailer["Root"]);
        if (file.Dictionary(catalog?["AcroForm"]) is { } form && file.Array(form["Fields"]) is { } roots)
        {
            var seen = new HashSet<int>();
            foreach (var root in roots.Items)
            {
                Walk(file, root, "", null, null, 0, seen, fields);
            }
        }

        return fields;
    }

    /// <summary>A field that is not yet in the form, with its kids.</summary>
    public static IReadOnlyList<FormField> Under(PdfFile file, PdfValue root)
    {
        var fields = new List<FormField>();
        Walk(file, root, "", null, null, 0, [], fields);
        return fields;
    }

    /// <summary>The signatures that fields lead to.</summary>
    public static IEnumerable<FoundSignature> Signatures(PdfFile file) =>
        from field in All(file)
        where field.IsSignature && field.Dictionary["V"] is not (null or PdfNull)
        let value = field.Dictionary["V"]
        select new FoundSignature(field.Name, field.Number, value is PdfReference r ? r.Number : 0, file.Resolve(value) as PdfDictionary);

    private static void Walk(PdfFile file, PdfValue value, string parent, string? type, PdfValue? held, int depth, HashSet<int> seen, List<FormField> fields)
    {
        if (depth > file.Limits.Depth || fields.Count > Most)
        {
            throw PdfFormatException.Over("cây trường của biểu mẫu quá sâu hoặc quá lớn");
        }

        var number = value is PdfReference reference ? reference.Number : 0;
        if (file.Resolve(value) is not PdfDictionary dictionary)
        {
            return;
        }

        if (number != 0 && !seen.Add(number))
        {
            throw PdfFormatException.Bad(0, $"trường {number} của biểu mẫu được nêu hai lần");
        }

        var own = file.Resolve(dictionary["T"]) is PdfString t ? Text(t.Bytes) : null;
        var name = own is null ? parent : parent.Length == 0 ? own : parent + "." + own;
        type = (file.Resolve(dictionary["FT"]) as PdfName)?.Value ?? type;
        held = file.Resolve(dictionary["V"]) ?? held;
        fields.Add(new FormField(number, name.Length == 0 ? $"#{number}" : name, type, held, dictionary));
        foreach (var kid in file.Array(dictionary["Kids"])?.Items ?? [])
        {
            Walk(file, kid, name, type, held, depth + 1, seen, fields);
        }
    }

    /// <summary>A text string: UTF-16BE or UTF-8 with a mark, or one byte a character (§7.9.2.2).</summary>
    public static string Text(byte[] bytes) => bytes switch
    {
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3),
        _ => Encoding.Latin1.GetString(bytes),
    };
}
