using Axis.Core.Packets;
using Axis.Core.Rules.Changes;

namespace Axis.Core.Tracking;

/// <summary>One walk over sorted events; holds what the walk has found so far.</summary>
internal sealed class StatusWalk
{
    private const string Unasked = "Nơi nhận trả lời một yêu cầu lấy lại hoặc cập nhật không có hoặc đã được trả lời.";

    // A node answers an unread document by itself within moments, so its clock may lie before the question by as much as clocks of nodes may differ.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    private readonly List<StatusRemark> _remarks = [];
    private DocumentState _state = DocumentState.Sent;
    private StatusEvent? _moved;
    private StatusEvent? _failed;
    private StatusEvent? _withdrawn;
    private ChangeState _change;
    private ChangeStanding? _standing;
    private StatusEvent? _early;
    private Digest? _replacedBy;

    public void Take(StatusEvent item)
    {
        switch (item.Signal)
        {
            case Signal.TakeBackRequested or Signal.UpdateRequested or Signal.RecallRequested:
                Request(item);
                break;
            case Signal.ChangeAgreed or Signal.ChangeRefused:
                Answer(item);
                break;
            case Signal.Replaced:
                _replacedBy = item.Source;
                break;
            case Signal.Failed or Signal.TimedOut:
                _failed = Graver(_failed, item);
                break;
            case Signal.Withdrawn:
                _withdrawn ??= item;
                break;
            default:
                Status(item, (DocumentState)(int)item.Signal);
                break;
        }
    }

    public RecipientState Result()
    {
        if (_early is { } early)
        {
            Remark(early, true, Unasked);
        }

        // What reached the recipient is a fact, whatever a node on the way feared: arrival beats failure and withdrawal.
        if (_state != DocumentState.Sent)
        {
            if (_failed is { Signal: Signal.Failed } failed)
            {
                Remark(failed, true, $"Một nút trên đường báo không chuyển được ({failed.ReasonCode ?? "không rõ lý do"}), nhưng nơi nhận đã xác nhận văn bản đến.");
            }

            if (_withdrawn is { } withdrawn)
            {
                Remark(withdrawn, true, "Trục báo đã rút văn bản trước khi đến, nhưng nơi nhận đã xác nhận văn bản đến.");
            }

            var refused = _state == DocumentState.Refused;
            return Of(_state, _moved, refused ? _moved?.ReasonCode : null, refused ? _moved?.Reason : null);
        }

        if (_withdrawn is not null)
        {
            _standing = _standing is { } asked ? asked with { End = ChangeEnd.Unread } : null;
            return Of(DocumentState.Withdrawn, _withdrawn, _withdrawn.ReasonCode, _withdrawn.Reason);
        }

        return _failed is null ? Of(DocumentState.Sent, null, null, null) : Of(DocumentState.Failed, _failed, _failed.ReasonCode, _failed.Reason);
    }

    private static StatusEvent Graver(StatusEvent? known, StatusEvent item) =>
        known is null || (known.Signal == Signal.TimedOut && item.Signal == Signal.Failed) ? item : known;

    private void Status(StatusEvent item, DocumentState to)
    {
        var cell = StatusTable.Cell(_state, to);
        var before = _state;
        if (StatusTable.Moves(_state, to))
        {
            _state = to;
            _moved = item;
        }

        if (to == DocumentState.Refused && cell is StatusCell.Allowed && string.IsNullOrWhiteSpace(item.Reason) && item.ReasonCode is null)
        {
            Remark(item, false, "Từ chối (02) không nêu lý do: nơi nhận phải nêu lý do khi từ chối.");
        }

        if (AnomalyNotice.IsIn(item.Reason))
        {
            Remark(item, true, item.Reason!);
        }

        switch (cell)
        {
            case StatusCell.Warned when to == DocumentState.Refused:
                Remark(item, true, $"Nơi nhận báo {Named(to)} sau khi {Named(before)}: không đổi trạng thái.");
                break;
            case StatusCell.Warned:
                Remark(item, false, $"Nơi nhận báo {Named(to)} sau khi {Named(before)}: văn bản được xử lý lại.");
                break;
            case StatusCell.Anomaly:
                Remark(item, true, $"Nơi nhận báo {Named(to)} trong khi {Named(before)}: mâu thuẫn, không đổi trạng thái.");
                break;
            default:
                break;
        }
    }

    private void Request(StatusEvent item)
    {
        var kind = item.Signal switch
        {
            Signal.TakeBackRequested => ChangeKind.TakeBack,
            Signal.RecallRequested => ChangeKind.Recall,
            _ => ChangeKind.Update,
        };
        if (ChangeRule.MayRequest(kind, _state, _standing?.Kind, _standing?.End) is { Allowed: false, Sentence: { } why })
        {
            Remark(item, true, $"Yêu cầu {ChangeRule.NameOf(kind)} không có hiệu lực: {why}");
            return;
        }

        if (kind == ChangeKind.TakeBack && string.IsNullOrWhiteSpace(item.Reason) && item.ReasonCode is null)
        {
            Remark(item, false, "Yêu cầu lấy lại (13) không nêu lý do.");
        }

        _change = ChangeState.Pending;
        _standing = new ChangeStanding(kind, ChangeEnd.Pending, item.Source);
        if (_early is { } early && item.EventAt - early.EventAt <= ClockDifference)
        {
            _early = null;
            Answer(early);
        }
    }

    private void Answer(StatusEvent item)
    {
        if (_change != ChangeState.Pending || _standing is null)
        {
            if (_standing is null && _early is null)
            {
                _early = item;
                return;
            }

            Remark(item, true, Unasked);
            return;
        }

        if (item.Signal == Signal.ChangeRefused && string.IsNullOrWhiteSpace(item.Reason) && item.ReasonCode is null)
        {
            Remark(item, false, "Từ chối lấy lại hoặc cập nhật (16) không nêu lý do.");
        }

        var agreed = item.Signal == Signal.ChangeAgreed;
        _change = agreed ? ChangeState.Agreed : ChangeState.Refused;
        _standing = _standing with { End = ChangeReasons.EndOf(agreed, item.Reason) };
    }

    private void Remark(StatusEvent item, bool severe, string sentence) => _remarks.Add(new StatusRemark(item.Source, severe, sentence));

    private RecipientState Of(DocumentState state, StatusEvent? moved, string? reasonCode, string? reason) =>
        new(state, moved?.EventAt, moved?.Source, reasonCode, reason, _change, _remarks) { Standing = _standing, ReplacedBy = _replacedBy };

    private static string Named(DocumentState state) => state == DocumentState.Sent
        ? "mới gửi"
        : $"“{StateText.Name(state).ToLowerInvariant()}” ({StateText.Code(state)})";
}
