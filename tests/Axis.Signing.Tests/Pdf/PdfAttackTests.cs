using System.Formats.Asn1;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Axis.Signing.Pdf;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Pdf;

/// <summary>Published attacks on PDF signatures (universal signature forgery, incremental saving, signature wrapping, shadow attacks) and hostile files.</summary>
public sealed class PdfAttackTests
{
    private PdfWorld _world = null!;
    private byte[] _signed = null!;

    [OneTimeSetUp]
    public void Make()
    {
        _world = new PdfWorld();
        _signed = _world.SignedTwice();
    }

    [OneTimeTearDown]
    public void Clear() => _world.Dispose();

    private static IEnumerable<TestCaseData> Ranges()
    {
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s} {e} {long.MaxValue}]")).SetArgDisplayNames("huge");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s} {e} 99999999999999999999]")).SetArgDisplayNames("beyond 64 bits");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s} -{e} {t - e}]")).SetArgDisplayNames("negative");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[1 {s - 1} {e} {t - e}]")).SetArgDisplayNames("begins late");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s - 9} {e} {t - e}]")).SetArgDisplayNames("hole before the value");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s} {e + 4} {t - e - 4}]")).SetArgDisplayNames("hole behind the value");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s} {e} {t - e - 40}]")).SetArgDisplayNames("ends early");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {e} {s} {t - s}]")).SetArgDisplayNames("overlap");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s} {e}]")).SetArgDisplayNames("three numbers");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => $"[0 {s} {e} {t - e} 0 1]")).SetArgDisplayNames("six numbers");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => "[0 0 0 0]")).SetArgDisplayNames("zeros");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => "null")).SetArgDisplayNames("null");
        yield return new TestCaseData((Func<long, long, long, string>)((s, e, t) => "[]")).SetArgDisplayNames("empty");
    }

    [TestCaseSource(nameof(Ranges))]
    public void a_byte_range_with_a_trick_fails(Func<long, long, long, string> range)
    {
        var report = _world.Verify(Attacks.HandSigned(TestPdf.Document(), _world.Agency, range: range));
        Assert.That(report.Signatures.Single().Verdict, Is.EqualTo("TOTAL-FAILED/FORMAT_FAILURE"), PdfWorld.Explain(report));
    }

    [Test]
    public void the_hand_made_signature_is_valid_without_a_trick()
    {
        var report = _world.Verify(Attacks.HandSigned(TestPdf.Document(), _world.Agency));
        Assert.That(report.Verdict, Is.EqualTo("TOTAL-PASSED"), PdfWorld.Explain(report));
    }

    // RFC 5652 allows BER; only the signed attributes must be DER. Some signing devices write the outer levels with indefinite lengths.
    [Test]
    public void a_value_written_with_indefinite_lengths_is_the_same_signature()
    {
        var report = _world.Verify(Recode(PdfWorld.Sign(TestPdf.Document(), _world.Agency), Indefinite));
        Assert.That(report.Verdict, Is.EqualTo("TOTAL-PASSED"), PdfWorld.Explain(report));
    }

    [Test]
    public void a_value_of_indefinite_length_that_never_ends_fails()
    {
        var report = _world.Verify(Recode(PdfWorld.Sign(TestPdf.Document(), _world.Agency), static value => [.. Indefinite(value)[..^4], 1, 1, 1, 1]));
        Assert.That(report.Verdict, Is.EqualTo("TOTAL-FAILED/FORMAT_FAILURE"), PdfWorld.Explain(report));
    }

    [Test]
    public void a_changed_byte_of_the_document_fails()
    {
        var report = _world.Verify(TestPdf.Replace(_signed, "Quyet dinh so 88", "Quyet dinh so 89"));
        Assert.That(report.Signatures.Select(static s => s.Verdict), Is.All.EqualTo("TOTAL-FAILED/HASH_FAILURE"));
    }

    [TestCase("/Contents <", "/Contentz <", TestName = "usf_contents_missing")]
    [TestCase("/ByteRange ", "/ByteRangx ", TestName = "usf_byte_range_missing")]
    [TestCase("/Type /Sig ", "/Type /Six ", TestName = "usf_another_type")]
    public void usf_dictionary(string old, string by)
    {
        var report = _world.Verify(TestPdf.Replace(PdfWorld.Sign(TestPdf.Document(), _world.Agency), old, by));
        Assert.That(report.Verdict, Is.EqualTo("TOTAL-FAILED/FORMAT_FAILURE"), PdfWorld.Explain(report));
    }

    [TestCase("null", TestName = "usf_contents_null")]
    [TestCase("<>", TestName = "usf_contents_empty")]
    [TestCase("<00>", TestName = "usf_contents_zero")]
    [TestCase("()", TestName = "usf_contents_literal")]
    [TestCase("4 0 R", TestName = "usf_contents_indirect")]
    public void usf_contents(string contents)
    {
        var pdf = TestPdf.Update(
            TestPdf.Document(),
            (1, "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [10 0 R] /SigFlags 3>>>>"),
            (10, "<</Type /Annot /Subtype /Widget /FT /Sig /T (S) /V 11 0 R /Rect [0 0 0 0] /P 3 0 R>>"),
            (11, $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 700 710 300] /Contents {contents}>>"));
        Assert.That(_world.Verify(pdf).Verdict, Is.EqualTo("TOTAL-FAILED/FORMAT_FAILURE"));
    }

    [Test]
    public void an_unknown_encoding_is_named_and_undecided()
    {
        var report = _world.Verify(Attacks.HandSigned(TestPdf.Document(), _world.Agency, subFilter: "adbe.x509.rsa_sha1"));
        Assert.That((report.Verdict, report.Signatures[0].Checks[0].Detail.Contains("adbe.x509.rsa_sha1", StringComparison.Ordinal)), Is.EqualTo(("INDETERMINATE/POLICY_PROCESSING_ERROR", true)));
    }

    [Test]
    public void a_repeated_key_of_the_signature_dictionary_fails()
    {
        var report = _world.Verify(Attacks.HandSigned(TestPdf.Document(), _world.Agency, extra: "/Reason (a) /Reason (b)"));
        Assert.That(report.Verdict, Is.EqualTo("TOTAL-FAILED/FORMAT_FAILURE"));
    }

    [Test]
    public void two_fields_that_share_one_signature_fail()
    {
        var signed = Attacks.HandSigned(TestPdf.Document(), _world.Agency);
        var pdf = TestPdf.Update(
            signed,
            (1, "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [10 0 R 12 0 R] /SigFlags 3>> >>"),
            (12, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Two) /V 11 0 R /Rect [0 0 0 0] /P 3 0 R>>"));
        Assert.That(_world.Verify(pdf).Signatures.Select(static s => s.Indication), Is.All.EqualTo(Indication.TotalFailed));
    }

    [Test]
    public void a_signature_outside_the_form_is_found_and_fails()
    {
        var signed = Attacks.HandSigned(TestPdf.Document(), _world.Agency);
        var pdf = TestPdf.Update(signed, (1, TestPdf.Catalog));
        Assert.That(_world.Verify(pdf).Signatures.Single().Verdict, Is.EqualTo("TOTAL-FAILED/FORMAT_FAILURE"));
    }

    [Test]
    public void no_changed_digit_of_the_last_value_passes()
    {
        var gap = Encoding.Latin1.GetString(_signed).LastIndexOf("/Contents <", StringComparison.Ordinal) + 11;
        for (var at = gap; at < gap + 3000; at += 37)
        {
            byte[] pdf = [.. _signed];
            pdf[at] = pdf[at] == (byte)'7' ? (byte)'8' : (byte)'7';
            Assert.That(_world.Verify(pdf).Verdict, Is.Not.EqualTo("TOTAL-PASSED"), $"byte {at}");
        }
    }

    [Test]
    public void data_hidden_behind_the_value_fail()
    {
        var at = TestPdf.IndexOf(_signed, "/Contents <");
        var end = TestPdf.IndexOf(_signed, ">", at);
        byte[] pdf = [.. _signed];
        pdf[end - 1] = (byte)'1';
        Assert.That(_world.Verify(pdf).Signatures[0].Verdict, Is.EqualTo("TOTAL-FAILED/FORMAT_FAILURE"));
    }

    [Test]
    public void incremental_saving_that_replaces_the_content_fails()
    {
        var pdf = TestPdf.Update(_signed, (4, TestPdf.Stream("BT /F1 12 Tf 72 700 Td (Quyet dinh so 99) Tj ET")));
        Failed(pdf, "Đối tượng 4");
    }

    [Test]
    public void incremental_saving_without_a_cross_reference_fails()
    {
        byte[] pdf = [.. _signed, .. Encoding.ASCII.GetBytes("4 0 obj\n" + TestPdf.Stream("BT (fake) Tj ET") + "\nendobj\n")];
        Failed(pdf, "không bảng tham chiếu nào nêu");
    }

    [Test]
    public void incremental_saving_with_a_trailer_alone_fails()
    {
        var text = $"4 0 obj\n{TestPdf.Stream("BT (fake) Tj ET")}\nendobj\ntrailer\n<</Size 40 /Root 1 0 R /Prev {TestPdf.StartXref(_signed)}>>\nstartxref\n{TestPdf.StartXref(_signed)}\n%%EOF\n";
        Failed([.. _signed, .. Encoding.ASCII.GetBytes(text)], "");
    }

    [Test]
    public void data_behind_the_last_save_fail()
    {
        Failed([.. _signed, .. "<html>"u8], "dữ liệu lạ");
    }

    [Test]
    public void white_space_behind_the_last_save_harms_nothing()
    {
        Assert.That(_world.Verify([.. _signed, .. "\r\n\n"u8]).Verdict, Is.EqualTo("TOTAL-PASSED"));
    }

    [Test]
    public void shadow_hide_that_frees_an_overlay_fails()
    {
        var document = TestPdf.Document(TestPdf.Catalog, (6, "<</Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0>>\nstream\n\nendstream"));
        Failed(TestPdf.Free(_world.SignedTwice(document), 6), "bị bỏ đi");
    }

    [Test]
    public void shadow_replace_of_a_font_fails()
    {
        Failed(TestPdf.Update(_signed, (5, "<</Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats>>")), "Đối tượng 5");
    }

    [Test]
    public void shadow_hide_and_replace_by_another_root_fails()
    {
        var hidden = TestPdf.Document(TestPdf.Catalog, (20, "<</Type /Catalog /Pages 21 0 R>>"), (21, "<</Type /Pages /Kids [] /Count 0>>"));
        Failed(TestPdf.UpdateRoot(_world.SignedTwice(hidden), 20, (30, "null")), "");
    }

    [Test]
    public void shadow_replace_that_fills_a_hole_fails()
    {
        var document = TestPdf.Document("<</Type /Catalog /Pages 2 0 R /Names 90 0 R>>");
        Failed(TestPdf.Update(_world.SignedTwice(document), (90, "<</JavaScript <</Names [(a) <</S /JavaScript /JS (app.alert)>>]>>>>")), "khi chưa có nội dung");
    }

    [Test]
    public void a_page_added_after_signing_fails()
    {
        var pdf = TestPdf.Update(_signed, (2, "<</Type /Pages /Kids [3 0 R 40 0 R] /Count 2>>"), (40, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>"));
        Failed(pdf, "Đối tượng 2");
    }

    [Test]
    public void an_annotation_laid_over_a_page_fails()
    {
        var annotations = Annotations(_signed);
        var pdf = TestPdf.Update(
            _signed, (3, Page($"[{annotations} 40 0 R]")), (40, "<</Type /Annot /Subtype /FreeText /Rect [60 690 300 720] /Contents (Quyet dinh so 99)>>"));
        Failed(pdf, "chú thích hoặc hình đè");
    }

    [Test]
    public void an_image_of_a_signature_without_a_signature_fails()
    {
        var annotations = Annotations(_signed);
        var pdf = TestPdf.Update(_signed, (3, Page($"[{annotations} 40 0 R]")), (40, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Fake) /Rect [60 690 300 720]>>"));
        Failed(pdf, "không có chữ ký nào");
    }

    [Test]
    public void a_removed_signature_is_noticed()
    {
        var fields = TestPdf.Update(_signed, (1, "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [] /SigFlags 3>>>>"));
        Assert.That(_world.Value(fields).Value, Is.EqualTo(LegalValue.Not));
    }

    [Test]
    public void a_cross_reference_that_goes_round_is_refused()
    {
        var pdf = TestPdf.Document();
        var start = TestPdf.StartXref(pdf);
        var loop = TestPdf.Replace(TestPdf.Update(pdf, (6, "null")), $"/Prev {start}", $"/Prev {new string('9', start.ToString(CultureInfo.InvariantCulture).Length)}");
        var self = Encoding.Latin1.GetString(loop).Replace("/Prev 999", $"/Prev {TestPdf.StartXref(loop)}", StringComparison.Ordinal);
        Assert.That(_world.Verify(Encoding.Latin1.GetBytes(self)).ProblemCode, Is.EqualTo(PdfFormatException.Malformed));
    }

    [Test]
    public void a_stream_bomb_meets_a_limit()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var i = 0; i < 64; i++)
            {
                zlib.Write(new byte[1 << 20]);
            }
        }

        using var pdf = new MemoryStream();
        pdf.Write("%PDF-1.7\n"u8);
        var start = pdf.Length;
        pdf.Write(Encoding.ASCII.GetBytes($"1 0 obj\n<</Type /XRef /Size 2 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length {packed.Length}>>\nstream\n"));
        packed.WriteTo(pdf);
        pdf.Write(Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"));
        Assert.That(_world.Verify(pdf.ToArray()).ProblemCode, Is.EqualTo(PdfFormatException.Limit));
    }

    [TestCase('[')]
    [TestCase('<')]
    public void deep_nesting_meets_a_limit(char open)
    {
        var deep = open == '[' ? new string('[', 100_000) : string.Concat(Enumerable.Repeat("<</A ", 50_000));
        Assert.That(_world.Verify(TestPdf.Document("<</Type /Catalog /Pages 2 0 R /AcroForm " + deep)).ProblemCode, Is.EqualTo(PdfFormatException.Limit));
    }

    [Test]
    public void a_form_that_goes_round_is_refused()
    {
        var pdf = TestPdf.Document("<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [10 0 R]>>>>", (10, "<</FT /Sig /T (a) /Kids [10 0 R]>>"));
        Assert.That(_world.Verify(pdf).ProblemCode, Is.EqualTo(PdfFormatException.Malformed));
    }

    [Test]
    public void a_stream_whose_length_needs_itself_is_not_followed_for_ever()
    {
        var pdf = TestPdf.Document(TestPdf.Catalog, (6, "<</Length 6 0 R>>\nstream\nx\nendstream"));
        Assert.That(_world.Verify(pdf).Warnings, Has.Some.Contains("đối tượng 6"));
    }

    [Test]
    public void an_encrypted_document_is_undecided_and_says_so()
    {
        using var folder = new TemporaryFolder();
        var plain = folder.Write("plain.pdf", TestPdf.Document());
        Tool.Run("qpdf", "--encrypt", "", "x", "256", "--", plain, folder.File("e.pdf"));
        var report = _world.Verify(File.ReadAllBytes(folder.File("e.pdf")));
        Assert.That((report.Indication, report.ProblemCode), Is.EqualTo((Indication.Indeterminate, PdfFormatException.Encrypted)));
    }

    [Test]
    public void random_damage_never_passes_and_never_throws()
    {
        var random = new Random(20260203);
        var gap = Encoding.Latin1.GetString(_signed).LastIndexOf("/Contents <", StringComparison.Ordinal) + 11;
        var end = TestPdf.IndexOf(_signed, ">", gap);
        for (var round = 0; round < 150; round++)
        {
            byte[] pdf = [.. _signed];
            // The last value covers itself in no way, and its hexadecimal digits have two spellings.
            var at = random.Next(pdf.Length - (end - gap));
            at = at < gap ? at : at + end - gap;
            pdf[at] ^= (byte)random.Next(1, 256);
            var report = _world.Verify(pdf);
            // White space behind the last %%EOF is the one place where a byte says nothing.
            Assert.That(report.Verdict != "TOTAL-PASSED" || at >= pdf.Length - 1, $"round {round}, byte {at}");
        }
    }

    private static string Annotations(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var at = text.LastIndexOf("/Annots [", StringComparison.Ordinal) + 9;
        return text[at..text.IndexOf(']', at)].Trim();
    }

    private static string Page(string annotations) =>
        $"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> /Annots {annotations}>>";

    private void Failed(byte[] pdf, string because)
    {
        var report = _world.Verify(pdf);
        Assert.That(
            (report.Indication, PdfWorld.Explain(report).Contains(because, StringComparison.Ordinal), _world.Value(pdf).Value == LegalValue.HasValue),
            Is.EqualTo((Indication.TotalFailed, true, false)),
            PdfWorld.Explain(report));
    }

    // ContentInfo and its [0] get indefinite lengths; their two end marks take the room of the lengths.
    private static byte[] Indefinite(byte[] value)
    {
        var outer = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
        var type = outer.ReadEncodedValue();
        var signedData = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)).ReadEncodedValue();
        return [0x30, 0x80, .. type.Span, 0xA0, 0x80, .. signedData.Span, 0, 0, 0, 0];
    }

    // The value lies outside its byte range, so it may be spelt anew; what room is left is zeros again.
    private static byte[] Recode(byte[] pdf, Func<byte[], byte[]> recode)
    {
        var start = pdf.AsSpan().LastIndexOf("/Contents <"u8) + "/Contents <".Length;
        var length = pdf.AsSpan(start).IndexOf((byte)'>');
        var room = Convert.FromHexString(Encoding.ASCII.GetString(pdf, start, length));
        var value = recode(new AsnReader(room, AsnEncodingRules.BER).PeekEncodedValue().ToArray());
        Array.Resize(ref value, room.Length);
        var result = (byte[])pdf.Clone();
        Encoding.ASCII.GetBytes(Convert.ToHexString(value)).CopyTo(result, start);
        return result;
    }
}
