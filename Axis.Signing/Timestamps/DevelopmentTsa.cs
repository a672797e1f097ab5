using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Signing.Timestamps;

/// <summary>
/// Answers timestamp queries (RFC 3161 §2.4.2) with a key at hand, for demonstrations, tests and closed pilots. Its time is the clock of this machine; a
/// production network names a real authority instead. Thread-safe.
/// </summary>
public sealed class DevelopmentTsa : IDisposable
{
    /// <summary>Object identifier of the policy stated in its tokens: none that anyone registered (the arc for examples).</summary>
    public const string Policy = "2.999.3161.1";

    /// <summary>Largest query read, in bytes.</summary>
    public const int MaxQueryBytes = 4096;

    private const string CertificateFile = "tsa.crt";
    private const string KeyFile = "tsa.key";
    private const string TstInfoType = "1.2.840.113549.1.9.16.1.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    private const int BadAlgorithm = 0;
    private const int BadRequest = 2;
    private const int UnacceptedPolicy = 15;

    private static readonly TimeSpan Validity = TimeSpan.FromDays(3 * 365);

    // A token holds as long as the certificate of its authority, so the last year of a certificate is not stamped with.
    private static readonly TimeSpan LeastRemaining = TimeSpan.FromDays(365);

    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;
    private readonly CryptographicAttributeObject _names;

    /// <param name="certificate">With its private key and the critical purpose timeStamping alone; disposed with this.</param>
    /// <param name="time">The clock whose time is stated.</param>
    public DevelopmentTsa(X509Certificate2 certificate, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(time);
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException("A timestamp authority signs.", nameof(certificate));
        }

        (_certificate, _time) = (certificate, time);
        var oid = new Oid(SigningCertificateV2);
        _names = new CryptographicAttributeObject(oid, new AsnEncodedDataCollection(new AsnEncodedData(oid, Names(certificate))));
    }

    /// <summary>The authority's certificate.</summary>
    public X509Certificate2 Certificate => _certificate;

    /// <summary>Opens the timestamp authority of a development authority's folder; issues its certificate when there is none or it runs out within a year.</summary>
    /// <param name="folder">The folder of a <see cref="DevelopmentCa"/>.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="KeyFileException">The folder holds no authority, or a file is damaged or exposed.</exception>
    public static DevelopmentTsa Open(string folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var (certificateFile, keyFile) = (Path.Combine(folder, CertificateFile), Path.Combine(folder, KeyFile));
        if (!File.Exists(keyFile) || EndOf(certificateFile) - LeastRemaining <= time.GetUtcNow())
        {
            using var authority = DevelopmentCa.Load(folder, time);
            File.Delete(keyFile);
            using var issued = authority.IssueWithKey(new CertificateProfile(KeyUse.Timestamp, "TSA thử nghiệm") { Validity = Validity }, SignatureAlgorithm.EcdsaP256Sha256);
            using var key = issued.GetECDsaPrivateKey()!;
            SigningKeys.SavePem(keyFile, key, passphrase: null);
            File.WriteAllText(certificateFile, issued.ExportCertificatePem() + "\n");
        }

        var pem = Encoding.ASCII.GetString(PrivateFile.ReadPublic(certificateFile));
        var keyPem = Encoding.ASCII.GetString(PrivateFile.Read(keyFile));
        try
        {
            return new DevelopmentTsa(X509Certificate2.CreateFromPem(pem, keyPem), time);
        }
        catch (CryptographicException e)
        {
            throw new KeyFileException(KeyFileException.Unreadable, $"Khóa hoặc chứng thư của dịch vụ dấu thời gian trong '{folder}' hỏng: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    /// <summary>The answer to a query: a token, or a refusal that says why.</summary>
    public byte[] Answer(ReadOnlyMemory<byte> query)
    {
        if (query.Length > MaxQueryBytes || !Rfc3161TimestampRequest.TryDecode(query, out var request, out var read) || read != query.Length)
        {
            return Refuse(BadRequest, "malformed query");
        }

        if (TimestampHash.FromOid(request.HashAlgorithmId.Value) is not { } hash || request.GetMessageHash().Length != CryptographicOperations.HashData(hash, []).Length)
        {
            return Refuse(BadAlgorithm, "SHA-256, SHA-384 or SHA-512 only");
        }

        return request.RequestedPolicyId is { } policy && policy.Value != Policy ? Refuse(UnacceptedPolicy, "unknown policy") : Grant(Token(request));
    }

    private static DateTimeOffset EndOf(string certificateFile)
    {
        using var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(PrivateFile.ReadPublic(certificateFile)));
        return certificate.NotAfter.ToUniversalTime();
    }

    private byte[] Token(Rfc3161TimestampRequest request)
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        var info = new Rfc3161TimestampTokenInfo(
            new Oid(Policy), request.HashAlgorithmId, request.GetMessageHash(), serial, _time.GetUtcNow(), accuracyInMicroseconds: 1_000_000, isOrdering: false, request.GetNonce());
        var cms = new SignedCms(new ContentInfo(new Oid(TstInfoType), info.Encode()), detached: false);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, _certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = request.RequestSignerCertificate ? X509IncludeOption.EndCertOnly : X509IncludeOption.None,
        };
        signer.SignedAttributes.Add(_names);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    // RFC 5035 §4: SHA-256 is the default and is not written.
    private static byte[] Names(X509Certificate2 certificate)
    {
        var w = new AsnWriter(AsnEncodingRules.DER);
        using (w.PushSequence())
        using (w.PushSequence())
        using (w.PushSequence())
        {
            w.WriteOctetString(SHA256.HashData(certificate.RawDataMemory.Span));
            using (w.PushSequence())
            {
                using (w.PushSequence())
                using (w.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                {
                    w.WriteEncodedValue(certificate.IssuerName.RawData);
                }

                w.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }

        return w.Encode();
    }

    private static byte[] Grant(byte[] token)
    {
        var w = new AsnWriter(AsnEncodingRules.DER);
        using (w.PushSequence())
        {
            using (w.PushSequence())
            {
                w.WriteInteger(0);
            }

            w.WriteEncodedValue(token);
        }

        return w.Encode();
    }

    private static byte[] Refuse(int failure, string why)
    {
        var w = new AsnWriter(AsnEncodingRules.DER);
        using (w.PushSequence())
        using (w.PushSequence())
        {
            w.WriteInteger(2);
            using (w.PushSequence())
            {
                w.WriteCharacterString(UniversalTagNumber.UTF8String, why);
            }

            // PKIFailureInfo: bit n counted from the left.
            var bits = new byte[(failure / 8) + 1];
            bits[failure / 8] = (byte)(0x80 >> (failure % 8));
            w.WriteBitString(bits, 7 - (failure % 8));
        }

        return w.Encode();
    }
}
