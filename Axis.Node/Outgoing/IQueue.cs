using Axis.Core.Contracts;

namespace Axis.Node.Outgoing;

/// <summary>An operator's hand on the deliveries.</summary>
public interface IQueue
{
    /// <summary>Makes a waiting or dead delivery due at once, under the same identity.</summary>
    Task<Outcome<DeliveryView>> RetryAsync(Guid delivery, Actor actor, CancellationToken cancellationToken);

    /// <summary>Replays dead letters, or says which it would.</summary>
    Task<Outcome<ReplayResult>> ReplayAsync(ReplayRequest request, Actor actor, CancellationToken cancellationToken);
}
