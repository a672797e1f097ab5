using System.Globalization;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Events;

/// <summary>Tells the operator of receivers that take nothing and of events that were given up. Documents travel all the same, so they are warnings.</summary>
internal sealed class EventFindings(EventTargets targets, IStore store) : IFindingSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings() => targets.All.Count == 0 ? [] : [.. store.Read(static s => s.Events.Targets()).SelectMany(Of)];

    private static IEnumerable<Finding> Of(EventTargetState state)
    {
        if (state.FailingSince is { } since)
        {
            yield return new Finding(
                "EVENTS_FAILING",
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"Nơi nhận sự kiện '{state.Name}' không nhận được từ {since.ToOffset(TimeSpan.FromHours(7)):dd/MM/yyyy HH:mm}, {state.Waiting} sự kiện đang chờ: {state.LastError}."),
                $"Văn bản vẫn gửi và nhận bình thường; sự kiện được giữ và tự gửi lại. Kiểm tra phần mềm nhận, rồi 'axis webhook test {state.Name}'.");
        }

        if (state.Dead > 0)
        {
            yield return new Finding(
                "EVENTS_PARKED",
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"{state.Dead} sự kiện gửi tới '{state.Name}' đã dừng sau nhiều lần bị trả lời lỗi."),
                $"Sửa phần mềm nhận, rồi 'axis webhook replay {state.Name}'.");
        }
    }
}
