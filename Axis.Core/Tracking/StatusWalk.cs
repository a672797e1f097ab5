namespace Axis.Core.Tracking;

/// <summary>One walk over sorted events; holds what the walk has found so far.</summary>
internal sealed class StatusWalk
{
    private readonly List<StatusRemark> _remarks = [];
    private DocumentState _state = DocumentState.Sent;
    private StatusEvent? _moved;
    private StatusEvent? _failed;
    private StatusEvent? _withdrawn;
    private ChangeState _change;
    private bool _changeIsUpdate;

    public void Take(StatusEvent item)
    {
        switch (item.Signal)
        {
            case Signal.TakeBackRequested or Signal.UpdateRequested:
                Request(item);
                break;
            case Signal.ChangeAgreed or Signal.ChangeRefused:
                Answer(item);
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
        var refusedBy = _change switch
        {
            _ when _state == DocumentState.Refused => "văn bản đã bị từ chối tiếp nhận",
            ChangeState.Pending => "yêu cầu trước chưa được trả lời",
            ChangeState.Agreed when !_changeIsUpdate => "nơi nhận đã đồng ý trả lại văn bản",
            _ => null,
        };
        if (refusedBy is not null)
        {
            Remark(item, true, $"Yêu cầu lấy lại hoặc cập nhật không có hiệu lực vì {refusedBy}.");
            return;
        }

        if (item.Signal == Signal.TakeBackRequested && string.IsNullOrWhiteSpace(item.Reason) && item.ReasonCode is null)
        {
            Remark(item, false, "Yêu cầu lấy lại (13) không nêu lý do.");
        }

        _change = ChangeState.Pending;
        _changeIsUpdate = item.Signal == Signal.UpdateRequested;
    }

    private void Answer(StatusEvent item)
    {
        if (_change != ChangeState.Pending)
        {
            Remark(item, true, "Nơi nhận trả lời một yêu cầu lấy lại hoặc cập nhật không có hoặc đã được trả lời.");
            return;
        }

        if (item.Signal == Signal.ChangeRefused && string.IsNullOrWhiteSpace(item.Reason) && item.ReasonCode is null)
        {
            Remark(item, false, "Từ chối lấy lại hoặc cập nhật (16) không nêu lý do.");
        }

        _change = item.Signal == Signal.ChangeAgreed ? ChangeState.Agreed : ChangeState.Refused;
    }

    private void Remark(StatusEvent item, bool severe, string sentence) => _remarks.Add(new StatusRemark(item.Source, severe, sentence));

    private RecipientState Of(DocumentState state, StatusEvent? moved, string? reasonCode, string? reason) =>
        new(state, moved?.EventAt, moved?.Source, reasonCode, reason, _change, _remarks);

    private static string Named(DocumentState state) => state == DocumentState.Sent
        ? "mới gửi"
        : $"“{StateText.Name(state).ToLowerInvariant()}” ({StateText.Code(state)})";
}
