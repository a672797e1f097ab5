using System.Globalization;
using Axis.Core.Registers;
using Axis.Signing.Pdf.Writing;

namespace Axis.Node.Registers;

/// <summary>
/// A register as a PDF to print and bind (REG-04, REG-05): a cover, the legal columns on A4 across, headings and page numbers on every page. The fonts come with
/// the product, so that a node on a bare machine prints Vietnamese too. One at a time: a long volume takes some memory while it is made, and nothing of it stays.
/// </summary>
internal sealed class RegisterPdf : IDisposable
{
    /// <summary>Most lines of one printed volume; a longer register is printed in several by number.</summary>
    public const int MostLines = 5_000;

    private const double Margin = 30;
    private const double Padding = 2.5;
    private const double LineHeight = 10.5;
    private const double Size = 8;
    private const double Foot = 20;

    // Fewer lines of a long row at the foot of a page are no help to its reader.
    private const int FewestLines = 3;
    private const double Room = PrintedDocument.Width - (2 * Margin);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Makes the file of a register.</summary>
    public Task<byte[]> MakeAsync(RegisterSheet sheet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return MakeAsync(Table(sheet), cancellationToken);
    }

    /// <summary>Makes the file of any table of this kind, in its turn.</summary>
    public async Task<byte[]> MakeAsync(PrintedTable table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Make(table, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static PrintedTable Table(RegisterSheet sheet)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{sheet.Cover.Title} năm {sheet.Cover.Year}");
        return new PrintedTable(
            title,
            sheet.Cover.Agency,
            string.Create(CultureInfo.InvariantCulture, $"{sheet.Cover.Agency} – {title} – Quyển {sheet.Cover.Volume}"),
            [
                new CoverLine((sheet.Cover.Superior ?? "").ToUpperInvariant(), 13, Bold: false, 0),
                new CoverLine(sheet.Cover.Agency.ToUpperInvariant(), 14, Bold: true, 110),
                new CoverLine(sheet.Cover.Title, 24, Bold: true, 16),
                new CoverLine(string.Create(CultureInfo.InvariantCulture, $"Năm {sheet.Cover.Year}"), 14, Bold: true, 50),
                .. RegisterCsv.CoverLines(sheet.Cover).Skip(4).Select(static l => new CoverLine($"{l.Name}: {(l.Value.Length == 0 ? "………" : l.Value)}", 13, Bold: false, 2)),
            ],
            RegisterColumns.Of(sheet.Kind),
            sheet.Rows);
    }

    private static byte[] Make(PrintedTable table, CancellationToken cancellationToken)
    {
        using var document = new PrintedDocument(table.Title, table.Issuer, Font("DejaVuSerifCondensed"), Font("DejaVuSerifCondensed-Bold"));
        Cover(document, table.Cover);
        double[] widths = [.. table.Columns.Select(static c => Room * c.Width / 100)];
        var headings = Cells(document, table.Columns.Select(static c => c.Heading), widths, bold: true);
        List<IReadOnlyList<IReadOnlyList<string>>> rows = [.. table.Rows.Select(r => Cells(document, r, widths, bold: false))];
        var pages = Paginate(rows, Margin + HeightOf(LinesOf(headings)));
        for (var i = 0; i < pages.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            document.NewPage();
            var y = Row(document, headings, widths, Margin, heading: true, 0, LinesOf(headings));
            foreach (var piece in pages[i])
            {
                y = Row(document, rows[piece.Row], widths, y, heading: false, piece.First, piece.Lines);
            }

            var number = string.Create(CultureInfo.InvariantCulture, $"{table.Foot} – Trang {i + 1}/{pages.Count}");
            Centered(document, number, PrintedDocument.Height - Margin + Size, Size, bold: false);
        }

        return document.Finish();
    }

    private static byte[] Font(string face)
    {
        using var resource = typeof(RegisterPdf).Assembly.GetManifestResourceStream($"Axis.Node.Registers.Fonts.{face}.ttf")
            ?? throw new InvalidOperationException($"The program carries no font '{face}'.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    private static void Cover(PrintedDocument document, IReadOnlyList<CoverLine> cover)
    {
        document.NewPage();
        var y = 70.0;
        foreach (var part in cover)
        {
            foreach (var line in Wrap(document, part.Text, 700, part.Size, part.Bold))
            {
                Centered(document, line, y, part.Size, part.Bold);
                y += part.Size * 1.4;
            }

            y += part.Space;
        }
    }

    private static void Centered(PrintedDocument document, string text, double y, double size, bool bold) =>
        document.Text(text, (PrintedDocument.Width - document.Measure(text, size, bold)) / 2, y, size, bold);

    // A row goes to the next page as a whole where it fits there; one that is longer than a page (a document to hundreds of recipients) goes on from page to page.
    private static List<List<Piece>> Paginate(List<IReadOnlyList<IReadOnlyList<string>>> rows, double top)
    {
        const double bottom = PrintedDocument.Height - Margin - Foot;
        var pages = new List<List<Piece>> { new() };
        var y = top;
        for (var i = 0; i < rows.Count; i++)
        {
            var (first, left) = (0, LinesOf(rows[i]));
            if (y > top && y + HeightOf(left) > bottom && (Fits(y, bottom) < FewestLines || top + HeightOf(left) <= bottom))
            {
                pages.Add([]);
                y = top;
            }

            while (y + HeightOf(left) > bottom)
            {
                var lines = Fits(y, bottom);
                pages[^1].Add(new Piece(i, first, lines));
                pages.Add([]);
                (first, left, y) = (first + lines, left - lines, top);
            }

            pages[^1].Add(new Piece(i, first, left));
            y += HeightOf(left);
        }

        return pages;
    }

    private static int Fits(double y, double bottom) => (int)((bottom - y - (2 * Padding)) / LineHeight);

    private static int LinesOf(IReadOnlyList<IReadOnlyList<string>> cells) => cells.Max(static c => Math.Max(c.Count, 1));

    private static double HeightOf(int lines) => (lines * LineHeight) + (2 * Padding);

    private static double Row(PrintedDocument document, IReadOnlyList<IReadOnlyList<string>> cells, double[] widths, double y, bool heading, int first, int lines)
    {
        var height = HeightOf(lines);
        var x = Margin;
        for (var i = 0; i < cells.Count; i++)
        {
            document.Box(x, y, widths[i], height);
            for (var n = first; n < Math.Min(first + lines, cells[i].Count); n++)
            {
                var indent = heading ? (widths[i] - document.Measure(cells[i][n], Size, heading)) / 2 : Padding;
                document.Text(cells[i][n], x + indent, y + Padding + ((n - first) * LineHeight) + Size, Size, heading);
            }

            x += widths[i];
        }

        return y + height;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Cells(PrintedDocument document, IEnumerable<string> cells, double[] widths, bool bold) =>
        [.. cells.Select((cell, i) => Wrap(document, cell, widths[i] - (2 * Padding), Size, bold))];

    // Between words where there are words; a word longer than its column, such as a code, is broken.
    private static List<string> Wrap(PrintedDocument document, string text, double room, double size, bool bold)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            if (line.Length > 0 && document.Measure(line + " " + rest, size, bold) <= room)
            {
                line += " " + rest;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            while (rest.Length > 1 && document.Measure(rest, size, bold) > room)
            {
                var fits = rest.Length - 1;
                while (fits > 1 && document.Measure(rest[..fits], size, bold) > room)
                {
                    fits--;
                }

                lines.Add(rest[..fits]);
                rest = rest[fits..];
            }

            line = rest;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>So many lines of a row, from the first one on.</summary>
    private readonly record struct Piece(int Row, int First, int Lines);
}
