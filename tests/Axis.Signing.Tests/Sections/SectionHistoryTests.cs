using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Sections;

public sealed class SectionHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private TemporaryFolder _folder;
    private DevelopmentCa _ca;
    private LocalSigningKey _key;

    [OneTimeSetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), new SetClock(Now.AddDays(-1)));
        _key = new LocalSigningKey(_ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, "root"), SignatureAlgorithm.EcdsaP256Sha256));
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _key.Dispose();
        _ca.Dispose();
        _folder.Dispose();
    }

    private CertificateEntry Entry => new(KeyUse.Agency, "H41", _key.Certificate.RawDataMemory, Now.AddDays(-1), null, null);

    private static AgencyRecord Agency(string code) => new(new Agency(OrganId.Parse(code), code, Tier.Province, null, NodeId.Parse("tinh"), AgencyStatus.Active, Now, null, [], []));

    private DirectorySection Sign(DirectorySection? before, DateTimeOffset at, params DirectoryRecord[] records) => DirectorySection.Sign(
        new SectionDraft("root", (before?.Head.Version ?? 0) + 1, before?.HeadDigest, at, at.AddDays(9)), SectionHistory.Continue(before, records, at), _key);

    private static CertificateEntry Certificate(DirectorySection section) => section.Others.OfType<CertificateRecord>().Single().Certificate;

    [Test]
    public void a_binding_says_since_when_it_is_known_and_keeps_saying_so()
    {
        var first = Sign(null, Now, new CertificateRecord(Entry));
        var second = Sign(first, Now.AddDays(1), new CertificateRecord(Entry));

        Assert.That((Certificate(first).KnownSince, Certificate(second).KnownSince), Is.EqualTo((Now, Now)));
    }

    [Test]
    public void a_withdrawal_says_since_when_it_is_known_whatever_day_it_holds_from()
    {
        var first = Sign(null, Now, new CertificateRecord(Entry));
        var second = Sign(first, Now.AddDays(5), new CertificateRecord(Certificate(first) with { RevokedAt = Now.AddDays(2) }));
        var third = Sign(second, Now.AddDays(9), new CertificateRecord(Certificate(second)));

        var entry = Certificate(third);
        Assert.Multiple(() =>
        {
            Assert.That((entry.RevokedAt, entry.RevocationKnownSince), Is.EqualTo((Now.AddDays(2), Now.AddDays(5))));
            Assert.That(entry.AsKnownAt(Now.AddDays(4))?.RevokedAt, Is.Null, "on the fourth day nobody knew");
            Assert.That(entry.AsKnownAt(Now.AddDays(5))?.RevokedAt, Is.EqualTo(Now.AddDays(2)));
            Assert.That(entry.AsKnownAt(Now.AddDays(-1)), Is.Null);
        });
    }

    [Test]
    public void a_version_that_drops_an_agency_is_not_signed()
    {
        var first = Sign(null, Now, Agency("H41"), Agency("H42"));

        Assert.That(() => Sign(first, Now, Agency("H41")), Throws.InstanceOf<SectionFormatException>().With.Property("Code").EqualTo(SectionCodes.History));
    }

    [Test]
    public void a_version_that_drops_a_certificate_is_not_signed()
    {
        var first = Sign(null, Now, new CertificateRecord(Entry));

        Assert.That(() => Sign(first, Now), Throws.InstanceOf<SectionFormatException>().With.Property("Code").EqualTo(SectionCodes.History));
    }
}
