using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Pdf.Cms;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>Judges RFC 3161 tokens inside a PDF: imprint, signature, and a timestamp authority under an anchor of the directory.</summary>
internal sealed class TimestampProofs(CertificateChains chains)
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>Reads a token; <c>null</c> when the bytes are none or its digest is outside the closed list.</summary>
    public static Rfc3161TimestampToken? Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Rfc3161TimestampToken.TryDecode(der, out var token, out var used) && used == der.Length ? token : null;
        }
        catch (CryptographicException)
        {
            // Shaped like a token and still none: the caller says that there is no token.
            return null;
        }
    }

    /// <summary>The digest algorithm of the token's imprint, of the closed list.</summary>
    public static HashAlgorithmName? HashOf(Rfc3161TimestampToken token) => CmsOids.Hash(token.TokenInfo.HashAlgorithmId.Value ?? "");

    /// <summary>Judges a token over a digest.</summary>
    /// <returns>The proof, or the sub-indication and the sentence that says why there is none.</returns>
    public (Proof? Proof, SubIndication Sub, string Detail, X509Certificate2? Authority) Judge(Rfc3161TimestampToken token, byte[] hash, PdfTrust trust)
    {
        var oid = token.TokenInfo.HashAlgorithmId;
        if (!token.TokenInfo.GetMessageHash().Span.SequenceEqual(hash))
        {
            return (null, SubIndication.HashFailure, "Dấu thời gian không phải của dữ liệu này.", null);
        }

        if (!token.VerifySignatureForHash(hash, oid, out var authority) || authority is null)
        {
            return (null, SubIndication.SigCryptoFailure, "Chữ ký của dấu thời gian không đúng, hoặc chứng thư không được cấp để đóng dấu thời gian.", authority);
        }

        var time = token.TokenInfo.Timestamp;
        if (chains.Find(authority.RawDataMemory, trust.Directory) is not { } chain)
        {
            return (null, SubIndication.NoCertificateChainFound, $"Dấu thời gian của '{authority.Subject}' không dẫn đến gốc tin cậy nào của danh bạ.", authority);
        }

        if (!chain.Leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(static e => e.Critical && e.EnhancedKeyUsages.Cast<Oid>().All(static o => o.Value == TimeStamping)))
        {
            return (null, SubIndication.ChainConstraintsFailure, $"Chứng thư '{authority.Subject}' không chỉ được cấp để đóng dấu thời gian.", authority);
        }

        // Without fresh timestamps over it, an authority's certificate must still be good now (EN 319 102-1 §5.4).
        if (!chain.IsValidAt(time) || !chain.IsValidAt(trust.Now) || time > trust.Now + trust.Policy.SigningTimeAhead)
        {
            return (null, SubIndication.OutOfBoundsNoPoe, $"Dấu thời gian ghi {SignerTrust.Show(time)}, ngoài thời hạn chứng thư của nơi đóng dấu hoặc ở tương lai.", authority);
        }

        for (var i = 0; i + 1 < chain.Certificates.Count; i++)
        {
            switch (trust.Revocation.Look(chain.Certificates[i], chain.Certificates[i + 1], trust.Now, trust.Policy.RevocationMaxAge))
            {
                case IsRevoked:
                    return (null, SubIndication.RevokedNoPoe, $"Chứng thư '{chain.Certificates[i].Subject}' của nơi đóng dấu thời gian đã bị thu hồi.", authority);
                case RevocationUnknown unknown:
                    return (null, SubIndication.TryLater, unknown.Reason, authority);
            }
        }

        return (new Proof(time, "timestamp-token", authority.Subject), SubIndication.None, $"Dấu thời gian {SignerTrust.Show(time)} của '{authority.Subject}' đúng.", authority);
    }
}
