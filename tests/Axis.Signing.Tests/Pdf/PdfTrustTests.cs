using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Pdf;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Pdf;

/// <summary>Who signed, whether that counts, and what the document is worth (rules SIG-01, SIG-02, SIG-04).</summary>
public sealed class PdfTrustTests
{
    private PdfWorld _world = null!;

    [SetUp]
    public void Make() => _world = new PdfWorld();

    [TearDown]
    public void Clear() => _world.Dispose();

    [Test]
    public void person_then_agency_has_the_value_of_the_paper()
    {
        var value = _world.Value(_world.SignedTwice());
        Assert.That(value.Code, Is.EqualTo("HAS_VALUE"), string.Join(' ', value.Reasons));
    }

    [Test]
    public void agency_before_person_has_no_value()
    {
        var value = _world.Value(PdfWorld.Sign(PdfWorld.Sign(TestPdf.Document(), _world.Agency), _world.Person));
        Assert.That((value.Code, value.Reasons.Single()), Is.EqualTo(("NOT", "Chữ ký của cơ quan có trước chữ ký của người có thẩm quyền.")));
    }

    [Test]
    public void a_document_without_the_agency_has_no_value()
    {
        Assert.That(_world.Value(PdfWorld.Sign(TestPdf.Document(), _world.Person)).Reasons, Is.EqualTo(new[] { "Thiếu chữ ký số của cơ quan." }));
    }

    [Test]
    public void a_document_without_the_person_has_no_value()
    {
        Assert.That(_world.Value(PdfWorld.Sign(TestPdf.Document(), _world.Agency)).Reasons, Is.EqualTo(new[] { "Thiếu chữ ký số của người có thẩm quyền." }));
    }

    [Test]
    public void a_document_without_signatures_says_so()
    {
        Assert.That(_world.Value(TestPdf.Document()).Code, Is.EqualTo("NONE"));
    }

    [Test]
    public void without_revocation_data_nothing_has_value()
    {
        var trust = _world.Trust with { Revocation = RevocationBook.Empty };
        var signed = _world.SignedTwice();
        Assert.That((_world.Verify(signed, trust).Verdict, _world.Value(signed, trust).Code), Is.EqualTo(("INDETERMINATE/TRY_LATER", "UNKNOWN")));
    }

    [Test]
    public void without_an_anchor_nothing_has_value()
    {
        var trust = _world.Trust with { Directory = DirectorySnapshot.Empty };
        Assert.That(_world.Value(_world.SignedTwice(), trust).Code, Is.EqualTo("UNKNOWN"));
    }

    [Test]
    public void a_revoked_agency_certificate_gives_no_value()
    {
        var signed = _world.SignedTwice();
        _world.Ca.Revoke(_world.Agency.Certificate, X509RevocationReason.KeyCompromise, DateTimeOffset.UtcNow.AddHours(-1));
        _world.Crl = _world.Ca.IssueCrl(TimeSpan.FromDays(1));
        Assert.That((_world.Verify(signed).Verdict, _world.Value(signed).Code), Is.EqualTo(("INDETERMINATE/REVOKED_NO_POE", "UNKNOWN")));
    }

    [Test]
    public void a_certificate_of_a_stranger_is_not_trusted()
    {
        using var other = new PdfWorld();
        var signed = PdfWorld.Sign(PdfWorld.Sign(TestPdf.Document(), _world.Person), other.Agency);
        Assert.That(_world.Verify(signed).Signatures[1].Verdict, Is.EqualTo("INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND"));
    }

    [Test]
    public void the_seal_of_another_agency_gives_no_value()
    {
        var file = new JudgedPdf(0, "a.pdf", _world.Verify(_world.SignedTwice()));
        Assert.That(LegalValueJudge.Judge([file], OrganId.Parse("H37.99"), _world.Directory).Code, Is.EqualTo("UNKNOWN"));
    }

    [Test]
    public void an_enclosure_without_the_agency_is_a_warning()
    {
        var main = new JudgedPdf(0, "van-ban.pdf", _world.Verify(_world.SignedTwice()));
        var enclosure = new JudgedPdf(1, "phu-luc.pdf", _world.Verify(TestPdf.Document()));
        var value = LegalValueJudge.Judge([main, enclosure], PdfWorld.AgencyCode, _world.Directory);
        Assert.That((value.Code, value.Warnings.Single().StartsWith("phu-luc.pdf", StringComparison.Ordinal)), Is.EqualTo(("HAS_VALUE", true)));
    }

    [Test]
    public void a_signature_from_the_future_is_not_believed()
    {
        var trust = _world.Trust with { ReceivedAt = DateTimeOffset.UtcNow.AddDays(-1), Now = DateTimeOffset.UtcNow };
        Assert.That(_world.Verify(_world.SignedTwice(), trust).Signatures[0].Checks.Single(static c => c.Name == TrustChecks.SigningTime).Outcome, Is.EqualTo(CheckOutcome.Failed));
    }

    [TestCase(1, "TOTAL-FAILED/SIG_CONSTRAINTS_FAILURE")]
    [TestCase(2, "TOTAL-PASSED")]
    [TestCase(3, "TOTAL-PASSED")]
    public void a_certified_document_may_be_signed_again_as_its_docmdp_says(int p, string verdict)
    {
        var certified = Attacks.Certified(_world, p);
        var again = Attacks.AddSignature(certified, _world.Person);
        var report = _world.Verify(again);
        Assert.That(report.Signatures[0].Verdict, Is.EqualTo(verdict), PdfWorld.Explain(report));
    }

    [TestCase(2, "Filled", "TOTAL-PASSED")]
    [TestCase(2, "Locked", "TOTAL-FAILED/SIG_CONSTRAINTS_FAILURE")]
    [TestCase(0, "Filled", "TOTAL-FAILED/SIG_CONSTRAINTS_FAILURE")]
    public void a_field_is_filled_in_only_where_docmdp_and_fieldmdp_allow_it(int p, string field, string verdict)
    {
        var report = _world.Verify(Attacks.FilledIn(_world, p, field));
        Assert.That(report.Verdict, Is.EqualTo(verdict), PdfWorld.Explain(report));
    }

    [Test]
    public void a_binding_of_the_directory_tells_the_agency_from_the_person()
    {
        var report = _world.Verify(_world.SignedTwice());
        Assert.That(report.Signatures.Select(static s => (s.Kind, s.Agency)), Is.EqualTo(new[] { (PdfSignerKind.Person, "H37.12"), (PdfSignerKind.Agency, "H37.12") }));
    }

    [Test]
    public void the_subject_tells_them_apart_where_the_directory_is_silent()
    {
        var silent = new DirectorySnapshot([], [], [], _world.Directory.TrustAnchors, FrozenDictionary<string, SectionVersion>.Empty);
        using var agency = _world.Key("UBND tỉnh Mẫu", "UBND tỉnh Mẫu");
        var signed = PdfWorld.Sign(PdfWorld.Sign(TestPdf.Document(), _world.Person), agency);
        Assert.That(_world.Verify(signed, _world.Trust with { Directory = silent }).Signatures.Select(static s => s.Kind), Is.EqualTo(new[] { PdfSignerKind.Person, PdfSignerKind.Agency }));
    }
}
