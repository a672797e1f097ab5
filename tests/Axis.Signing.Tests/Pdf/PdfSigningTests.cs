using Axis.Signing.Keys;
using Axis.Signing.Pdf;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Pdf;

public sealed class PdfSigningTests
{
    private PdfWorld _world = null!;

    [OneTimeSetUp]
    public void Make() => _world = new PdfWorld(SignatureAlgorithm.RsaSha256);

    [OneTimeTearDown]
    public void Clear() => _world.Dispose();

    [TestCase(SignatureAlgorithm.RsaSha256)]
    [TestCase(SignatureAlgorithm.EcdsaP256Sha256)]
    [TestCase(SignatureAlgorithm.EcdsaP384Sha384)]
    public void what_is_signed_here_is_valid_here(SignatureAlgorithm algorithm)
    {
        using var key = _world.Key("Sở Nội vụ", "UBND tỉnh Mẫu", algorithm);
        var report = _world.Verify(PdfWorld.Sign(TestPdf.Document(), key));
        Assert.That(report.Verdict, Is.EqualTo("TOTAL-PASSED"), PdfWorld.Explain(report));
    }

    [Test]
    public void the_agency_signature_leaves_the_personal_one_valid()
    {
        var report = _world.Verify(_world.SignedTwice());
        Assert.That(report.Signatures.Select(static s => (s.Kind, s.Verdict)), Is.EqualTo(new[] { (PdfSignerKind.Person, "TOTAL-PASSED"), (PdfSignerKind.Agency, "TOTAL-PASSED") }), PdfWorld.Explain(report));
    }

    [Test]
    public void the_later_signature_is_named_as_a_permitted_addition()
    {
        var report = _world.Verify(_world.SignedTwice());
        Assert.That(report.Signatures[0].LaterAdditions, Has.Some.Contains("Thêm chữ ký 'Signature2'"));
    }

    [TestCase("--object-streams=generate")]
    [TestCase("--linearize")]
    [TestCase("--object-streams=disable")]
    public void a_document_in_any_layout_of_qpdf_is_signed_twice_and_valid(string layout)
    {
        using var folder = new TemporaryFolder();
        var plain = folder.Write("plain.pdf", TestPdf.Document());
        Assert.That(Tool.Run("qpdf", layout, plain, folder.File("out.pdf")).ExitCode, Is.Zero);
        var signed = _world.SignedTwice(File.ReadAllBytes(folder.File("out.pdf")));
        var checks = Tool.Run("qpdf", "--check", folder.Write("signed.pdf", signed));
        var report = _world.Verify(signed);
        Assert.That((report.Verdict, checks.ExitCode), Is.EqualTo(("TOTAL-PASSED", 0)), PdfWorld.Explain(report) + checks.Output);
    }

    [Test]
    public void pdfsig_finds_both_signatures_valid()
    {
        using var folder = new TemporaryFolder();
        var (exit, output) = Tool.Run("pdfsig", "-nocert", folder.Write("signed.pdf", _world.SignedTwice()));
        Assert.That(output.Split("Signature is Valid").Length - 1, Is.EqualTo(2), $"{exit} {output}");
    }

    [Test]
    public void pdfsig_says_that_the_agency_signature_covers_the_whole_document()
    {
        using var folder = new TemporaryFolder();
        var output = Tool.Run("pdfsig", "-nocert", folder.Write("signed.pdf", _world.SignedTwice())).Output;
        Assert.That(output, Does.Contain("Total document signed").And.Contain("ETSI.CAdES.detached"));
    }

