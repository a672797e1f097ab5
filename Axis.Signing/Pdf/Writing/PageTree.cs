using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>One page as a place for a stamp.</summary>
/// <param name="Reference">The page object.</param>
/// <param name="Dictionary">Its dictionary.</param>
/// <param name="Box">Left, bottom, right, top of its visible part, in points.</param>
/// <param name="IsRotated">Shown turned.</param>
internal sealed record PageTree(PdfReference Reference, PdfDictionary Dictionary, double[] Box, bool IsRotated)
{
    private const int Most = 100_000;
    private static readonly double[] A4 = [0, 0, 595.28, 841.89];

    /// <summary>Finds a page by its place in the document.</summary>
    /// <param name="file">The document.</param>
    /// <param name="catalog">Its catalog.</param>
    /// <param name="place">From 1.</param>
    public static PageTree Find(PdfFile file, PdfDictionary catalog, int place)
    {
        var left = place;
        return Walk(file, catalog["Pages"], ref left, null, null, 0, [])
            ?? throw new PdfSigningException(PdfSigningException.Page, $"Tài liệu không có trang {place}.");
    }

    private static PageTree? Walk(PdfFile file, PdfValue? node, ref int left, PdfValue? box, PdfValue? rotation, int depth, HashSet<int> seen)
    {
        if (depth > file.Limits.Depth || seen.Count > Most || node is not PdfReference reference || !seen.Add(reference.Number) || file.Dictionary(node) is not { } dictionary)
        {
            return null;
        }

        box = dictionary["CropBox"] ?? dictionary["MediaBox"] ?? box;
        rotation = dictionary["Rotate"] ?? rotation;
        if (dictionary["Kids"] is null)
        {
            return --left > 0 ? null : new PageTree(reference, dictionary, Rectangle(file, box), file.Resolve(rotation) is PdfInteger { Value: not 0 });
        }

        foreach (var kid in file.Array(dictionary["Kids"])?.Items ?? [])
        {
            if (Walk(file, kid, ref left, box, rotation, depth + 1, seen) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static double[] Rectangle(PdfFile file, PdfValue? value)
    {
        if (file.Array(value) is not { Items: { Count: 4 } items })
        {
            return A4;
        }

        var n = items.Select(i => file.Resolve(i) switch { PdfInteger x => x.Value, PdfReal x => x.Number, _ => 0.0 }).ToArray();
        return [Math.Min(n[0], n[2]), Math.Min(n[1], n[3]), Math.Max(n[0], n[2]), Math.Max(n[1], n[3])];
    }
}
