using System.Globalization;
using System.Text;

namespace Axis.Signing.Tests.Pdf;

/// <summary>Writes small PDFs byte by byte, so that attacks can put anything anywhere.</summary>
internal static class TestPdf
{
    public const string Catalog = "<</Type /Catalog /Pages 2 0 R>>";

    /// <summary>A document of one page; object 4 is its content.</summary>
    public static byte[] Document(string catalog = Catalog, params (int Number, string Body)[] more)
    {
        var objects = new List<(int, string)>
        {
            (1, catalog),
            (2, "<</Type /Pages /Kids [3 0 R] /Count 1>>"),
            (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>"),
            (4, Stream("BT /F1 12 Tf 72 700 Td (Quyet dinh so 88) Tj ET")),
            (5, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"),
        };
        objects.AddRange(more);
        return Write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"u8.ToArray(), objects, null, 0);
    }

    public static string Stream(string data) => $"<</Length {data.Length}>>\nstream\n{data}\nendstream";

    /// <summary>Appends a save.</summary>
    public static byte[] Update(byte[] pdf, params (int Number, string Body)[] objects) => Write(pdf, objects, StartXref(pdf), Size(pdf));

    /// <summary>Appends a save with another root.</summary>
    public static byte[] UpdateRoot(byte[] pdf, int root, params (int Number, string Body)[] objects) => Write(pdf, objects, StartXref(pdf), Size(pdf), root);

    /// <summary>Appends a save that frees objects.</summary>
    public static byte[] Free(byte[] pdf, int number)
    {
        var text = new StringBuilder("\n");
        var start = pdf.Length + 1;
        text.Append(CultureInfo.InvariantCulture, $"xref\n{number} 1\n0000000000 00001 f\r\ntrailer\n<</Size {Size(pdf)} /Root 1 0 R /Prev {StartXref(pdf)}>>\nstartxref\n{start}\n%%EOF\n");
        return [.. pdf, .. Encoding.Latin1.GetBytes(text.ToString())];
    }

    /// <summary>Replaces text of the same length, once.</summary>
    public static byte[] Replace(byte[] pdf, string old, string by, bool last = false)
    {
        var (from, to) = (Encoding.Latin1.GetBytes(old), Encoding.Latin1.GetBytes(by));
        Assert.That(to, Has.Length.EqualTo(from.Length), "A replacement must not move anything.");
        var at = last ? pdf.AsSpan().LastIndexOf(from) : pdf.AsSpan().IndexOf(from);
        Assert.That(at, Is.GreaterThanOrEqualTo(0), $"'{old}' is not in the file.");
        byte[] copy = [.. pdf];
        to.CopyTo(copy, at);
        return copy;
    }

    public static int IndexOf(byte[] pdf, string text, int from = 0) => pdf.AsSpan(from).IndexOf(Encoding.Latin1.GetBytes(text)) + from;

    public static long StartXref(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var at = text.LastIndexOf("startxref", StringComparison.Ordinal) + 9;
        return long.Parse(text[at..text.IndexOf("%%EOF", at, StringComparison.Ordinal)].Trim(), CultureInfo.InvariantCulture);
    }

    public static int Size(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var at = text.LastIndexOf("/Size ", StringComparison.Ordinal) + 6;
        return int.Parse(new string([.. text[at..].TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
    }

    private static byte[] Write(byte[] before, IReadOnlyList<(int Number, string Body)> objects, long? previous, int size, int root = 1)
    {
        using var output = new MemoryStream();
        output.Write(before);
        var offsets = new SortedDictionary<int, long>();
        foreach (var (number, body) in objects)
        {
            offsets[number] = output.Position;
            output.Write(Encoding.Latin1.GetBytes($"{number} 0 obj\n{body}\nendobj\n"));
        }

        var start = output.Position;
        var table = new StringBuilder("xref\n");
        if (previous is null)
        {
            table.Append("0 1\n0000000000 65535 f\r\n");
        }

        foreach (var (number, offset) in offsets)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} 00000 n\r\n");
        }

        var highest = Math.Max(size, offsets.Keys.Max() + 1);
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {highest} /Root {root} 0 R{(previous is { } p ? $" /Prev {p}" : "")}>>\nstartxref\n{start}\n%%EOF\n");
        output.Write(Encoding.Latin1.GetBytes(table.ToString()));
        return output.ToArray();
    }
}
