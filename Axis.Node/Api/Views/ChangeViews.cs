using Axis.Core.Contracts;
using Axis.Core.Rules.Changes;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Change requests and duties as people see them.</summary>
internal static class ChangeViews
{
    /// <summary>Requests about an item, or that it makes, oldest first.</summary>
    public static IReadOnlyList<ChangeView> List(Guid item, ISession session) => [.. session.Changes.ListFor(item).Select(r => View(r, session))];

    /// <summary>Duties of an item.</summary>
    public static IReadOnlyList<DeadlineView> Deadlines(Guid item, ISession session, DateTimeOffset now) => [.. session.Deadlines.ListFor(item).Select(d => View(d, now))];

    public static DeadlineView View(DeadlineRow row, DateTimeOffset now) => new(
        DutyName(row.Kind), DeadlineRules.NameOf(row.Kind), row.Subject, row.Agency.Value, row.StartAt, row.DueAt, row.SettledAt is null && row.DueAt < now, row.SettledAt);

    /// <summary>Stable name of a kind of request.</summary>
    public static string KindName(ChangeKind kind) => kind switch
    {
        ChangeKind.TakeBack => "take-back",
        ChangeKind.Recall => "recall",
        ChangeKind.Update => "update",
        ChangeKind.Replacement => "replacement",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such change."),
    };

    private static string DutyName(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Dispatch => "dispatch",
        DeadlineKind.ReceiptNotice => "receipt-notice",
        DeadlineKind.Registration => "registration",
        DeadlineKind.Solving => "solving",
        DeadlineKind.Refusal => "refusal",
        DeadlineKind.ChangeAnswer => "change-answer",
        DeadlineKind.PaperReturn => "paper-return",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such duty."),
    };

    /// <summary>Stable name of an end.</summary>
    public static string EndName(ChangeEnd end) => end switch
    {
        ChangeEnd.Pending => "pending",
        ChangeEnd.Unread => "unread",
        ChangeEnd.Agreed => "agreed",
        ChangeEnd.Refused => "refused",
        ChangeEnd.TooLate => "too-late",
        ChangeEnd.NotFound => "not-found",
        ChangeEnd.Replaced => "replaced",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "No such end."),
    };

    private static ChangeView View(ChangeRequest request, ISession session) => new(
        request.Id,
        KindName(request.Kind),
        ChangeRule.NameOf(request.Kind),
        StateCode(request.State),
        StateText(request, session),
        request.Packet.ToString(),
        request.Sender.Value,
        request.Target,
        request.Item,
        session.Packets.Find(request.Packet) is { } asking ? asking.Facts.Reason ?? asking.Facts.Description : null,
        request.AskedAt,
        request.AnsweredAt,
        request.ReasonCode);

    private static string StateCode(ChangeRequestState state) => state switch
    {
        ChangeRequestState.Parked => "parked",
        ChangeRequestState.Pending => "pending",
        ChangeRequestState.UnreadToAnswer or ChangeRequestState.Unread => "unread",
        ChangeRequestState.Agreed => "agreed",
        ChangeRequestState.Declined => "declined",
        ChangeRequestState.NoEffect => "no-effect",
        ChangeRequestState.Replaced => "replaced",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    private static string StateText(ChangeRequest request, ISession session) => request.State switch
    {
        ChangeRequestState.Parked when request.Notice is { } notice && session.Inbox.Find(notice)?.State == InboxState.Held =>
            $"Nơi gửi yêu cầu {ChangeRule.NameOf(request.Kind)}; yêu cầu được áp dụng khi văn thư tiếp nhận văn bản này",
        ChangeRequestState.Parked => "Văn bản gốc chưa đến; sẽ áp dụng khi văn bản đến",
        ChangeRequestState.Pending => $"Nơi gửi yêu cầu {ChangeRule.NameOf(request.Kind)}, chờ trả lời (axis agree hoặc axis decline)",
        ChangeRequestState.UnreadToAnswer or ChangeRequestState.Unread => "Đã thu hồi khi chưa ai đọc",
        ChangeRequestState.Agreed => $"Đã đồng ý {ChangeRule.NameOf(request.Kind)}",
        ChangeRequestState.Declined => $"Đã từ chối {ChangeRule.NameOf(request.Kind)}",
        ChangeRequestState.NoEffect => $"Yêu cầu {ChangeRule.NameOf(request.Kind)} không còn hiệu lực",
        ChangeRequestState.Replaced => "Đã được thay thế bằng văn bản khác",
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.State, "No such state."),
    };
}
