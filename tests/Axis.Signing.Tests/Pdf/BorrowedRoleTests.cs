using System.Globalization;
using System.Text;
using Axis.Signing.Pdf;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Pdf;

/// <summary>
/// Shadow attacks with a prepared document: what was signed as text is also named as something that may change later, or something is added that can be seen and
/// that nobody signed.
/// </summary>
public sealed class BorrowedRoleTests
{
    private const string EvilText = "BT /F1 12 Tf 72 700 Td (Quyet dinh so 99) Tj ET";

    private PdfWorld _world = null!;

    [OneTimeSetUp]
    public void Make() => _world = new PdfWorld();

    [OneTimeTearDown]
    public void Clear() => _world.Dispose();

    [Test]
    public void page_content_that_the_validation_data_name_as_a_certificate_may_not_be_replaced()
    {
        var signed = _world.SignedTwice(TestPdf.Document("<</Type /Catalog /Pages 2 0 R /DSS <</Certs [4 0 R]>>>>"));
        Failed(TestPdf.Update(signed, (4, TestPdf.Stream(EvilText))), "mượn vai");
    }

    [Test]
    public void page_content_that_is_the_metadata_too_may_not_be_replaced()
    {
        var signed = _world.SignedTwice(TestPdf.Document("<</Type /Catalog /Pages 2 0 R /Metadata 4 0 R>>"));
        Failed(TestPdf.Update(signed, (4, $"<</Type /Metadata /Length {EvilText.Length}>>\nstream\n{EvilText}\nendstream")), "mượn vai");
    }

    [Test]
    public void a_font_that_is_the_list_of_extensions_too_may_not_be_replaced()
    {
        var signed = _world.SignedTwice(TestPdf.Document("<</Type /Catalog /Pages 2 0 R /Extensions 5 0 R>>"));
        Failed(TestPdf.Update(signed, (5, "<</Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats>>")), "mượn vai");
    }

    [Test]
    public void page_content_that_is_the_look_of_an_empty_field_too_may_not_be_replaced()
    {
        var signed = _world.SignedTwice(Prepared("[0 0 0 0]", "4 0 R"));
        Failed(TestPdf.Update(signed, (4, TestPdf.Stream(EvilText))), "Đối tượng 4");
    }

    [Test]
    public void the_look_of_a_field_that_nobody_signed_may_not_be_replaced()
    {
        var signed = _world.SignedTwice(Prepared("[60 690 300 720]", "8 0 R"));
        Failed(TestPdf.Update(signed, (8, Form(EvilText))), "Đối tượng 8");
    }

    [Test]
    public void the_look_of_a_signature_whose_widget_is_a_kid_may_not_be_replaced()
    {
        var document = TestPdf.Document(TestPdf.Catalog, (14, "<</Type /Annot /Subtype /Widget /Parent 10 0 R /Rect [60 690 300 720] /P 3 0 R /AP <</N 15 0 R>>>>"), (15, Form("")));
        var signed = Attacks.HandSigned(document, _world.Agency, field: "<</FT /Sig /T (Hand) /V 11 0 R /Kids [14 0 R]>>");
        Failed(TestPdf.Update(signed, (15, Form(EvilText))), "Đối tượng 15");
    }

    [Test]
    public void a_list_of_fields_that_is_the_list_of_pages_too_may_not_grow()
    {
        var document = TestPdf.Update(TestPdf.Document(), (2, "<</Type /Pages /Kids 8 0 R /Count 2>>"), (8, "[3 0 R 10 0 R]"));
        var signed = Attacks.HandSigned(document, _world.Agency, fields: "8 0 R");
        var pdf = TestPdf.Update(
            signed,
            (8, "[3 0 R 10 0 R 40 0 R]"),
            (40, "<</Type /Page /Parent 2 0 R /FT /Sig /T (x) /MediaBox [0 0 595 842] /Contents 41 0 R /Resources <</Font <</F1 5 0 R>>>>>>"),
            (41, TestPdf.Stream(EvilText)));
        Failed(pdf, "mượn vai");
    }

