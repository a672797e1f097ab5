using System.Globalization;
using System.Text;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>
/// A new PDF of text and lines on A4 across, with its fonts embedded as far as they are used and searchable letters (ISO 32000-1 §9.7, §9.10.3). Pages are packed as
/// they are ended, so that a long document takes little memory. Not thread-safe.
/// </summary>
public sealed class PrintedDocument : IDisposable
{
    /// <summary>Width of a page, in points.</summary>
    public const double Width = 842;

    /// <summary>Height of a page, in points.</summary>
    public const double Height = 595;

    private readonly byte[] _base;
    private readonly IncrementalUpdate _update;
    private readonly TrueTypeFont[] _fonts;
    private readonly Dictionary<char, double>[] _widths = [[], []];
    private readonly List<PdfReference> _pages = [];
    private readonly PdfReference _resources;
    private readonly StringBuilder _content = new();
    private bool _open;

    /// <summary>Begins a document.</summary>
    /// <param name="title">Title, for viewers.</param>
    /// <param name="author">Who issues it.</param>
    /// <param name="regular">Font file (TrueType).</param>
    /// <param name="bold">Font file of the bold face.</param>
    /// <exception cref="PdfSigningException">A font cannot be used.</exception>
    public PrintedDocument(string title, string author, ReadOnlyMemory<byte> regular, ReadOnlyMemory<byte> bold)
    {
        _fonts = [TrueTypeFont.Read(regular), TrueTypeFont.Read(bold)];
        _base = Skeleton(title, author);
        _update = new IncrementalUpdate(PdfFile.Open(PdfSource.Of(_base), PdfLimits.Default));
        _resources = _update.Reserve();
    }

    /// <summary>Width of a text, in points.</summary>
    public double Measure(string text, double size, bool bold)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Sum(c => WidthOf(c, bold)) * size;
    }

    /// <summary>Ends the page, if one is open, and begins the next.</summary>
    public void NewPage()
    {
        EndPage();
        _open = true;
    }

    /// <summary>Writes a text on the open page.</summary>
    /// <param name="text">The text; a letter that the font has not becomes a question mark.</param>
    /// <param name="x">From the left.</param>
    /// <param name="y">Base line, from the top.</param>
    /// <param name="size">Size of the font, in points.</param>
    /// <param name="bold">Bold face.</param>
    public void Text(string text, double x, double y, double size, bool bold)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = string.Concat(text.Select(c => WidthOf(c, bold) > 0 || c == ' ' ? c : '?'));
        _content.Append(CultureInfo.InvariantCulture, $"BT /F{(bold ? 2 : 1)} {size:0.##} Tf {x:0.##} {Height - y:0.##} Td <{Convert.ToHexString(_fonts[bold ? 1 : 0].Encode(shown))}> Tj ET\n");
    }

    /// <summary>Draws the border of a box on the open page.</summary>
    public void Box(double x, double y, double width, double height) =>
        _content.Append(CultureInfo.InvariantCulture, $"0.5 w {x:0.##} {Height - y - height:0.##} {width:0.##} {height:0.##} re S\n");

    /// <summary>Ends the document.</summary>
    /// <returns>The file.</returns>
    public byte[] Finish()
    {
        EndPage();
        _update.Put(_resources, PdfSerializer.With(null, ("Font", PdfSerializer.With(null, ("F1", Face(0)), ("F2", Face(1))))));
        _update.Put(new PdfReference(2, 0), PdfSerializer.With(
            null,
            ("Type", new PdfName("Pages")),
            ("Kids", new PdfArray([.. _pages])),
            ("Count", new PdfInteger(_pages.Count)),
            ("MediaBox", new PdfArray([new PdfInteger(0), new PdfInteger(0), PdfSerializer.Real(Width), PdfSerializer.Real(Height)])),
            ("Resources", _resources)));
        _update.Finish();
        return [.. _base, .. _update.Bytes.ToArray()];
    }

    /// <inheritdoc/>
    public void Dispose() => _update.Dispose();

    // An empty document of three objects, which the pages are saved onto.
    private static byte[] Skeleton(string title, string author)
    {
        using var output = new MemoryStream();
        PdfSerializer.Raw(output, "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        PdfDictionary[] objects =
        [
            PdfSerializer.With(null, ("Type", new PdfName("Catalog")), ("Pages", new PdfReference(2, 0)), ("Lang", PdfSerializer.Ascii("vi-VN"))),
            PdfSerializer.With(null, ("Type", new PdfName("Pages")), ("Kids", new PdfArray([])), ("Count", new PdfInteger(0))),
            PdfSerializer.With(null, ("Title", PdfSerializer.Text(title)), ("Author", PdfSerializer.Text(author)), ("Producer", PdfSerializer.Ascii("DocAxis"))),
        ];
        var table = new StringBuilder("xref\n0 4\n0000000000 65535 f\r\n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{output.Length:D10} 00000 n\r\n");
            PdfSerializer.Raw(output, string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n"));
            PdfSerializer.Write(output, objects[i]);
            PdfSerializer.Raw(output, "\nendobj\n");
        }

        PdfSerializer.Raw(output, string.Create(CultureInfo.InvariantCulture, $"{table}trailer\n<</Size 4 /Root 1 0 R /Info 3 0 R>>\nstartxref\n{output.Length}\n%%EOF\n"));
        return output.ToArray();
    }

    private PdfReference Face(int font)
    {
        // A font must hold a glyph to be embedded; a face that nothing was written in holds the blank.
        _fonts[font].Encode(" ");
        return _fonts[font].Add(_update);
    }

    private void EndPage()
    {
        if (!_open)
        {
            return;
        }

        var content = _update.AddStream(PdfDictionary.Empty, Encoding.ASCII.GetBytes(_content.ToString()));
        _pages.Add(_update.Add(PdfSerializer.With(null, ("Type", new PdfName("Page")), ("Parent", new PdfReference(2, 0)), ("Contents", content))));
        _content.Clear();
        _open = false;
    }

    private double WidthOf(char c, bool bold)
    {
        var widths = _widths[bold ? 1 : 0];
        if (!widths.TryGetValue(c, out var width))
        {
            width = _fonts[bold ? 1 : 0].Has(c) ? _fonts[bold ? 1 : 0].Width(c.ToString()) : 0;
            widths[c] = width;
        }

        return width;
    }
}
