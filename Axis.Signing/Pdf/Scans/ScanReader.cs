using System.Text;
using Axis.Core.Rules.Scans;
using Axis.Signing.Pdf.Structure;
using Axis.Signing.Pdf.Writing;

namespace Axis.Signing.Pdf.Scans;

/// <summary>Reads what a PDF says of itself as digitised paper (DOC-12): its version, and the images that its pages show, at the size they are shown. Images are not decoded.</summary>
public static class ScanReader
{
    /// <summary>Most pages that are looked at; a longer file is said to be not read whole.</summary>
    private const int MostPages = 1_000;

    private const double Millimetre = 25.4 / 72;

    /// <summary>Reads the file.</summary>
    /// <exception cref="PdfFormatException">The bytes are no PDF that is read here.</exception>
    public static ScanFacts Read(PdfSource source, PdfLimits limits)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(limits);
        var file = PdfFile.Open(source, limits);
        var catalog = file.Dictionary(file.Trailer["Root"]) ?? throw PdfFormatException.Bad(0, "không có danh mục");
        var count = PageContent.Number(file.Resolve(file.Dictionary(catalog["Pages"])?["Count"]));
        var (pages, complete) = (new List<ScannedPage>(), count is >= 1 and <= MostPages);
        for (var place = 1; place <= Math.Min(count, MostPages); place++)
        {
            PageTree page;
            try
            {
                page = PageTree.Find(file, catalog, place);
            }
            catch (PdfSigningException)
            {
                complete = false;
                break;
            }

            var images = new PageImages(file);
            complete &= images.Run(page.Dictionary);
            pages.Add(Page(file, place, page, images.Shown));
        }

        return new ScanFacts(Version(source, file, catalog), FormFields.Signatures(file).Count(), pages, complete);
    }

    private static ScannedPage Page(PdfFile file, int number, PageTree page, IReadOnlyList<ShownImage> images)
    {
        // A user unit other than 1/72 inch makes the page as much larger (ISO 32000-1 §14.11.2).
        var unit = PageContent.Number(file.Resolve(page.Dictionary["UserUnit"])) is > 0 and var stated ? stated : 1;
        var (width, height) = (page.Box[2] - page.Box[0], page.Box[3] - page.Box[1]);
        var area = width * height;
        if (area <= 0 || images.Count == 0)
        {
            return new ScannedPage(number, width * unit * Millimetre, height * unit * Millimetre, 0, 0, null);
        }

        // Layers that lie over the whole page make one picture, as sharp and as coloured as the best of them; strips are as good as the worst.
        var whole = images.Where(i => i.Area / area >= 0.8).ToList();
        var counted = whole.Count > 0 ? whole : images;
        var dpi = whole.Count > 0 ? counted.Max(static i => i.Dpi) : counted.Min(static i => i.Dpi);
        bool? colour = counted.Any(static i => i.IsColour == true) ? true : counted.Any(static i => i.IsColour is null) ? null : false;
        return new ScannedPage(number, width * unit * Millimetre, height * unit * Millimetre, Math.Min(1, images.Sum(static i => i.Area) / area), dpi / unit, colour);
    }

    // The catalog may state a later version than the header (ISO 32000-1 §7.5.2).
    private static string Version(PdfSource source, PdfFile file, PdfDictionary catalog)
    {
        var header = Encoding.ASCII.GetString(source.Take(5, 3));
        return file.Resolve(catalog["Version"]) is PdfName { Value: var stated } && string.CompareOrdinal(stated, header) > 0 ? stated : header;
    }
}
