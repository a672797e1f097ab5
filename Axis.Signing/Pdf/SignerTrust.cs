using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>Whether the certificate of a document's signer deserves trust at the instant it is judged at (EN 319 102-1 §5.3, §5.5).</summary>
internal sealed class SignerTrust(CertificateChains chains)
{
    /// <summary>Makes the checks on trust.</summary>
    public void Judge(SignatureRun run, X509Certificate2 certificate, DateTimeOffset? claimed, Proof? proof, PdfTrust trust)
    {
        var at = proof is not null && proof.Time < trust.ReceivedAt ? proof.Time : trust.ReceivedAt;
        SigningTime(run, claimed, at, trust.Policy);
        if (chains.Find(certificate.RawDataMemory, trust.Directory) is not { } chain)
        {
            run.Doubt(TrustChecks.Chain, SubIndication.NoCertificateChainFound, "Không có đường tin cậy từ chứng thư ký đến gốc tin cậy nào của danh bạ.");
            return;
        }

        run.Pass(TrustChecks.Chain, $"Chứng thư do '{chain.Certificates[^1].Subject}' bảo đảm.");
        KeyUsage(run, chain.Leaf);
        Validity(run, chain, at);
        Revocation(run, chain, at, trust);
    }

    private static void SigningTime(SignatureRun run, DateTimeOffset? claimed, DateTimeOffset at, VerificationPolicy policy)
    {
        if (claimed is null)
        {
            run.Doubt(TrustChecks.SigningTime, SubIndication.SigConstraintsFailure, "Chữ ký không ghi thời điểm ký.");
        }
        else if (claimed > at + policy.SigningTimeAhead)
        {
            run.Doubt(TrustChecks.SigningTime, SubIndication.SigConstraintsFailure, $"Thời điểm ký tự khai {Show(claimed.Value)} muộn hơn lúc chữ ký đã có mặt ({Show(at)}).");
        }
        else
        {
            run.Pass(TrustChecks.SigningTime, $"Thời điểm ký tự khai {Show(claimed.Value)}; xét tại {Show(at)}.");
        }
    }

    private static void KeyUsage(SignatureRun run, X509Certificate2 leaf)
    {
        const X509KeyUsageFlags signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        var stated = leaf.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        _ = stated is null || (stated.KeyUsages & signing) != 0
            ? run.Pass(TrustChecks.KeyUsage, "Chứng thư được dùng để ký.")
            : run.Doubt(TrustChecks.KeyUsage, SubIndication.ChainConstraintsFailure, "Chứng thư không được cấp để ký.");
    }

    private static void Validity(SignatureRun run, CertificateChain chain, DateTimeOffset at) => _ = chain.IsValidAt(at)
        ? run.Pass(TrustChecks.Validity, "Chứng thư và các chứng thư cấp trên còn hiệu lực vào thời điểm được xét.")
        : run.Doubt(
            TrustChecks.Validity,
            SubIndication.OutOfBoundsNoPoe,
            $"Lúc {Show(at)} nằm ngoài thời hạn chứng thư ({Show(chain.NotBefore)} – {Show(chain.NotAfter)}) và không có dấu thời gian sớm hơn.");

    private static void Revocation(SignatureRun run, CertificateChain chain, DateTimeOffset at, PdfTrust trust)
    {
        var directory = trust.Directory.FindCertificate(Digest.Of(chain.Leaf.RawDataMemory.Span)).FirstOrDefault(e => e.RevokedAt <= at && e.Use is KeyUse.Document or KeyUse.Agency);
        if (directory is not null)
        {
            run.Doubt(TrustChecks.Revocation, SubIndication.RevokedNoPoe, $"Danh bạ đã ngừng tin chứng thư từ {Show(directory.RevokedAt!.Value)}.");
            return;
        }

        var unknown = default(RevocationUnknown);
        for (var i = 0; i + 1 < chain.Certificates.Count; i++)
        {
            switch (trust.Revocation.Look(chain.Certificates[i], chain.Certificates[i + 1], trust.Now, trust.Policy.RevocationMaxAge))
            {
                case IsRevoked { Revocation: var revocation } when revocation.At <= at:
                    run.Doubt(TrustChecks.Revocation, SubIndication.RevokedNoPoe, $"'{chain.Certificates[i].Subject}' bị thu hồi lúc {Show(revocation.At)} và không có bằng chứng chữ ký có trước đó.");
                    return;
                case RevocationUnknown missing:
                    unknown ??= missing;
                    break;
            }
        }

        _ = unknown is null
            ? run.Pass(TrustChecks.Revocation, "Chứng thư không bị thu hồi trước thời điểm được xét.")
            : run.NotMade(TrustChecks.Revocation, SubIndication.TryLater, unknown.Reason);
    }

    internal static string Show(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
