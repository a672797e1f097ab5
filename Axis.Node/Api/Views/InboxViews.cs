using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Receipts;
using Axis.Core.Routing;
using Axis.Core.Tracking;
using Axis.Node.Changes;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Inbox items as people see them.</summary>
internal static class InboxViews
{
    /// <summary>State code of an item held for its clerk.</summary>
    public const string HeldCode = "HELD";

    /// <summary>State code of an item that its sender recalled.</summary>
    public const string RecalledCode = "RECALLED";

    public static InboxItemView Item(InboxItem item, PacketRow packet, ISession session, NodeDirectory directory, DateTimeOffset now) => Item(item, packet, session.Packets.LatestVerdict(item.Packet), directory) with
    {
        Change = ChangeViews.List(item.Id, session) is [.., var last] ? last : null,
        Handover = SystemHandover.Of(session, item)?.Sentence(),
        Deadline = ChangeViews.Deadlines(item.Id, session, now).FirstOrDefault(static d => d.SettledAt is null),
        Standing = StandingViews.Of(packet, session),
    };

    private static InboxItemView Item(InboxItem item, PacketRow packet, (DateTimeOffset At, string Verdict)? latest, NodeDirectory directory) => new(
        item.Id,
        item.Packet.ToString(),
        item.Recipient.Value,
        item.Addressed.Value,
        item.ArrivedAt,
        StateCode(item.State),
        item.State switch
        {
            InboxState.Held => "Chờ văn thư xem xét",
            InboxState.Recalled => "Đã thu hồi",
            _ => StateText.StatusName(StateCode(item.State)),
        },
        item.Badge,
        item.Verdict,
        [.. item.Flags.Select(static f => new Warning(f.Split(':')[0], FlagText(f)))],
        item.ArrivalYear,
        item.ArrivalNumber,
        item.FetchedAt,
        DocumentViews.Facts(packet))
    {
        Redirection = Redirection.Explain(directory.Current(), item.Addressed, item.Recipient)?.Sentence,
        LatestVerdict = latest?.Verdict,
        LatestVerdictAt = latest?.At,
    };

    public static InboxDetail Detail(InboxItem item, PacketRow packet, ISession session, NodeDirectory directory, DateTimeOffset now, Actor actor) => new(
        Item(item, packet, session, directory, now),
        packet.Size,
        packet.Native,
        directory.NameOf(item.Recipient),
        packet.Facts.Warnings,
        VerdictViews.List(session.Packets.Verdicts(item.Packet)),
        [.. session.Receipts.ListFor(item.Packet).Where(r => actor.MaySee(ReceiptXml.Read(r.Bytes.Span))).Select(ReceiptViews.View)],
        TrackingViews.Answers(packet, item.Recipient, session, directory))
    {
        LegalValues = LegalValues(item.Packet, session),
        SignatureLevel = LevelViews.Of(packet, session),
        Changes = ChangeViews.List(item.Id, session),
        Deadlines = ChangeViews.Deadlines(item.Id, session, now),
        SentAt = ReceiptViews.SubmittedAt(item.Packet, session) ?? packet.Facts.SentAt,
        Assignments = AssignmentViews.List(item.Id, session),
    };

    /// <summary>Judgements of the PDF signatures in a packet, oldest first.</summary>
    public static IReadOnlyList<LegalValueView> LegalValues(Core.Packets.Digest packet, ISession session) =>
    [
        .. session.LegalValues.ListFor(packet)
            .Select(static r => JsonSerializer.Deserialize(r.ReportJson, AxisJson.Web.LegalValueView) ?? throw new InvalidDataException("A judgement holds null.")),
    ];

    public static InboxState ReadState(string text) => text switch
    {
        "01" => InboxState.Arrived,
        "02" => InboxState.Refused,
        "03" => InboxState.Accepted,
        "04" => InboxState.Assigned,
        "05" => InboxState.Processing,
        "06" => InboxState.Finished,
        HeldCode => InboxState.Held,
        RecalledCode => InboxState.Recalled,
        _ => throw new RefusedException(ApiRefusals.Parameter("state", "01, 02, 03, 04, 05, 06, HELD hoặc RECALLED", "01 to 06, HELD or RECALLED")),
    };

    private static string StateCode(InboxState state) => state switch
    {
        InboxState.Held => HeldCode,
        InboxState.Recalled => RecalledCode,
        _ => ((int)state).ToString("00", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string FlagText(string flag) => flag switch
    {
        "ORIGINAL_NOT_FOUND" => "Không tìm thấy văn bản gốc mà văn bản này cập nhật, thu hồi, thay thế hoặc đính chính.",
        "DOCUMENT_ID_REPEATED" => "Mã định danh trùng với một văn bản đã nhận của cùng cơ quan gửi: đây là bản gửi lại, coi là cập nhật văn bản đó, không phải văn bản mới; kiểm tra trước khi vào sổ.",
        "SECRECY_SUSPECTED" => "Có dấu hiệu mang độ mật: không vào sổ ở đây (REG-06). Trả lại với lý do CO_DAU_HIEU_MAT và báo cán bộ bảo mật.",
        _ when flag.StartsWith(LinkCorrection.CorrectedFlag, StringComparison.Ordinal) => $"Đã được đính chính bằng văn bản khác: gói {flag[LinkCorrection.CorrectedFlag.Length..][..16]}.",
        _ when flag.StartsWith(HoldRefusals.LapsedFlag, StringComparison.Ordinal) => $"Một lời từ chối lập trên trang này đã không gửi đi được (mã {flag[HoldRefusals.LapsedFlag.Length..]}); nơi gửi không nhận được nó. Xem trạng thái hiện tại rồi trả lời lại nếu cần.",
        StatusAnswers.AnomalyFlag => "Có dấu hiệu sai sót hoặc bất thường; nơi gửi đã được báo.",
        _ => flag,
    };
}
