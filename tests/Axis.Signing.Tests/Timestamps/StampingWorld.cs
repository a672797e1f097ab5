using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Signing.Tests.Timestamps;

/// <summary>A CA, a signing agency, timestamp authorities and a clock that the test turns.</summary>
internal sealed class StampingWorld : IDisposable, ITimestampAuthority
{
    public static readonly RevocationLimits Limits = new(TimeSpan.FromDays(7), TimeSpan.FromDays(1));

    public static readonly TimestampVerifier Verifier = new(new CertificateChains());

    private readonly TemporaryFolder _folder = new();
    private X509Certificate2 _authority;
    private DevelopmentTsa _tsa;

    public StampingWorld(SignatureAlgorithm tsaAlgorithm = SignatureAlgorithm.RsaSha256)
    {
        Clock = new SetClock(new DateTimeOffset(2026, 2, 3, 8, 0, 0, TimeSpan.Zero));
        Ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650 * 2), Clock);
        Agency = new LocalSigningKey(Ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H37.12"), SignatureAlgorithm.EcdsaP256Sha256));
        (_authority, _tsa) = NewTsa(TimeSpan.FromDays(730), tsaAlgorithm);
        Clock.Now = Clock.Now.AddMinutes(25);
        Packet = Packets.SignedDocument(Agency);
    }

    public SetClock Clock { get; }

    public DevelopmentCa Ca { get; }

    public LocalSigningKey Agency { get; }

    public X509Certificate2 Authority => _authority;

    public DevelopmentTsa Tsa => _tsa;

    public byte[] Packet { get; }

    public string AnchorFile => _folder.Write("ca.pem", System.Text.Encoding.ASCII.GetBytes(Ca.Certificate.ExportCertificatePem()));

    /// <summary>What the authority's responder says of a certificate now.</summary>
    public OcspResponse ResponseAbout(X509Certificate2 certificate)
    {
        using var responder = DevelopmentOcsp.Open(_folder.File("ca"), TimeSpan.FromHours(1), Clock);
        return OcspReader.Read(responder.Answer(new OcspRequest([OcspCertId.Of(certificate, Ca.Certificate, OcspCertId.Sha1)], null).Encode()));
    }

    public DirectorySnapshot Directory => new(
        [],
        [],
        [],
        [Ca.Certificate.RawDataMemory],
        new Dictionary<string, SectionVersion>());

    public TimestampContext Context(RevocationBook? book = null, AlgorithmSunset? sunset = null) =>
        new(Directory, book ?? Lists(), Clock.Now, Limits, sunset ?? AlgorithmSunset.Default);

    /// <summary>The lists that are current now.</summary>
    public RevocationBook Lists() => RevocationBook.Read([Ca.IssueCrl(TimeSpan.FromDays(7))], out _);

    public StampedPacket Stamped(byte[]? packet = null) => new(Packets.Verify(packet ?? Packet), () => new MemoryStream(packet ?? Packet));

    /// <summary>A new authority takes over: new key, new certificate.</summary>
    public void ReplaceTsa(TimeSpan validity, SignatureAlgorithm algorithm = SignatureAlgorithm.RsaSha256)
    {
        _authority.Dispose();
        (_authority, _tsa) = NewTsa(validity, algorithm);
    }

    public string File(string name) => _folder.File(name);

    public string Write(string name, ReadOnlySpan<byte> bytes) => _folder.Write(name, bytes);

    public Task<TimestampToken> StampAsync(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm, Func<TimestampToken, string?> problem, CancellationToken cancellationToken)
    {
        var token = Stamp(imprint, algorithm);
        return problem(token) is { } why ? throw new TimestampUnavailableException(why) : Task.FromResult(token);
    }

    public TimestampToken Stamp(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm)
    {
        var query = TimestampQuery.For(imprint, algorithm);
        return query.Accept(_tsa.Answer(query.Der));
    }

    /// <summary>Brings the proofs to what the policy asks for now, with a single authority that always answers.</summary>
    public async Task<List<SignatureProof>> RaiseAsync(List<SignatureProof> proofs, ProofPolicy policy, HashAlgorithmName? hash = null)
    {
        var maker = new ProofMaker(this, new RevocationMaterial(Lists, Limits), new CertificateChains(), policy, hash ?? HashAlgorithmName.SHA256);
        while (await maker.NextAsync(Stamped(), proofs, Directory, Lists(), Limits, Clock.Now, CancellationToken.None) is ProofMade made)
        {
            proofs.AddRange(made.Proofs);
        }

        return proofs;
    }

    public void Dispose()
    {
        _authority.Dispose();
        Agency.Dispose();
        Ca.Dispose();
        _folder.Dispose();
    }

    private (X509Certificate2, DevelopmentTsa) NewTsa(TimeSpan validity, SignatureAlgorithm algorithm)
    {
        var certificate = Ca.IssueWithKey(new CertificateProfile(KeyUse.Timestamp, "TSA thử nghiệm") { Validity = validity }, algorithm);
        return (certificate, new DevelopmentTsa(certificate, Clock));
    }
}
