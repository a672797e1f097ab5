using Axis.Node.Storage;

namespace Axis.Node.Schedules;

/// <summary>States that deliveries could not be made in time: a sealed failure receipt on its way home, tracked where the document came from here.</summary>
public interface IDeliveryFailures
{
    /// <summary>States the failure of each delivery for which it was not stated before. The delivery itself stays and is tried further.</summary>
    /// <param name="overdue">Deliveries not acknowledged.</param>
    /// <param name="now">The time of the statement.</param>
    /// <param name="cancellationToken">Ends the work between two deliveries.</param>
    /// <returns>How many were stated now.</returns>
    Task<int> StateAsync(IReadOnlyList<Delivery> overdue, DateTimeOffset now, CancellationToken cancellationToken);
}