    [TestCase(SignatureAlgorithm.RsaSha256)]
    [TestCase(SignatureAlgorithm.EcdsaP256Sha256)]
    [TestCase(SignatureAlgorithm.EcdsaP384Sha384)]
    public void openssl_verifies_the_cms_over_the_covered_bytes(SignatureAlgorithm algorithm)
    {
        using var folder = new TemporaryFolder();
        using var key = _world.Key("Sở Nội vụ", "UBND tỉnh Mẫu", algorithm);
        var pdf = PdfWorld.Sign(TestPdf.Document(), key);
        var start = TestPdf.IndexOf(pdf, "/Contents <") + 10;
        var end = TestPdf.IndexOf(pdf, ">", start) + 1;
        var cms = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(pdf, start + 1, end - start - 2));
        byte[] content = [.. pdf[..start], .. pdf[end..]];
        var (exit, output) = Tool.Run(
            "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder.Write("s.der", cms), "-content", folder.Write("c.bin", content),
            "-CAfile", folder.Write("ca.pem", System.Text.Encoding.ASCII.GetBytes(_world.Ca.Certificate.ExportCertificatePem())), "-purpose", "any", "-out", folder.File("out.bin"));
        Assert.That((exit, File.Exists(folder.File("out.bin"))), Is.EqualTo((0, true)), output);
    }

    [Test]
    public void the_signature_has_no_second_claim_of_its_time()
    {
        var pdf = PdfWorld.Sign(TestPdf.Document(), _world.Agency);
        var start = TestPdf.IndexOf(pdf, "/Contents <") + 11;
        var cms = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(pdf, start, TestPdf.IndexOf(pdf, ">", start) - start));
        // signing-time is 1.2.840.113549.1.9.5 (EN 319 142-1 §6.3: shall not be used).
        Assert.That(cms.AsSpan().IndexOf(Convert.FromHexString("06092A864886F70D010905")), Is.Negative);
    }

    [Test]
    public void a_stamp_without_a_font_writes_the_code_and_the_time()
    {
        using var folder = new TemporaryFolder();
        var stamp = new PdfStamp { Lines = ["88/QĐ-SNV; 2026-02-03T15:20:41+07:00"] };
        var signed = folder.Write("s.pdf", PdfWorld.Sign(TestPdf.Document(), _world.Agency, stamp));
        Assert.That(Tool.Run("pdftotext", "-layout", signed, "-").Output, Does.Contain("88/QĐ-SNV; 2026-02-03T15:20:41+07:00"));
    }

    [Test]
    public void a_stamp_without_a_font_never_drops_a_diacritic()
    {
        var stamp = new PdfStamp { Lines = ["Sở Nội vụ"] };
        Assert.That(() => PdfWorld.Sign(TestPdf.Document(), _world.Agency, stamp), Throws.TypeOf<PdfSigningException>().With.Property("Code").EqualTo(PdfSigningException.NeedsFont));
    }

    [Test]
    public void a_stamp_with_a_font_file_carries_vietnamese_and_an_image()
    {
        using var folder = new TemporaryFolder();
        var font = Fonts.Find();
        var stamp = new PdfStamp { Lines = ["Ủy ban nhân dân xã Mẫu", "Số 88/QĐ-UBND"], Font = File.ReadAllBytes(font), Png = Fonts.RedDot() };
        var pdf = PdfWorld.Sign(TestPdf.Document(), _world.Agency, stamp);
        var signed = folder.Write("s.pdf", pdf);
        Assert.That(Tool.Run("pdftotext", "-layout", signed, "-").Output, Does.Contain("Ủy ban nhân dân xã Mẫu").And.Contain("88/QĐ-UBND"));
    }

    [Test]
    public void a_stamp_with_a_font_file_embeds_only_what_it_uses()
    {
        var font = File.ReadAllBytes(Fonts.Find());
        var pdf = PdfWorld.Sign(TestPdf.Document(), _world.Agency, new PdfStamp { Lines = ["Số 88/QĐ-UBND"], Font = font });
        Assert.That(pdf.Length, Is.LessThan(font.Length / 4));
    }

    [Test]
    public void a_stamped_document_passes_qpdf_and_the_verifier()
    {
        using var folder = new TemporaryFolder();
        var stamp = new PdfStamp { Lines = ["88/SNV-VP"], Png = Fonts.RedDot() };
        var pdf = PdfWorld.Sign(PdfWorld.Sign(TestPdf.Document(), _world.Person), _world.Agency, stamp);
        var (exit, output) = Tool.Run("qpdf", "--check", folder.Write("s.pdf", pdf));
        Assert.That((exit, _world.Value(pdf).Code), Is.EqualTo((0, "HAS_VALUE")), output);
    }

    [Test]
    public void a_document_certified_against_all_changes_is_not_signed_again()
    {
        var pdf = Attacks.Certified(_world, 1);
        Assert.That(() => PdfWorld.Sign(pdf, _world.Agency), Throws.TypeOf<PdfSigningException>().With.Property("Code").EqualTo(PdfSigningException.Forbidden));
    }

    [Test]
    public void a_file_that_is_no_pdf_is_refused()
    {
        Assert.That(() => PdfWorld.Sign("PK\u0003\u0004 this is a zip and no document at all"u8.ToArray(), _world.Agency), Throws.TypeOf<PdfFormatException>());
    }
}
