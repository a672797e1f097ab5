using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;

namespace Axis.Signing.Trust;

/// <summary>
/// Turns a cryptographic result into a verdict (EN 319 102-1 §5.2): whose certificate it is, whether the sender was bound to it and it was good at the
/// earliest independent proof. A check that was not made is never a pass. Thread-safe.
/// </summary>
public sealed class TrustJudge(CertificateChains chains)
{
    /// <summary>Judges. Every check is in the report as passed, failed or not made.</summary>
    public VerificationReport Judge(JudgeInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var run = new TrustRun(input);
        if (input.Cryptography.Indication != Indication.TotalPassed)
        {
            return run.Report(input.Cryptography.Indication, input.Cryptography.SubIndication, signer: null);
        }

        if (input.Cryptography.CertificateDer is not { } der)
        {
            return run.Report(Indication.Indeterminate, SubIndication.NoSigningCertificateFound, signer: null);
        }

        run.Pass(TrustChecks.Proof, input.Proof is { } proof && proof.Time == input.JudgedAt
            ? $"Gói tin đã tồn tại muộn nhất lúc {VietnamTime.ToTheSecond(proof.Time)} theo {proof.KindName} của {proof.By}."
            : $"Không có bằng chứng độc lập sớm hơn; xét tại {VietnamTime.ToTheSecond(input.ReceivedAt)}, lúc nút nhận được hoặc lúc kiểm tra ngoại tuyến.");
        var path = chains.Validate(der, input.Directory, input.Policy.AgencyPath, input.JudgedAt, []);
        var chain = run.Path = path.Chain;
        var entry = default(CertificateEntry);
        var agency = default(Agency);
        _ = SigningTime(run)
            && Binding(run, der, out entry, out agency)
            && Vouched(run, entry!)
            && AgencyOpen(run, agency!)
            && Chain(run, path)
            && KeyUsage(run, chain!)
            && Validity(run, chain!)
            && Revocation(run, chain!);
        return run.Report(Subject(chain, der));
    }

    private static bool SigningTime(TrustRun run)
    {
        var (at, policy) = (run.Input.JudgedAt, run.Input.Policy);
        if (run.Input.Cryptography.ClaimedSigningTime is not { } claimed)
        {
            return run.Fail(TrustChecks.SigningTime, Indication.Indeterminate, SubIndication.SigConstraintsFailure, "Chữ ký không ghi thời điểm ký.");
        }

        return claimed >= at - policy.SigningTimeBack && claimed <= at + policy.SigningTimeAhead
            ? run.Pass(TrustChecks.SigningTime, $"Thời điểm ký tự khai {VietnamTime.ToTheSecond(claimed)} phù hợp với bằng chứng.")
            : run.Fail(
                TrustChecks.SigningTime,
                Indication.Indeterminate,
                SubIndication.SigConstraintsFailure,
                $"Thời điểm ký tự khai {VietnamTime.ToTheSecond(claimed)} nằm ngoài khoảng cho phép quanh {VietnamTime.ToTheSecond(at)}.");
    }

