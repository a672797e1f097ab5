using System.Globalization;
using System.Text;

namespace Axis.Console.Tests.Browsing;

/// <summary>A PDF of one page with a line of text.</summary>
internal static class SmallPdfFile
{
    public static byte[] WithText(string text)
    {
        var drawn = $"BT /F1 36 Tf 72 720 Td ({text}) Tj ET";
        string[] objects =
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
            string.Create(CultureInfo.InvariantCulture, $"<</Length {drawn.Length}>>\nstream\n{drawn}\nendstream"),
            "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        ];
        var file = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("xref\n0 6\n0000000000 65535 f\r\n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n\r\n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file}{table}trailer\n<</Size 6 /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    }
}
