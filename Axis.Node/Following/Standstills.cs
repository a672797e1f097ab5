using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Changes;
using Axis.Core.Rules.Deadlines;
using Axis.Core.Tracking;
using Axis.Node.Api;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Following;

/// <summary>
/// Finds out why recipients are late or stuck: from the deliveries that this node owes, from receipts, and from the deadlines that bind the receiver (URG-02, URG-05,
/// URG-07). Made for one view of the store; packets and deliveries are looked up once, since a document may have thousands of recipients.
/// </summary>
internal sealed class Standstills(ISession session, NodeDirectory directory, WorkingCalendar calendar, DateTimeOffset now)
{
    private const string Look = "kiểm tra hộp văn bản đến và kết nối của đơn vị, báo lại nếu chưa nhận được";

    private readonly Dictionary<Digest, PacketRow?> _packets = [];
    private readonly Dictionary<Digest, Dictionary<OrganId, Delivery>> _owed = [];

    /// <summary>Why the recipient is late or stuck; <c>null</c> when it is neither.</summary>
    public Standstill? Find(TrackingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Packet is not { } digest || Packet(digest) is not { Submission: not null } packet)
        {
            return null;
        }

        var state = StateText.Parse(row.State);
        return Change(row, packet) ?? state switch
        {
            DocumentState.Refused => Refused(row),
            DocumentState.Sent or DocumentState.Failed => Undelivered(row, digest, state),
            DocumentState.Arrived => Unregistered(row, packet),
            DocumentState.Accepted or DocumentState.Assigned or DocumentState.Processing => Unsolved(packet),
            _ => null,
        };
    }

    private Standstill? Change(TrackingRow row, PacketRow packet)
    {
        if (row is not { ChangeKind: { } kind, ChangeEnd: { } end })
        {
            return null;
        }

        var name = ChangeRule.NameOf(kind);
        if (ChangeRule.IsNonCompliance(kind, end))
        {
            return new Standstill(
                "Nơi nhận không chấp hành thu hồi: gọi văn thư nơi nhận, báo cáo lãnh đạo.", "The recall was not obeyed: call the recipient's clerk and report it.", FollowUpAct.Call, MayRemind: true, "thực hiện yêu cầu thu hồi văn bản", null);
        }

        return end == ChangeEnd.Pending && row.ChangePacket is { } asked && Packet(asked) is { } request
            && DeadlineRules.Due(DeadlineKind.ChangeAnswer, request.StoredAt, packet.Facts.Priority, calendar, null) is { } due && due < now
            ? new Standstill(
                $"Yêu cầu {name} gửi lúc {VietnamTime.Full(request.StoredAt)} chưa được trả lời, quá hạn từ {VietnamTime.Full(due)}.",
                $"The request of {VietnamTime.Full(request.StoredAt)} was not answered; it was due {VietnamTime.Full(due)}.",
                FollowUpAct.Remind, MayRemind: true, $"trả lời yêu cầu {name} văn bản", null)
            : null;
    }

    // Sent again, or replaced: the work goes on there (STA-10, RCL-10).
    private Standstill? Refused(TrackingRow row) => row.ReplacedBy is not null || session.Tracking.ListResent(row.Id).Count > 0
        ? null
        : new Standstill(
            $"Nơi nhận đã từ chối: {row.Reason ?? "không nêu lý do"}. Sửa theo lý do rồi gửi văn bản thay thế.", "The recipient refused it: mend what the refusal names and send a replacement.", FollowUpAct.Replace, MayRemind: false, "", null);

    private Standstill? Undelivered(TrackingRow row, Digest packet, DocumentState state)
    {
        var late = state == DocumentState.Failed || row.DeadlineAt < now;
        return Owed(packet).GetValueOrDefault(row.Recipient) switch
        {
            { State: DeliveryState.Dead } dead => Stopped(dead),
            { State: DeliveryState.Waiting } waiting => Waiting(waiting, late),
            _ when state == DocumentState.Failed => Failed(row),
            _ when late => OnTheWay(row),
            _ => null,
        };
    }

    private Standstill Stopped(Delivery dead) => ReplayRule.Heals(dead.ReasonCode)
        ? new Standstill(
            $"Nút này đã dừng chuyển tới {NameOf(dead.Link)}: {dead.Reason}", $"This node stopped sending it to {dead.Link} ({dead.ReasonCode}).", FollowUpAct.Resend, MayRemind: false, "", directory.Self)
        : new Standstill(
            $"Nút này đã dừng chuyển tới {NameOf(dead.Link)}: {dead.Reason} Gửi lại như cũ không giúp được; gọi quản trị nút này.",
            $"This node stopped sending it to {dead.Link} ({dead.ReasonCode}); sending it again does not help, call this node's operator.",
            FollowUpAct.Call, MayRemind: false, "", directory.Self);

    private Standstill? Waiting(Delivery waiting, bool late)
    {
        if (directory.Current().FindNode(waiting.Link) is { PullOnly: true })
        {
            return late
                ? new Standstill(
                    $"{NameOf(waiting.Link)} tự đến lấy văn bản, từ {VietnamTime.Full(waiting.CreatedAt)} chưa đến lấy: gọi người quản trị nút đó.",
                    $"{waiting.Link} fetches by itself and has not since {VietnamTime.Full(waiting.CreatedAt)}: call its operator.",
                    FollowUpAct.Call, MayRemind: true, Look, waiting.Link)
                : null;
        }

        if (waiting.ReasonCode is not null)
        {
            return new Standstill(
                $"Lần chuyển gần nhất tới {NameOf(waiting.Link)} không được: {waiting.Reason} Nút thử lại lúc {VietnamTime.Full(waiting.DueAt)}.",
                $"The last attempt at {waiting.Link} failed ({waiting.ReasonCode}); the next one is at {VietnamTime.Full(waiting.DueAt)}.",
                FollowUpAct.Resend, MayRemind: late, Look, waiting.Link);
        }

        return late
            ? new Standstill($"Đang chờ trong hàng đợi tới {NameOf(waiting.Link)} từ {VietnamTime.Full(waiting.CreatedAt)}.", $"It waits in the queue to {waiting.Link} since {VietnamTime.Full(waiting.CreatedAt)}.", FollowUpAct.Resend, MayRemind: true, Look, waiting.Link)
            : null;
    }

    private Standstill Failed(TrackingRow row) => new(
        $"Không chuyển được: {row.Reason ?? row.ReasonCode ?? "không nêu lý do"} Văn bản dừng ở {(row.Place is { } place ? NameOf(place) : "nút này")}: gọi người quản trị nút đó.",
        $"It could not be delivered ({row.ReasonCode}): call the operator of {row.Place?.Value ?? directory.Self.Value}.",
        FollowUpAct.Call, MayRemind: true, Look, row.Place ?? directory.Self);

    private Standstill OnTheWay(TrackingRow row)
    {
        var awaited = NodeId.TryParse(row.WaitingFor, out var next) && directory.Current().FindNode(next) is not null ? next : (NodeId?)null;
        return new Standstill(
            $"Đã đến {(row.Place is { } place ? NameOf(place) : "nút này")} lúc {VietnamTime.Full(row.PlaceSince)}, {(awaited is { } node ? NameOf(node) : row.WaitingFor ?? "nơi nhận")} chưa báo nhận; quá hạn từ {VietnamTime.Full(row.DeadlineAt)}.",
            $"It reached {row.Place?.Value} at {VietnamTime.Full(row.PlaceSince)}; {row.WaitingFor} has not confirmed it, due since {VietnamTime.Full(row.DeadlineAt)}.",
            FollowUpAct.Call, MayRemind: true, Look, awaited ?? row.Place);
    }

    private Standstill? Unregistered(TrackingRow row, PacketRow packet)
    {
        var arrived = row.PlaceSince ?? row.UpdatedAt;
        return DeadlineRules.Due(DeadlineKind.Registration, arrived, packet.Facts.Priority, calendar, null) is { } due && due < now
            ? new Standstill(
                $"Đã vào hộp văn bản đến lúc {VietnamTime.Full(arrived)}; quá hạn vào sổ ({VietnamTime.Full(due)}) mà chưa tiếp nhận và chưa trả lại.",
                $"In the recipient's inbox since {VietnamTime.Full(arrived)}; not registered by {VietnamTime.Full(due)}.",
                FollowUpAct.Remind, MayRemind: true, "tiếp nhận, hoặc trả lại kèm lý do", null)
            : null;
    }

    private Standstill? Unsolved(PacketRow packet) =>
        packet.Facts.DueDate is { } day && calendar.EndOf(day) < now
            ? new Standstill(
                $"Đã tiếp nhận, quá hạn trả lời ghi trên văn bản ({VietnamTime.Day(day)}) mà chưa báo hoàn thành.", $"Accepted, but not finished by the document's date {VietnamTime.Day(day)}.", FollowUpAct.Remind, MayRemind: true, "giải quyết và trả lời kết quả", null)
            : null;

    private string NameOf(NodeId id) => id == directory.Self ? "nút này" : directory.Current().FindNode(id)?.Name ?? $"nút {id}";

    private PacketRow? Packet(Digest digest)
    {
        if (!_packets.TryGetValue(digest, out var row))
        {
            _packets[digest] = row = session.Packets.Find(digest);
        }

        return row;
    }

    private Dictionary<OrganId, Delivery> Owed(Digest packet)
    {
        if (!_owed.TryGetValue(packet, out var found))
        {
            _owed[packet] = found = [];
            foreach (var delivery in session.Outbox.ListFor(packet).OrderBy(static d => d.Id))
            {
                foreach (var recipient in delivery.Recipients)
                {
                    found[recipient.Addressed] = delivery;
                }
            }
        }

        return found;
    }
}