    private static bool Binding(TrustRun run, ReadOnlyMemory<byte> der, out CertificateEntry? entry, out Agency? agency)
    {
        var (directory, from, at) = (run.Input.Directory, run.Input.Cryptography.From, run.Input.JudgedAt);
        var bindings = directory.FindCertificate(Digest.Of(der.Span));
        var sender = agency = directory.FindAgency(from, at);
        entry = null;
        if (bindings.Count == 0 || sender is null)
        {
            return run.Fail(
                TrustChecks.Binding,
                Indication.Indeterminate,
                SubIndication.BindingUnknown,
                sender is null ? $"Danh bạ hiện có ở đây chưa biết cơ quan {from}." : "Danh bạ hiện có ở đây chưa biết chứng thư ký.");
        }

        var own = bindings.Where(b => b.Use == KeyUse.Agency && OrganId.TryParse(b.Owner, out var owner) && directory.FindAgency(owner)?.Code == sender.Code).ToArray();
        if (own.Length == 0)
        {
            return run.Fail(
                TrustChecks.Binding, Indication.TotalFailed, SubIndication.BindingBroken, $"Danh bạ không gắn chứng thư ký với cơ quan gửi {from}: chứng thư thuộc về chủ thể khác hoặc dùng vào việc khác.");
        }

        // Whichever section or record withdrew the certificate first, it is withdrawn: another entry for the same certificate, owner and use does not bring it back.
        own = own.Any(b => b.IsFor(sender)) ? [.. own.Where(b => b.IsFor(sender))] : own;
        entry = Array.Find(own, b => b.HoldsAt(at)) ?? own[^1];
        if (!entry.IsFor(sender))
        {
            return run.Fail(
                TrustChecks.Binding,
                Indication.Indeterminate,
                SubIndication.OutOfBoundsNoPoe,
                $"Chứng thư được gắn với {sender.Code}#{entry.AgencyVersion}, không phải với {sender.VersionId} có hiệu lực lúc {VietnamTime.ToTheSecond(at)}.");
        }

        if (own.Min(static b => b.RevokedAt) is { } revoked && revoked <= run.Input.CorroboratedAt)
        {
            return run.Fail(
                TrustChecks.Binding,
                Indication.Indeterminate,
                SubIndication.RevokedNoPoe,
                $"Danh bạ đã ngừng tin chứng thư từ {VietnamTime.ToTheSecond(revoked)} và không đủ bằng chứng độc lập rằng gói tin có trước đó.");
        }

        if (at < entry.ValidFrom || at >= entry.ValidTo)
        {
            return run.Fail(
                TrustChecks.Binding,
                Indication.Indeterminate,
                SubIndication.OutOfBoundsNoPoe,
                $"Lúc {VietnamTime.ToTheSecond(at)} chứng thư chưa hoặc không còn được gắn với cơ quan {from}.");
        }

        // The verdict stands on what is known now; who reads it later must see that it was not known then.
        return run.Pass(TrustChecks.Binding, entry.KnownSince is { } known && known > at
            ? $"Danh bạ gắn chứng thư ký với cơ quan {sender.Code} ({sender.Name}), nhưng chỉ công bố việc này từ {VietnamTime.ToTheSecond(known)}, sau thời điểm được xét."
            : $"Danh bạ gắn chứng thư ký với cơ quan {sender.Code} ({sender.Name}).");
    }

    private static bool Vouched(TrustRun run, CertificateEntry entry) =>
        run.Input.Directory.IsVouchedFor(entry, run.Input.JudgedAt)
            ? run.Pass(TrustChecks.Directory, $"Phần danh bạ '{entry.Section}' có hiệu lực.")
            : run.Postpone(TrustChecks.Directory, entry.Section is null
                ? "Không có phần danh bạ nào bảo đảm việc gắn chứng thư này."
                : $"Phần danh bạ '{entry.Section}' đã hết hạn; cần bản mới để kết luận.");

    private static bool AgencyOpen(TrustRun run, Agency agency)
    {
        var (at, claimed, policy) = (run.Input.JudgedAt, run.Input.Cryptography.ClaimedSigningTime, run.Input.Policy);
        if (at < agency.ValidFrom)
        {
            return run.Fail(
                TrustChecks.Agency, Indication.Indeterminate, SubIndication.BindingUnknown, $"Danh bạ hiện có chỉ biết cơ quan {agency.Code} từ {VietnamTime.ToTheSecond(agency.ValidFrom)}.");
        }

        // A version that the next one follows is no closing.
        var closing = run.Input.Directory.FindAgency(agency.Code)?.ValidTo;
        if (closing <= run.Input.ReceivedAt)
        {
            at = run.Input.CorroboratedAt;
        }

        if (closing is not { } closed || at < closed)
        {
            return run.Pass(TrustChecks.Agency, $"Cơ quan {agency.Code} đang hoạt động vào thời điểm được xét.");
        }

        if (claimed >= closed)
        {
            return run.Fail(
                TrustChecks.Agency, Indication.TotalFailed, SubIndication.BindingBroken, $"Cơ quan {agency.Code} đã đóng lúc {VietnamTime.ToTheSecond(closed)}, không thể ký sau lúc đó.");
        }

        return at <= closed + policy.ClosedAgencyProof
            ? run.Pass(TrustChecks.Agency, $"Ký trước khi cơ quan {agency.Code} đóng và có bằng chứng trong {policy.ClosedAgencyProof.TotalHours:0} giờ sau đó.")
            : run.Fail(
                TrustChecks.Agency,
                Indication.Indeterminate,
                SubIndication.OutOfBoundsNoPoe,
                $"Cơ quan {agency.Code} đã đóng lúc {VietnamTime.ToTheSecond(closed)} và không có bằng chứng trong {policy.ClosedAgencyProof.TotalHours:0} giờ sau đó.");
    }

