using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One packet × one recipient that the recipient's software fetches.</summary>
/// <param name="DocId">Its identifier towards the software: letters, digits and hyphens.</param>
/// <param name="Kind">Document or status.</param>
/// <param name="Packet">The packet.</param>
/// <param name="Recipient">The agency.</param>
/// <param name="Addressed">As the packet writes it.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="State">Transport state.</param>
/// <param name="CreatedAt">Since when it waits.</param>
/// <param name="UpdatedAt">Last change.</param>
/// <param name="FetchedAt">When its bytes were first handed out.</param>
/// <param name="Reason">What the software said about a failure.</param>
public sealed record VxpItem(
    string DocId,
    PacketKind Kind,
    Digest Packet,
    OrganId Recipient,
    OrganId Addressed,
    OrganId Sender,
    VxpItemState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FetchedAt,
    string? Reason)
{
    /// <summary>Reason of an item that was taken back before its software fetched it: the sender recalled the document (RCL-06).</summary>
    public const string Recalled = "RECALLED";

    /// <summary>The same: a clerk of this node refused the document, which had been held.</summary>
    public const string Refused = "REFUSED";

    /// <summary>The same: the document is isolated, because a state secret was found in it (SEC-03).</summary>
    public const string Isolated = "SEC-03";

    /// <summary>Whether it was taken back before anybody fetched it; for its software it is not there.</summary>
    public bool Withdrawn => State == VxpItemState.Fail && FetchedAt is null && Reason is (Recalled or Refused or Isolated);
}

/// <summary>Transport state of an item; says nothing about what the agency does with the document.</summary>
public enum VxpItemState
{
    /// <summary>Waits.</summary>
    Initial = 0,

    /// <summary>The software works on it.</summary>
    Processing = 1,

    /// <summary>The software has it safely. Terminal.</summary>
    Done = 2,

    /// <summary>The software cannot use it. Terminal.</summary>
    Fail = 3,
}
