using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>A recipient as the packet addresses it and as it is delivered (successor mapping).</summary>
public sealed record DeliveryRecipient(OrganId Addressed, OrganId Delivered);