    private static bool Chain(TrustRun run, PathCheck path) => path.Chain is { } chain
        ? run.Pass(TrustChecks.Chain, $"Chứng thư do '{chain.Certificates[^1].Subject}' bảo đảm ({(chain.Store == TrustStore.Official ? "chuyên dùng công vụ" : "công cộng")}).")
        : run.Fail(TrustChecks.Chain, Indication.Indeterminate, path.Problem, path.Reason);

    private static bool KeyUsage(TrustRun run, CertificateChain chain) => CertificateUses.Problem(chain, CertificatePurpose.Signing) is { } problem
        ? run.Fail(TrustChecks.KeyUsage, Indication.Indeterminate, SubIndication.ChainConstraintsFailure, problem)
        : run.Pass(TrustChecks.KeyUsage, "Chứng thư được dùng để ký.");

    private static bool Validity(TrustRun run, CertificateChain chain) => chain.IsValidAt(run.Input.JudgedAt)
        ? run.Pass(TrustChecks.Validity, "Chứng thư và các chứng thư cấp trên còn hiệu lực vào thời điểm được xét.")
        : run.Fail(
            TrustChecks.Validity,
            Indication.Indeterminate,
            SubIndication.OutOfBoundsNoPoe,
            $"Lúc {VietnamTime.ToTheSecond(run.Input.JudgedAt)} nằm ngoài thời hạn chứng thư ({VietnamTime.ToTheSecond(chain.NotBefore)} – {VietnamTime.ToTheSecond(chain.NotAfter)}).");

    private static bool Revocation(TrustRun run, CertificateChain chain)
    {
        if (run.Input.Scope == JudgeScope.Relay)
        {
            return run.NotMade(TrustChecks.Revocation, "Nút trung chuyển không kiểm tra thu hồi; nút của nơi nhận sẽ kiểm tra.");
        }

        var unknown = default(RevocationUnknown);
        var answers = run.Input.Revocation.LookAlong(chain, run.Input.RevocationAt ?? run.Input.Now, run.Input.Policy.PacketLimits);
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i] is IsRevoked { Revocation: var revocation, Evidence: var stated })
            {
                run.Evidence.Add(stated);
                if (revocation.At <= run.Input.CorroboratedAt)
                {
                    return run.Fail(
                        TrustChecks.Revocation,
                        Indication.Indeterminate,
                        i == 0 ? SubIndication.RevokedNoPoe : SubIndication.RevokedCaNoPoe,
                        $"'{chain.Certificates[i].Subject}' bị thu hồi lúc {VietnamTime.ToTheSecond(revocation.At)} và không đủ bằng chứng độc lập rằng gói tin có trước đó.");
                }
            }
            else if (answers[i] is NotRevoked { Evidence: var evidence })
            {
                run.Evidence.Add(evidence);
            }

            unknown ??= answers[i] as RevocationUnknown;
        }

        return unknown is null
            ? run.Pass(TrustChecks.Revocation, "Chứng thư không bị thu hồi trước thời điểm được xét.")
            : run.NotMade(TrustChecks.Revocation, unknown.Reason);
    }

    private static string? Subject(CertificateChain? chain, ReadOnlyMemory<byte> der)
    {
        if (chain is not null)
        {
            return chain.Leaf.Subject;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
            return certificate.Subject;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // The report has no signer's name then; the chain check has failed already.
            return null;
        }
    }
}
