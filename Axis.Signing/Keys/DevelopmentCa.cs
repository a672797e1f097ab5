using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Axis.Signing.Keys;

/// <summary>
/// A certificate authority in a folder, for demonstrations, tests and closed pilots: issues certificates by use, revokes them and signs CRLs (RFC 5280).
/// Its key lies in a file; a production network names a real CA as trust anchor instead. Thread-safe; one process at a time.
/// </summary>
public sealed class DevelopmentCa : IDisposable
{
    private const string CertificateFile = "ca.crt";
    private const string KeyFile = "ca.key";
    private const string StateFile = "ca.json";

    // A peer's clock may lag a little behind ours.
    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly AsymmetricAlgorithm _key;
    private readonly DevelopmentCaState _state;
    private readonly TimeProvider _time;

    private DevelopmentCa(string folder, X509Certificate2 certificate, AsymmetricAlgorithm key, DevelopmentCaState state, TimeProvider time)
    {
        (_folder, Certificate, _key, _state, _time) = (folder, certificate, key, state, time);
    }

    /// <summary>The self-signed certificate: the trust anchor (without private key).</summary>
    public X509Certificate2 Certificate { get; }

    private X509SignatureGenerator Generator =>
        _key is RSA rsa ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1) : X509SignatureGenerator.CreateForECDsa((ECDsa)_key);

    private HashAlgorithmName Hash => _key.KeySize == 384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;

    /// <summary>Makes a new root in an empty or new folder.</summary>
    /// <exception cref="IOException">There is a CA in the folder already.</exception>
    public static DevelopmentCa Create(string folder, string commonName, SignatureAlgorithm algorithm, TimeSpan validity, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Directory.CreateDirectory(folder);
        var key = SigningKeys.Generate(algorithm);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCountryOrRegion("VN");
        subject.AddCommonName(commonName);
        var request = SigningRequests.For(key, subject.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        using var own = request.CreateSelfSigned(now - Backdating, now + validity);
        var certificate = X509CertificateLoader.LoadCertificate(own.RawData);
        SigningKeys.SavePem(Path.Combine(folder, KeyFile), key, passphrase: null);
        File.WriteAllText(Path.Combine(folder, CertificateFile), certificate.ExportCertificatePem() + "\n");
        var state = new DevelopmentCaState();
        state.Save(Path.Combine(folder, StateFile));
        return new DevelopmentCa(folder, certificate, key, state, time);
    }

    /// <summary>Opens a CA that was made before.</summary>
    /// <exception cref="KeyFileException">A file is missing, exposed to others or damaged.</exception>
    public static DevelopmentCa Load(string folder, TimeProvider time)
    {
        var pem = Encoding.ASCII.GetString(PrivateFile.ReadPublic(Path.Combine(folder, CertificateFile)));
        var keyPem = Encoding.ASCII.GetString(PrivateFile.Read(Path.Combine(folder, KeyFile)));
        try
        {
            var certificate = X509Certificate2.CreateFromPem(pem);
            AsymmetricAlgorithm key = CertificateAlgorithm.Of(certificate) == SignatureAlgorithm.RsaSha256 ? RSA.Create() : ECDsa.Create();
            key.ImportFromPem(keyPem);
            return new DevelopmentCa(folder, certificate, key, DevelopmentCaState.Read(Path.Combine(folder, StateFile)), time);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or JsonException)
        {
            throw new KeyFileException(KeyFileException.Unreadable, $"Thư mục CA thử nghiệm '{folder}' hỏng: {e.Message}", e);
        }
    }

    /// <summary>What the CA of a folder remembers at this moment.</summary>
    /// <exception cref="KeyFileException">A file is missing, exposed to others or damaged.</exception>
    internal static DevelopmentCaState StateOf(string folder) => DevelopmentCaState.Read(Path.Combine(folder, StateFile));

    /// <summary>Whether the folder holds a CA.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, KeyFile));

    /// <summary>Issues a certificate for the key of a PKCS#10 request. Name and extensions come from the profile, not from the request.</summary>
    /// <exception cref="KeyFileException">The request is not acceptable.</exception>
    public X509Certificate2 Issue(string requestPem, CertificateProfile profile) => Issue(SigningRequests.ReadKey(requestPem), profile);

    /// <summary>Makes a fresh key and issues a certificate for it; the answer holds the private key.</summary>
    public X509Certificate2 IssueWithKey(CertificateProfile profile, SignatureAlgorithm algorithm)
    {
        using var key = SigningKeys.Generate(algorithm);
        return IssueFor(key, profile);
    }

    /// <summary>Issues a certificate for a key at hand; the answer holds the private key.</summary>
    public X509Certificate2 IssueFor(AsymmetricAlgorithm key, CertificateProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        using var certificate = Issue(SigningRequests.For(key, profile.Subject).PublicKey, profile);
        return key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>Revokes a certificate of this CA; the next CRL says so. A repeat changes nothing.</summary>
    public void Revoke(X509Certificate2 certificate, X509RevocationReason reason, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.IssuerName.RawData.AsSpan().SequenceEqual(Certificate.SubjectName.RawData))
        {
            throw new ArgumentException("The certificate was issued by another authority.", nameof(certificate));
        }

        lock (_gate)
        {
            if (_state.Revoked.TrueForAll(r => r.Serial != certificate.SerialNumber))
            {
                _state.Revoked.Add(new RevokedSerial(certificate.SerialNumber, at.ToUniversalTime(), (int)reason));
                Save();
            }
        }
    }

    /// <summary>Signs a new CRL (DER) that is good for the time given.</summary>
    public byte[] IssueCrl(TimeSpan validFor)
    {
        lock (_gate)
        {
            // Seconds, so that numbers grow also where a process that may not write the state signs lists between two of ours.
            _state.CrlNumber = Math.Max(_state.CrlNumber + 1, _time.GetUtcNow().ToUnixTimeSeconds());
            Save();
            return SignCrl(validFor, _state.CrlNumber);
        }
    }

    /// <summary>Signs a CRL over what the CA of a folder has revoked at this moment, and changes nothing in the folder: another process may be issuing.</summary>
    /// <exception cref="KeyFileException">A file is missing, exposed to others or damaged.</exception>
    public static byte[] CurrentCrl(string folder, TimeSpan validFor, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var ca = Load(folder, time);
        return ca.SignCrl(validFor, time.GetUtcNow().ToUnixTimeSeconds());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    private X509Certificate2 Issue(PublicKey publicKey, CertificateProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var request = new CertificateRequest(profile.Subject, publicKey, Hash);
        foreach (var extension in profile.Extensions())
        {
            request.CertificateExtensions.Add(extension);
        }

        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(publicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (profile.CrlLocations.Count > 0)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(
                profile.CrlLocations.Select(static u => u.AbsoluteUri)));
        }

        if (profile.OcspLocations.Count > 0)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(profile.OcspLocations.Select(static u => u.AbsoluteUri), []));
        }

        // Positive, 127 bits of randomness (RFC 5280 §4.1.2.2 wants a positive serial of at most 20 octets).
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        var now = _time.GetUtcNow();
        var notAfter = now + profile.Validity;
        var certificate = request.Create(
            Certificate.SubjectName, Generator, Later(now - Backdating, Certificate.NotBefore), notAfter < Certificate.NotAfter ? notAfter : Certificate.NotAfter, serial);
        lock (_gate)
        {
            _state.Issued.Add(new IssuedSerial(certificate.SerialNumber, certificate.Subject, profile.Use.ToString(), certificate.NotAfter.ToUniversalTime()));
            Save();
        }

        return certificate;
    }

    private byte[] SignCrl(TimeSpan validFor, long number)
    {
        var crl = new CertificateRevocationListBuilder();
        foreach (var revoked in _state.Revoked)
        {
            crl.AddEntry(Convert.FromHexString(revoked.Serial), revoked.At, (X509RevocationReason)revoked.Reason);
        }

        var now = _time.GetUtcNow();
        return crl.Build(
            Certificate.SubjectName,
            Generator,
            number,
            now + validFor,
            Hash,
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false),
            now - Backdating);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Save() => _state.Save(Path.Combine(_folder, StateFile));
}
