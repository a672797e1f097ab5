namespace Axis.Core.Receipts;

/// <summary>What a receipt states: the ERDS events of ETSI EN 319 522-1 that this axis uses, plus our own Withdrawn.</summary>
public enum ReceiptEvent
{
    /// <summary>The sender's home node took the document.</summary>
    SubmissionAcceptance = 1,

    /// <summary>The sender's home node refused it.</summary>
    SubmissionRejection = 2,

    /// <summary>A node stored the packet to forward it.</summary>
    RelayAcceptance = 3,

    /// <summary>A node refused to take the packet.</summary>
    RelayRejection = 4,

    /// <summary>A node could not forward the packet in time.</summary>
    RelayFailure = 5,

    /// <summary>The packet is in the recipient's inbox (status 01).</summary>
    ContentConsignment = 6,

    /// <summary>The packet could not be consigned.</summary>
    ContentConsignmentFailure = 7,

    /// <summary>The recipient accepted the consignment.</summary>
    ConsignmentAcceptance = 8,

    /// <summary>The recipient rejected the consignment.</summary>
    ConsignmentRejection = 9,

    /// <summary>The recipient's software fetched the packet.</summary>
    ContentHandover = 10,

    /// <summary>Handed to a system that issues no evidence.</summary>
    RelayToNonErds = 11,

    /// <summary>Taken from a system that issues no evidence, over an authenticated channel.</summary>
    ReceivedFromNonErds = 12,

    /// <summary>Withdrawn by its sender before the receiver saw it (RCL-06).</summary>
    Withdrawn = 13,
}
