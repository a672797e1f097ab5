using Axis.Core.Rules.Scans;
using Axis.Signing.Pdf;
using Axis.Signing.Pdf.Scans;

namespace Axis.Signing.Tests.Pdf;

/// <summary>What a scan says of itself (DOC-12), read from files written byte by byte.</summary>
public sealed class ScanReaderTests
{
    private const string Rgb = "/DeviceRGB";

    [TestCase(1654, Rgb, 200, true, TestName = "DOC_12 a colour scan at 200 dpi")]
    [TestCase(827, Rgb, 100, true, TestName = "DOC_12 a coarse scan")]
    [TestCase(1654, "/DeviceGray", 200, false, TestName = "DOC_12 a grey scan")]
    [TestCase(1654, "[/ICCBased 7 0 R]", 200, true, TestName = "DOC_12 a scan with a colour profile")]
    [TestCase(1654, "[/Indexed /DeviceGray 1 <00FF>]", 200, false, TestName = "DOC_12 a scan with a grey palette")]
    public void a_page_tells_resolution_and_colour(int width, string space, int dpi, bool colour)
    {
        var page = Read(Scan(width, space, "q 595.28 0 0 841.89 0 0 cm /I Do Q")).Pages.Single();

        Assert.That((Math.Round(page.Dpi), page.IsColour, Math.Round(page.Coverage, 2), Math.Round(page.Width), Math.Round(page.Height)), Is.EqualTo((dpi, colour, 1, 210, 297)));
    }

    [Test]
    public void an_image_shown_smaller_is_finer_and_covers_less()
    {
        var page = Read(Scan(1654, Rgb, "q 297.64 0 0 420.95 0 0 cm /I Do Q")).Pages.Single();

        Assert.That((Math.Round(page.Dpi), Math.Round(page.Coverage, 2)), Is.EqualTo((400, 0.25)));
    }

    [Test]
    public void a_page_of_text_has_no_scan() => Assert.That(Read(TestPdf.Document()).Pages.Single(), Has.Property(nameof(ScannedPage.Coverage)).Zero);

    [Test]
    public void an_unsigned_file_has_no_signature_and_tells_its_version()
    {
        var facts = Read(Scan(1654, Rgb, "/I Do"));

        Assert.That((facts.Signatures, facts.Version, facts.IsComplete), Is.EqualTo((0, "1.7", true)));
    }

    [Test]
    public void pages_that_are_promised_and_not_there_are_said() =>
        Assert.That(Read(TestPdf.Document(TestPdf.Catalog, (2, "<</Type /Pages /Kids [3 0 R] /Count 5>>"))).IsComplete, Is.False);

    private static ScanFacts Read(byte[] pdf) => ScanReader.Read(PdfSource.Of(pdf), PdfLimits.Default);

    private static byte[] Scan(int width, string space, string content) => TestPdf.Document(
        TestPdf.Catalog,
        (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Contents 4 0 R /Resources <</XObject <</I 6 0 R>>>>>>"),
        (4, TestPdf.Stream(content)),
        (6, $"<</Type /XObject /Subtype /Image /Width {width} /Height {width * 2339 / 1654} /BitsPerComponent 8 /ColorSpace {space} /Length 3>>\nstream\nabc\nendstream"),
        (7, "<</N 3 /Length 1>>\nstream\na\nendstream"));
}
