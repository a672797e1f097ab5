using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Signing.Keys;

/// <summary>
/// Answers OCSP requests over the folder of a <see cref="DevelopmentCa"/>, with a responder certificate of its own that the authority issued (RFC 6960 §4.2.2.2).
/// Reads the authority's state anew for each answer, so that a revocation by another process counts at once. Thread-safe.
/// </summary>
public sealed class DevelopmentOcsp : IDisposable
{
    private const string ResponderCertificate = "ocsp.crt";
    private const string ResponderKey = "ocsp.key";

    private readonly string _folder;
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _responder;
    private readonly TimeSpan _validity;
    private readonly TimeProvider _time;

    private DevelopmentOcsp(string folder, X509Certificate2 authority, X509Certificate2 responder, TimeSpan validity, TimeProvider time) =>
        (_folder, _authority, _responder, _validity, _time) = (folder, authority, responder, validity, time);

    /// <summary>The responder's certificate.</summary>
    public X509Certificate2 Responder => _responder;

    /// <summary>Opens the responder of an authority's folder; issues its certificate when there is none or it has run out.</summary>
    /// <param name="folder">The authority's folder.</param>
    /// <param name="validity">How long an answer is good for.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="KeyFileException">The folder holds no authority, or a file is damaged or exposed.</exception>
    public static DevelopmentOcsp Open(string folder, TimeSpan validity, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var (certificateFile, keyFile) = (Path.Combine(folder, ResponderCertificate), Path.Combine(folder, ResponderKey));
        using var authority = DevelopmentCa.Load(folder, time);
        if (!File.Exists(keyFile) || EndOf(certificateFile) <= time.GetUtcNow())
        {
            File.Delete(keyFile);
            using var issued = authority.IssueWithKey(new CertificateProfile(KeyUse.OcspResponder, "Máy trả lời OCSP thử nghiệm"), SignatureAlgorithm.EcdsaP256Sha256);
            using var key = issued.GetECDsaPrivateKey()!;
            SigningKeys.SavePem(keyFile, key, passphrase: null);
            File.WriteAllText(certificateFile, issued.ExportCertificatePem() + "\n");
        }

        var pem = Encoding.ASCII.GetString(PrivateFile.ReadPublic(certificateFile));
        var keyPem = Encoding.ASCII.GetString(PrivateFile.Read(keyFile));
        try
        {
            return new DevelopmentOcsp(
                folder, X509CertificateLoader.LoadCertificate(authority.Certificate.RawDataMemory.Span), X509Certificate2.CreateFromPem(pem, keyPem), validity, time);
        }
        catch (CryptographicException e)
        {
            throw new KeyFileException(KeyFileException.Unreadable, $"Khóa hoặc chứng thư của máy trả lời OCSP trong '{folder}' hỏng: {e.Message}", e);
        }
    }

    /// <summary>The response (DER) to a request (DER); an error status when it is no request.</summary>
    public byte[] Answer(ReadOnlyMemory<byte> request)
    {
        OcspRequest asked;
        try
        {
            asked = OcspRequest.Read(request);
        }
        catch (OcspFormatException)
        {
            // RFC 6960 §2.3: who asks wrongly is told so, unsigned.
            return OcspResponseWriter.Malformed();
        }

        var now = _time.GetUtcNow();
        var state = DevelopmentCa.StateOf(_folder);
        return OcspResponseWriter.Sign([.. asked.Certificates.Select(id => About(id, state, now))], now, asked.Nonce, _responder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        _responder.Dispose();
    }

    private OcspAnswer About(OcspCertId id, DevelopmentCaState state, DateTimeOffset now)
    {
        var ours = OcspCertId.HashAlgorithms.Contains(id.HashAlgorithm) && id == OcspCertId.Of(id.SerialNumber, _authority, id.HashAlgorithm);
        if (ours && state.Revoked.Find(r => r.Serial == id.SerialNumber) is { } revoked)
        {
            return new OcspAnswer(id, OcspStatus.Revoked, new Revocation(revoked.At, revoked.Reason), now, now + _validity);
        }

        var known = ours && state.Issued.Exists(i => i.Serial == id.SerialNumber);
        return new OcspAnswer(id, known ? OcspStatus.Good : OcspStatus.Unknown, null, now, now + _validity);
    }

    private static DateTimeOffset EndOf(string certificateFile)
    {
        using var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(PrivateFile.ReadPublic(certificateFile)));
        return certificate.NotAfter.ToUniversalTime();
    }
}
