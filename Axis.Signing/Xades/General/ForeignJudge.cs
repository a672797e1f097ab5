using System.Globalization;
using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>
/// Judges the certificate behind a signature of another maker (EN 319 102-1 §5.3, the basic building block): path, usage, validity and revocation, all at the time of
/// verification, for nothing here proves that the signature is older. Whose certificate it is the path alone says; no agency is bound to it. Thread-safe.
/// </summary>
public sealed class ForeignJudge(CertificateChains chains)
{
    private static readonly PathPolicy Policy = new(CertificatePurpose.Signing, allowPublic: true);

    /// <summary>Judges one finding.</summary>
    /// <param name="finding">What the general path found.</param>
    /// <param name="directory">Whose anchors are believed.</param>
    /// <param name="revocation">The revocation data at hand.</param>
    /// <param name="now">The instant judged at.</param>
    /// <param name="policy">How old revocation data may be.</param>
    public ForeignVerdict Judge(SignatureFinding finding, DirectorySnapshot directory, RevocationBook revocation, DateTimeOffset now, VerificationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(revocation);
        ArgumentNullException.ThrowIfNull(policy);
        if (finding.CryptographicIndication != Indication.TotalPassed || finding.Certificate is not { } certificate)
        {
            return new ForeignVerdict(finding, finding.CryptographicIndication, finding.CryptographicSubIndication, finding.Checks);
        }

        var checks = new List<Check>(finding.Checks);
        ForeignVerdict Failed(string name, SubIndication sub, string detail, CheckOutcome outcome = CheckOutcome.Failed)
        {
            checks.Add(new Check(name, outcome, detail));
            return new ForeignVerdict(finding, Indication.Indeterminate, sub, checks);
        }

        var path = chains.Validate(certificate.RawDataMemory, directory, Policy, now, [.. finding.Others.Take(CertificateChains.MaxExtra)]);
        if (path.Chain is not { } chain)
        {
            return Failed(TrustChecks.Chain, path.Problem, path.Reason);
        }

        checks.Add(new Check(TrustChecks.Chain, CheckOutcome.Passed, $"Chứng thư do '{chain.Certificates[^1].Subject}' bảo đảm."));
        if (CertificateUses.Problem(chain, CertificatePurpose.Signing) is { } problem)
        {
            return Failed(TrustChecks.KeyUsage, SubIndication.ChainConstraintsFailure, problem);
        }

        checks.Add(new Check(TrustChecks.KeyUsage, CheckOutcome.Passed, "Chứng thư được dùng để ký."));
        if (!chain.IsValidAt(now))
        {
            return Failed(
                TrustChecks.Validity, SubIndication.OutOfBoundsNoPoe, $"Thời hạn chứng thư ({Show(chain.NotBefore)} – {Show(chain.NotAfter)}) không bao gồm lúc này, và không có bằng chứng chữ ký có từ trước.");
        }

        checks.Add(new Check(TrustChecks.Validity, CheckOutcome.Passed, "Chứng thư và các chứng thư cấp trên còn hiệu lực."));
        var answers = revocation.LookAlong(chain, now, policy.DocumentLimits);
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i] is IsRevoked { Revocation: var revoked })
            {
                return Failed(
                    TrustChecks.Revocation,
                    i == 0 ? SubIndication.RevokedNoPoe : SubIndication.RevokedCaNoPoe,
                    $"'{chain.Certificates[i].Subject}' bị thu hồi lúc {Show(revoked.At)} và không có bằng chứng chữ ký có trước đó.");
            }
        }

        if (answers.OfType<RevocationUnknown>().FirstOrDefault() is { } unknown)
        {
            return Failed(TrustChecks.Revocation, SubIndication.TryLater, unknown.Reason, CheckOutcome.NotMade);
        }

        checks.Add(new Check(TrustChecks.Revocation, CheckOutcome.Passed, "Chứng thư không bị thu hồi."));
        return new ForeignVerdict(finding, Indication.TotalPassed, SubIndication.None, checks);
    }

    private static string Show(DateTimeOffset time) =>
        time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
