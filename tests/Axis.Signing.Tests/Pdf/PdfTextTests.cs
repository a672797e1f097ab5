using Axis.Signing.Pdf;
using Axis.Signing.Pdf.Text;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Pdf;

/// <summary>The text of a first page, judged against pdftotext (poppler-utils).</summary>
public sealed class PdfTextTests
{
    private const string Map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        + "4 beginbfchar <0001> <004D> <0002> <1EAC> <0003> <0054> <0004> <0020> endbfchar 1 beginbfrange <0010> <0029> <0041> endbfrange endcmap end end";

    [TestCase("BT /F1 12 Tf 72 700 Td (Quyet dinh so 88) Tj ET", TestName = "one string")]
    [TestCase("BT /F1 12 Tf 72 700 Td [(Quyet) -600 (dinh)] TJ 0 -20 Td (so 88) Tj ET", TestName = "spaces by movement")]
    [TestCase("BT /F1 12 Tf 14 TL 72 700 Td (Quyet dinh) Tj T* (so \\0508\\051) Tj (dong ba) ' ET", TestName = "lines and escapes")]
    [TestCase("q 1 0 0 1 20 20 cm BT /F1 12 Tf 1 0 0 1 72 700 Tm <51757965742064696E68> Tj ET Q BT /F1 9 Tf 300 600 Td (khac) Tj ET", TestName = "matrices and hex")]
    public void the_words_are_those_that_pdftotext_reads(string content)
    {
        var pdf = TestPdf.Document(more: (4, TestPdf.Stream(content)));
        Assert.That(Words(Read(pdf).Text), Is.EqualTo(Words(Pdftotext(pdf))));
    }

    [Test]
    public void a_two_byte_font_is_read_through_its_map()
    {
        var page = Read(Composite("BT /F2 12 Tf 72 700 Td <000100020003> Tj <000400100011> Tj ET", withMap: true));
        Assert.That(page, Is.EqualTo(new PageText("MẬT AB", true)));
    }

    [Test]
    public void a_font_without_a_way_back_to_letters_leaves_the_text_incomplete() =>
        Assert.That(Read(Composite("BT /F2 12 Tf 72 700 Td <000100020003> Tj ET", withMap: false)), Is.EqualTo(new PageText("", false)));

    [Test]
    public void glyph_names_are_letters()
    {
        var pdf = TestPdf.Document(more: [
            (4, TestPdf.Stream("BT /F1 12 Tf 72 700 Td (\\001\\002\\003) Tj ET")),
            (5, "<</Type /Font /Subtype /Type1 /BaseFont /VN /Encoding <</Differences [1 /M /Acircumflexdotbelow /uni0054]>>>>")]);
        Assert.That(Read(pdf).Text, Is.EqualTo("MẬT"));
    }

    [Test]
    public void a_stamp_that_a_viewer_put_on_is_read_too()
    {
        var pdf = TestPdf.Document(more: [
            (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R] /Resources <</Font <</F1 5 0 R>>>>>>"),
            (6, "<</Type /Annot /Subtype /Stamp /Rect [0 0 90 30] /AP <</N 7 0 R>>>>"),
            (7, "<</Type /XObject /Subtype /Form /BBox [0 0 90 30] /Resources <</Font <</F1 5 0 R>>>> /Length 33>>\nstream\nBT /F1 12 Tf 2 2 Td (STAMP) Tj ET\nendstream")]);
        Assert.That(Words(Read(pdf).Text), Does.Contain("STAMP"));
    }

    [Test]
    public void a_form_that_draws_itself_ends()
    {
        var pdf = TestPdf.Document(more: [
            (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> /XObject <</X 6 0 R>>>>>>"),
            (4, TestPdf.Stream("/X Do /X Do")),
            (6, "<</Type /XObject /Subtype /Form /BBox [0 0 90 30] /Resources <</XObject <</X 6 0 R>>>> /Length 11>>\nstream\n/X Do /X Do\nendstream")]);
        Assert.That(Read(pdf).IsComplete, Is.False);
    }

    private static byte[] Composite(string content, bool withMap) => TestPdf.Document(more: [
        (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F2 6 0 R>>>>>>"),
        (4, TestPdf.Stream(content)),
        (6, "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R]" + (withMap ? " /ToUnicode 8 0 R>>" : ">>")),
        (7, "<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>"),
        (8, TestPdf.Stream(Map))]);

    private static PageText Read(byte[] pdf) => PdfTextReader.FirstPage(PdfSource.Of(pdf), PdfLimits.Default);

    private static string[] Words(string text) => text.Split((char[])[' ', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string Pdftotext(byte[] pdf)
    {
        var folder = Tool.Folder();
        try
        {
            var path = Path.Combine(folder, "a.pdf");
            File.WriteAllBytes(path, pdf);
            var (exit, output) = Tool.Run("pdftotext", "-l", "1", "-enc", "UTF-8", path, "-");
            Assert.That(exit, Is.Zero, output);
            return output;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
