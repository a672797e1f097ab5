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
}
