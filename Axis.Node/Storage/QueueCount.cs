using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Queue figures.</summary>
public sealed record QueueCount(NodeId Link, DeliveryState State, long Count, DateTimeOffset? OldestCreatedAt);