    [Test]
    public void an_object_stream_that_the_validation_data_name_may_not_be_replaced()
    {
        const string Inside = "5 0 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>";
        var document = TestPdf.Update(
            TestPdf.Document("<</Type /Catalog /Pages 2 0 R /DSS <</Certs [8 0 R]>>>>"),
            (8, $"<</Type /ObjStm /N 1 /First 4 /Length {Inside.Length}>>\nstream\n{Inside}\nendstream"));
        var signed = _world.SignedTwice(WithStreamEntry(document, 5, 8));
        var evil = Inside.Replace("Helvetica", "Wingdings", StringComparison.Ordinal);
        Failed(TestPdf.Update(signed, (8, $"<</Type /ObjStm /N 1 /First 4 /Length {evil.Length}>>\nstream\n{evil}\nendstream")), "Dòng đối tượng 8");
    }

    [Test]
    public void a_hole_that_only_an_unreadable_object_names_may_not_be_filled()
    {
        var signed = _world.SignedTwice(TestPdf.Document("<</Type /Catalog /Pages 2 0 R /Names 8 0 R>>", (8, "<</EmbeddedFiles 90 0 R /Odd ] >>")));
        Failed(TestPdf.Update(signed, (90, "<</Names []>>")), "không đọc được");
    }

    [TestCase("1 0 R", TestName = "an_image_of_a_signature_with_a_borrowed_value_fails")]
    [TestCase("<</Type /Sig>>", TestName = "an_image_of_a_signature_with_an_empty_value_fails")]
    public void a_widget_outside_the_form(string value)
    {
        var signed = _world.SignedTwice();
        var pdf = TestPdf.Update(
            signed,
            (3, Page(signed, "40 0 R")),
            (40, $"<</Type /Annot /Subtype /Widget /FT /Sig /T (Fake) /V {value} /Rect [60 690 300 720] /AP <</N 41 0 R>>>>"),
            (41, Form(EvilText)));
        Failed(pdf, "không có chữ ký nào");
    }

    [Test]
    public void an_image_whose_value_is_borrowed_from_a_parent_outside_the_form_fails()
    {
        var signed = _world.SignedTwice();
        var pdf = TestPdf.Update(
            signed,
            (1, Catalog(signed, "40 0 R")),
            (3, Page(signed, "40 0 R")),
            (40, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Fake) /Parent 42 0 R /Rect [60 690 300 720] /AP <</N 41 0 R>>>>"),
            (41, Form(EvilText)),
            (42, "<</V 1 0 R>>"));
        Failed(pdf, "không có chữ ký nào");
    }

    [TestCase("[60 690 300 720 0]")]
    [TestCase("[60 690 300 (720)]")]
    public void an_image_whose_rectangle_only_some_viewers_read_fails(string rectangle)
    {
        var signed = _world.SignedTwice();
        var pdf = TestPdf.Update(
            signed, (3, Page(signed, "40 0 R")), (40, $"<</Type /Annot /Subtype /Widget /FT /Sig /T (Fake) /Rect {rectangle} /AP <</N 41 0 R>>>>"), (41, Form(EvilText)));
        Failed(pdf, "không có chữ ký nào");
    }

