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
    /// <param name="run">Takes the findings.</param>
    /// <param name="certificate">The signer's.</param>
    /// <param name="extra">Certificates that came along (DER).</param>
    /// <param name="claimed">The signing time claimed.</param>
    /// <param name="proof">The earliest independent proof.</param>
    /// <param name="trust">What is believed.</param>
    public void Judge(SignatureRun run, X509Certificate2 certificate, IReadOnlyList<ReadOnlyMemory<byte>> extra, DateTimeOffset? claimed, Proof? proof, PdfTrust trust)
    {
        var at = proof is not null && proof.Time < trust.ReceivedAt ? proof.Time : trust.ReceivedAt;
        SigningTime(run, claimed, at, trust.Policy);
        var path = chains.Validate(certificate.RawDataMemory, trust.Directory, trust.Policy.DocumentPath, at, extra);
        if (path.Chain is not { } chain)
        {
            run.Doubt(TrustChecks.Chain, path.Problem, path.Reason);
            return;
        }

        run.Pass(TrustChecks.Chain, $"Chứng thư do '{chain.Certificates[^1].Subject}' bảo đảm ({(chain.Store == TrustStore.Official ? "chuyên dùng công vụ" : "công cộng")}).");
        _ = CertificateUses.Problem(chain, CertificatePurpose.Signing) is { } problem
            ? run.Doubt(TrustChecks.KeyUsage, SubIndication.ChainConstraintsFailure, problem)
            : run.Pass(TrustChecks.KeyUsage, "Chứng thư được dùng để ký.");
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
        var answers = trust.Revocation.LookAlong(chain, trust.Now, trust.Policy.DocumentLimits);
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i] is IsRevoked { Revocation: var revocation } && revocation.At <= at)
            {
                run.Doubt(
                    TrustChecks.Revocation,
                    i == 0 ? SubIndication.RevokedNoPoe : SubIndication.RevokedCaNoPoe,
                    $"'{chain.Certificates[i].Subject}' bị thu hồi lúc {Show(revocation.At)} và không có bằng chứng chữ ký có trước đó.");
                return;
            }

            unknown ??= answers[i] as RevocationUnknown;
        }

        _ = unknown is null
            ? run.Pass(TrustChecks.Revocation, "Chứng thư không bị thu hồi trước thời điểm được xét.")
            : run.NotMade(TrustChecks.Revocation, SubIndication.TryLater, unknown.Reason);
    }

    internal static string Show(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
