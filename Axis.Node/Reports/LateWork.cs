using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Reports;

/// <summary>What is late at the agencies hosted here, and what it waits for: their own duties, and their documents that have not arrived.</summary>
internal sealed class LateWork(IStore store, NodeDirectory directory)
{
    // Looked through for those that are shown.
    private const int Most = 2_000;
    private const int ShownPerAgency = 50;

    /// <summary>By agency, the ones with most first. All are counted; the longest late are shown.</summary>
    public IReadOnlyList<LateAgency> Find(DateTimeOffset now) => store.Read(session =>
    {
        var items = Duties(session, now).Concat(Documents(session, now)).ToLookup(static l => l.Agency, static l => l.Item);
        return (IReadOnlyList<LateAgency>)[.. session.Deadlines.CountPassed(now).Concat(session.Tracking.CountLate(now))
            .GroupBy(static c => c.Item1)
            .Select(g => new LateAgency(g.Key.Value, directory.NameOf(g.Key) ?? "", g.Sum(static c => c.Item2), [.. items[g.Key].OrderBy(static i => i.DueAt).Take(ShownPerAgency)]))
            .OrderByDescending(static a => a.Count).ThenBy(static a => a.Agency, StringComparer.Ordinal)];
    });

    private static IEnumerable<(OrganId Agency, LateItem Item)> Duties(ISession session, DateTimeOffset now)
    {
        foreach (var duty in session.Deadlines.ListOpen(null, Most).Where(d => d.DueAt < now))
        {
            var packet = session.Packets.Find(duty.Packet);
            yield return (duty.Agency, new LateItem(DeadlineRules.NameOf(duty.Kind), packet?.Facts.Code ?? "", packet?.From.Value ?? "", duty.DueAt, Reason(duty.Kind)));
        }
    }

    private static IEnumerable<(OrganId Agency, LateItem Item)> Documents(ISession session, DateTimeOffset now)
    {
        foreach (var row in session.Tracking.ListLate(now, null, Most))
        {
            yield return (row.Sender, new LateItem("Hạn tới nơi nhận", row.Code ?? "", row.Delivered.Value, row.DeadlineAt!.Value, Where(session, row)));
        }
    }

    private static string Where(ISession session, TrackingRow row)
    {
        var at = row.Place is { } place ? $"Đang ở nút {place.Value} từ {VietnamTime.Full(row.PlaceSince)}" : "Chưa rời nút gửi";
        if (row.WaitingFor is not { Length: > 0 } next)
        {
            return at;
        }

        var link = NodeId.TryParse(next, out var neighbour) ? session.Links.Find(neighbour) : null;
        var broken = link is { LastErrorAt: { } failed } && !(link.LastContactAt > failed) ? $", kết nối lỗi từ {VietnamTime.Full(failed)}" : "";
        return $"{at}, chờ {next}{broken}";
    }

    private static string Reason(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Dispatch => "Văn bản đã ký chưa được gửi",
        DeadlineKind.ReceiptNotice => "Văn bản đang chờ văn thư quyết định nhận hay không, hoặc chờ phần mềm của cơ quan lấy về",
        DeadlineKind.Registration => "Chưa vào sổ, chưa trình và chưa từ chối",
        DeadlineKind.Solving => "Đã vào sổ, chưa giải quyết xong",
        DeadlineKind.Refusal => "Chưa trả lại",
        DeadlineKind.ChangeAnswer => "Chưa trả lời yêu cầu thu hồi hoặc cập nhật",
        DeadlineKind.PaperReturn => "Chưa gửi trả bản giấy của văn bản đã thu hồi",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such deadline."),
    };
}