    [Test]
    public void an_action_added_with_a_field_fails()
    {
        var signed = _world.SignedTwice();
        var pdf = TestPdf.Update(
            signed, (1, Catalog(signed, "40 0 R")), (40, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Fake) /Rect [0 0 0 0] /AA <</PO <</S /JavaScript /JS (app.alert\\(1\\))>>>>>>"));
        Failed(pdf, "hành động");
    }

    [Test]
    public void a_definition_that_the_last_save_takes_back_fails()
    {
        var signed = _world.SignedTwice();
        var at = TestPdf.IndexOf(signed, "4 0 obj");
        var evil = TestPdf.Update(signed, (4, TestPdf.Stream(EvilText)));
        var start = evil.Length;
        byte[] pdf =
        [
            .. evil,
            .. Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"xref\n4 1\n{at:D10} 00000 n\r\ntrailer\n<</Size {TestPdf.Size(evil)} /Root 1 0 R /Prev {TestPdf.StartXref(evil)}>>\nstartxref\n{start}\n%%EOF\n")),
        ];
        Failed(pdf, "lần lưu cuối không dùng");
    }

    [Test]
    public void content_from_another_file_never_passes()
    {
        var document = TestPdf.Update(TestPdf.Document(), (4, "<</Length 0 /F (https://example.org/van-ban.bin)>>\nstream\n\nendstream"));
        var signed = _world.SignedTwice(document);
        Assert.That((_world.Verify(signed).Indication, _world.Value(signed).Value), Is.EqualTo((Indication.Indeterminate, LegalValue.Unknown)), PdfWorld.Explain(_world.Verify(signed)));
    }

    [TestCase(2, "<</FT /Tx /T (So) /Type /Annot /Subtype /Widget /Rect [60 690 300 720] /V (99)>>", TestName = "a_field_filled_in_after_the_agency_signed_has_no_legal_value_yet")]
    [TestCase(3, "<</FT /Tx /T (So) /Type /Annot /Subtype /Widget /Rect [60 690 300 720] /V (99)>>", TestName = "a_field_filled_in_under_the_widest_certification_has_no_legal_value_yet")]
    public void later_content(int level, string filled)
    {
        var document = TestPdf.Document("<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [20 0 R]>>>>", (20, "<</FT /Tx /T (So) /Type /Annot /Subtype /Widget /Rect [60 690 300 720]>>"));
        var certified = PdfWorld.Sign(
            Attacks.HandSigned(
                document,
                _world.Person,
                $"/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /P {level} /V /1.2>>>>]",
                fields: "[20 0 R 10 0 R]"),
            _world.Agency);
        var pdf = TestPdf.Update(certified, (20, filled));
        Assert.That((_world.Value(certified).Value, _world.Value(pdf).Value), Is.EqualTo((LegalValue.HasValue, LegalValue.Unknown)), string.Join(' ', _world.Value(certified).Reasons));
    }

    [Test]
    public void a_stamp_laid_over_by_somebody_after_the_agency_signed_leaves_the_value_undecided()
    {
        var pdf = PdfWorld.Sign(_world.SignedTwice(), _world.Person, new PdfStamp { Page = 1, Left = 60, Bottom = 690, Width = 240, Lines = ["Quyet dinh so 99"] });
        Assert.That((_world.Verify(pdf).Indication, _world.Value(pdf).Value), Is.EqualTo((Indication.TotalPassed, LegalValue.Unknown)));
    }

    [Test]
    public void a_seal_of_a_company_is_not_the_senders()
    {
        using var company = _world.Key("Công ty Mẫu", "Công ty Mẫu");
        var pdf = PdfWorld.Sign(PdfWorld.Sign(TestPdf.Document(), _world.Person), company);
        Assert.That((_world.Verify(pdf).Verdict, _world.Value(pdf).Value), Is.EqualTo(("TOTAL-PASSED", LegalValue.Unknown)));
    }

    private static byte[] Prepared(string rectangle, string look) => TestPdf.Document(
        "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [7 0 R]>>>>",
        (7, $"<</Type /Annot /Subtype /Widget /FT /Sig /T (Empty) /Rect {rectangle} /P 3 0 R /AP <</N {look}>>>>"),
        (8, Form("")));

    private static string Form(string data) => $"<</Type /XObject /Subtype /Form /BBox [0 0 240 30] /Resources <</Font <</F1 5 0 R>>>> /Length {data.Length}>>\nstream\n{data}\nendstream";

    private static string Page(byte[] signed, string more) =>
        $"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> /Annots [{Between(signed, "/Annots [", "]")} {more}]>>";

    private static string Catalog(byte[] signed, string more) =>
        $"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [{Between(signed, "/Fields [", "]")} {more}] /SigFlags 3>>>>";

    private static string Between(byte[] pdf, string open, string close)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var at = text.LastIndexOf(open, StringComparison.Ordinal) + open.Length;
        return text[at..text.IndexOf(close, at, StringComparison.Ordinal)].Trim();
    }

    /// <summary>A cross-reference stream that puts an object into an object stream.</summary>
    private static byte[] WithStreamEntry(byte[] pdf, int number, int container)
    {
        var start = pdf.Length;
        byte[] data = [2, 0, (byte)container, 0, 1, (byte)(start >> 8), (byte)start, 0];
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"9 0 obj\n<</Type /XRef /Size 10 /W [1 2 1] /Index [{number} 1 9 1] /Root 1 0 R /Prev {TestPdf.StartXref(pdf)} /Length {data.Length}>>\nstream\n");
        return [.. pdf, .. Encoding.ASCII.GetBytes(head), .. data, .. Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n")];
    }

    private void Failed(byte[] pdf, string because)
    {
        var report = _world.Verify(pdf);
        Assert.That(
            (report.Indication, PdfWorld.Explain(report).Contains(because, StringComparison.Ordinal), _world.Value(pdf).Value == LegalValue.HasValue),
            Is.EqualTo((Indication.TotalFailed, true, false)),
            PdfWorld.Explain(report));
    }
}
