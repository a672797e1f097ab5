using System.Globalization;
using System.Text;
using Axis.Signing.Keys;
using Axis.Signing.Pdf;

namespace Axis.Journey.Tests.Network;

/// <summary>A PDF of one page, and signatures on it.</summary>
internal static class SmallPdf
{
    public static byte[] Document()
    {
        string[] objects =
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
        ];
        var text = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("xref\n0 4\n0000000000 65535 f\r\n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:D10} 00000 n\r\n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = text.Length;
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}{table}trailer\n<</Size 4 /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    }

    public static byte[] Sign(byte[] pdf, ISigningKey key)
    {
        using var output = new MemoryStream();
        PdfSigner.Sign(PdfSource.Of(pdf), output, key, new PdfSigning { SignedAt = TimeProvider.System.GetUtcNow() }, CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>One page in a two-byte font: each letter is its own code, which the font's map leads back.</summary>
    public static byte[] WithText(string text)
    {
        var codes = string.Concat(text.Select(static c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
        var content = $"BT /F1 12 Tf 72 700 Td <{codes}> Tj ET";
        const string map = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0020> <1EFF> <0020> endbfrange endcmap";
        string[] objects =
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
            $"<</Length {content.Length}>>\nstream\n{content}\nendstream",
            "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>>",
            "<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>",
            $"<</Length {map.Length}>>\nstream\n{map}\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("xref\n0 8\n0000000000 65535 f\r\n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{pdf.Length:D10} 00000 n\r\n");
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{pdf}{table}trailer\n<</Size 8 /Root 1 0 R>>\nstartxref\n{pdf.Length}\n%%EOF\n"));
    }
}
