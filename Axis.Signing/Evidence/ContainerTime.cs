using System.Globalization;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Evidence;

/// <summary>
/// Verifies the timestamps over the container, newest first (EN 319 102-1 §5.6.3): the newest must hold at the time of verification, each earlier one at the time
/// that the next one proves. The oldest that holds says since when everything in the container existed.
/// </summary>
internal static class ContainerTime
{
    public static void Check(EvidenceRun run, TimestampVerifier verifier, RevocationLimits limits, AlgorithmSunset sunset)
    {
        if (run.Manifests.Count == 0)
        {
            run.NotMade(
                EvidenceLinks.Timestamp,
                null,
                "Hồ sơ không có dấu thời gian: chỉ xét được khi danh bạ và dữ liệu thu hồi trong hồ sơ còn hiệu lực.",
                "The container has no timestamp: it can be judged only while its directory and revocation data are in force.",
                decides: false);
            return;
        }

        var at = run.At;
        for (var n = run.Manifests.Count; n > 0; n--)
        {
            var file = EvidenceNames.Timestamp(n);
            if (Token(run, file) is not { } token)
            {
                continue;
            }

            var bytes = run.Manifests[n - 1].Bytes;
            var context = new TimestampContext(run.Directory, run.Revocation, at, limits, sunset) { KnownAt = run.At };
            var check = verifier.Verify(token, h => TimestampHash.Compute(h, bytes), context);
            var dated = false;
            if (check.FirstProblem is { Name: TimestampChecks.Revocation, Outcome: CheckOutcome.NotMade } && WithDataOfItsDay(verifier, token, bytes, context) is { } then)
            {
                (check, dated) = (then, true);
            }

            if (!check.Passed)
            {
                Refuse(run, file, check);
                continue;
            }

            run.Pass(
                EvidenceLinks.Timestamp,
                file,
                $"Mọi thứ trước dấu này đã tồn tại muộn nhất lúc {Show(token.Time)}, theo '{token.Authority.Subject}'.",
                $"Everything before this timestamp existed by {token.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, says '{token.Authority.Subject}'.");
            Status(run, file, run.Revocation.KnownUntil(check.Chain!, run.At, limits), dated ? null : at);
            run.HoldsUntil ??= Earlier(check.Chain!.NotAfter, sunset.EndOf(token, check.Chain.Certificates.SkipLast(1)));
            at = token.Time;
            run.ProvedAt = token.Time;
        }
    }

    // Whoever verifies offline has no list newer than the container. What was current when the token was made is enough as long as the authority's certificate
    // and the algorithms still hold; a newer list that names the authority has been seen by the first attempt.
    private static TimestampCheck? WithDataOfItsDay(TimestampVerifier verifier, TimestampToken token, byte[] bytes, TimestampContext context)
    {
        var then = verifier.Verify(token, h => TimestampHash.Compute(h, bytes), context with { At = token.Time });
        return then.Passed
            && context.At <= then.Chain!.NotAfter
            && context.At < context.Sunset.EndOf(token, then.Chain.Certificates.SkipLast(1)) ? then : null;
    }

    // A key that was stolen is found out later: what was not looked at after the newest data is said, whatever the verdict rests on.
    private static void Status(EvidenceRun run, string file, DateTimeOffset? known, DateTimeOffset? checkedAt)
    {
        var (vi, en) = known is { } until
            ? ($"Tình trạng chứng thư của tổ chức cấp dấu được biết đến lúc {Show(until)}, theo dữ liệu thu hồi mới nhất có ở đây.",
                $"The status of the authority's certificate is known until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, by the newest revocation data at hand.")
            : ("Không có dữ liệu thu hồi nào về chứng thư của tổ chức cấp dấu.", "There are no revocation data about the authority's certificate.");
        if (checkedAt is { } at)
        {
            run.Pass(EvidenceLinks.AuthorityStatus, file, $"{vi} Đủ mới cho lúc được xét {Show(at)}.", $"{en} That is recent enough for the judged time {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z.", decides: false);
        }
        else
        {
            run.NotMade(
                EvidenceLinks.AuthorityStatus,
                file,
                $"{vi} Từ đó về sau CHƯA kiểm tra: khóa bị lộ và bị thu hồi về sau thì dấu này mất giá trị. Đưa danh sách thu hồi mới bằng --crl để kiểm tra.",
                $"{en} What came after was NOT checked: had the key been stolen and revoked since, this timestamp would be void. Give newer lists with --crl.",
                decides: false);
        }
    }

    private static void Refuse(EvidenceRun run, string file, TimestampCheck check)
    {
        var problem = check.FirstProblem!;
        var english = $"Timestamp '{file}': {problem.Name} {(problem.Outcome == CheckOutcome.Failed ? "failed" : "was not made")}.";
        if (problem.Name is TimestampChecks.Imprint or TimestampChecks.Signature)
        {
            run.Fail(EvidenceLinks.Timestamp, file, problem.Detail, english);
        }
        else
        {
            run.NotMade(EvidenceLinks.Timestamp, file, problem.Detail, english);
        }
    }

    private static TimestampToken? Token(EvidenceRun run, string file)
    {
        try
        {
            return TimestampToken.Read(run.Zip.ReadAll(file, TimestampToken.MaxBytes));
        }
        catch (TimestampFormatException e)
        {
            run.Fail(EvidenceLinks.Timestamp, file, e.Message, $"Timestamp '{file}' cannot be read.");
            return null;
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Show(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
