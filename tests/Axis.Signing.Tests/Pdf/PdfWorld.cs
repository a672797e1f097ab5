using System.Collections.Frozen;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Pdf;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Pdf;

/// <summary>A development CA, a person, an agency and a directory that knows them.</summary>
internal sealed class PdfWorld : IDisposable
{
    public static readonly OrganId AgencyCode = OrganId.Parse("H37.12");

    private readonly TemporaryFolder _folder = new();
    private readonly List<CertificateEntry> _entries = [];

    public PdfWorld(SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256Sha256)
    {
        Ca = DevelopmentCa.Create(_folder.File("ca"), "CA công vụ thử nghiệm", algorithm, TimeSpan.FromDays(3650), TimeProvider.System);
        Person = Key("Nguyễn Văn Mẫu", "Sở Nội vụ", algorithm);
        Agency = Key("Sở Nội vụ", "UBND tỉnh Mẫu", algorithm);
        Bind(Agency, KeyUse.Document);
        Bind(Person, KeyUse.Document);
        Crl = Ca.IssueCrl(TimeSpan.FromDays(1));
    }

    public DevelopmentCa Ca { get; }

    public LocalSigningKey Person { get; }

    public LocalSigningKey Agency { get; }

    public byte[] Crl { get; set; }

    public TemporaryFolder Folder => _folder;

    public DirectorySnapshot Directory => new(
        [new Agency(AgencyCode, "Sở Nội vụ", Tier.Province, null, NodeId.Parse("tinh-mau"), AgencyStatus.Active, DateTimeOffset.UtcNow.AddYears(-5), null, [], [])],
        [],
        _entries,
        [Ca.Certificate.RawDataMemory],
        FrozenDictionary<string, SectionVersion>.Empty);

    public PdfTrust Trust => new()
    {
        Directory = Directory,
        Revocation = RevocationBook.Read([Crl], out _),
        ReceivedAt = DateTimeOffset.UtcNow,
        Now = DateTimeOffset.UtcNow,
        Policy = VerificationPolicy.Default,
    };

    public LocalSigningKey Key(string name, string organization, SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256Sha256) =>
        new(Ca.IssueWithKey(new CertificateProfile(KeyUse.Document, name, organization), algorithm));

    public void Bind(LocalSigningKey key, KeyUse use) =>
        _entries.Add(new CertificateEntry(use, AgencyCode.Value, key.Certificate.RawDataMemory, DateTimeOffset.UtcNow.AddDays(-1), null, null));

    public static byte[] Sign(byte[] pdf, ISigningKey key, PdfStamp? stamp = null)
    {
        using var output = new MemoryStream();
        PdfSigner.Sign(PdfSource.Of(pdf), output, key, new PdfSigning { SignedAt = DateTimeOffset.UtcNow.AddMinutes(-1), Stamp = stamp }, CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>Signed by the person and then by the agency.</summary>
    public byte[] SignedTwice(byte[]? pdf = null) => Sign(Sign(pdf ?? TestPdf.Document(), Person), Agency);

    public PdfReport Verify(byte[] pdf, PdfTrust? trust = null) =>
        new PdfVerifier(new CertificateChains()).Verify(PdfSource.Of(pdf), trust ?? Trust, CancellationToken.None);

    public LegalValueReport Value(byte[] pdf, PdfTrust? trust = null) =>
        LegalValueJudge.Judge([new JudgedPdf(0, "van-ban.pdf", Verify(pdf, trust))], AgencyCode, Directory);

    public static string Explain(PdfReport report) => (report.Problem ?? "") + string.Join(
        '\n', report.Signatures.Select(static s => $"{s.Field} {s.Verdict}: {string.Join(" | ", s.Checks.Where(static c => c.Outcome != CheckOutcome.Passed).Select(static c => c.Name + ": " + c.Detail))}"));

    public void Dispose()
    {
        Person.Dispose();
        Agency.Dispose();
        Ca.Dispose();
        _folder.Dispose();
    }
}
