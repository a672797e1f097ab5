using Axis.Core.Contracts;

namespace Axis.Node.Outgoing;

/// <summary>An operator's hand on the deliveries, and a clerk's on those of the own documents.</summary>
public interface IQueue
{
    /// <summary>Makes a waiting or dead delivery due at once, under the same identity.</summary>
    Task<Outcome<DeliveryView>> RetryAsync(Guid delivery, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// A clerk has the delivery of an own document to one recipient tried at once: one that waits for its next attempt, or a dead letter whose cause may be gone
    /// (<see cref="ReplayRule"/>).
    /// </summary>
    /// <param name="line">The line of tracking: document × recipient.</param>
    /// <param name="actor">The clerk.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Outcome<DeliveryView>> ResendAsync(Guid line, Actor actor, CancellationToken cancellationToken);

    /// <summary>Replays dead letters, or says which it would.</summary>
    Task<Outcome<ReplayResult>> ReplayAsync(ReplayRequest request, Actor actor, CancellationToken cancellationToken);
}
