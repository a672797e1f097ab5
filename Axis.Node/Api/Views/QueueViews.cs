using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Deliveries as operators see them: no contents.</summary>
public static class QueueViews
{
    /// <summary>One delivery.</summary>
    public static DeliveryView View(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new DeliveryView(
            delivery.Id,
            delivery.Packet.ToString(),
            delivery.Link.Value,
            StateName(delivery.State),
            delivery.Priority,
            [.. delivery.Recipients.Select(static r => r.Delivered.Value)],
            delivery.CreatedAt,
            delivery.DueAt,
            delivery.Tries,
            delivery.AnsweredFailures,
            delivery.ReasonCode,
            delivery.Reason);
    }

    /// <summary>Figures per link and state.</summary>
    public static IReadOnlyList<QueueCountView> Counts(ISession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return [.. session.Outbox.Counts().Select(static c => new QueueCountView(c.Link.Value, StateName(c.State), c.Count, c.OldestCreatedAt))];
    }

    /// <summary>Lower-case name of a state.</summary>
    public static string StateName(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "waiting",
        DeliveryState.Acknowledged => "acknowledged",
        DeliveryState.Dead => "dead",
        DeliveryState.Refused => "refused",
        DeliveryState.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    internal static DeliveryState? ReadState(string? text) => text switch
    {
        null or "" => null,
        "waiting" => DeliveryState.Waiting,
        "acknowledged" => DeliveryState.Acknowledged,
        "dead" => DeliveryState.Dead,
        "refused" => DeliveryState.Refused,
        "withdrawn" => DeliveryState.Withdrawn,
        _ => throw new RefusedException(ApiRefusals.Parameter("state", "waiting, acknowledged, dead, refused hoặc withdrawn", "waiting, acknowledged, dead, refused or withdrawn")),
    };
}
