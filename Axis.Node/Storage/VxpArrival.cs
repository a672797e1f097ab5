using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One item of a VXP server above, as far as this node has come with it.</summary>
/// <param name="Link">The neighbour.</param>
/// <param name="DocId">The item, as the server names it.</param>
/// <param name="State">How far.</param>
/// <param name="Attempts">How often it was tried without success for a reason that is not this node's room or reach.</param>
/// <param name="DueAt">When it may be tried again, or the server told again.</param>
/// <param name="Packet">The packet, once it is stored.</param>
/// <param name="ReasonCode">Why it could not be taken.</param>
/// <param name="Reason">The sentence.</param>
/// <param name="SeenAt">When it was first listed.</param>
public sealed record VxpArrival(NodeId Link, string DocId, VxpArrivalState State, int Attempts, DateTimeOffset DueAt, Digest? Packet, string? ReasonCode, string? Reason, DateTimeOffset SeenAt)
{
    /// <summary>Under which kind it was listed; <c>null</c> for rows of earlier versions.</summary>
    public PacketKind? Kind { get; init; }

    /// <summary>Its receiver, as the list named it.</summary>
    public string? To { get; init; }

    /// <summary>Since when it is waited for something that people have to put right; <c>null</c> = it is not.</summary>
    public DateTimeOffset? WaitsSince { get; init; }
}

/// <summary>How far this node has come with an item.</summary>
public enum VxpArrivalState
{
    /// <summary>Tried without success; tried again.</summary>
    Waiting = 0,

    /// <summary>Durably stored; the server is still to be told <c>done</c>.</summary>
    Stored = 1,

    /// <summary>The server was told <c>done</c>.</summary>
    Done = 2,

    /// <summary>Kept as evidence; the server is still to be told <c>fail</c>.</summary>
    Unusable = 3,

    /// <summary>The server was told <c>fail</c>.</summary>
    Failed = 4,
}

/// <summary>A packet handed to a VXP server.</summary>
/// <param name="Link">The neighbour.</param>
/// <param name="Delivery">This node's delivery.</param>
/// <param name="DocId">The server's name for it.</param>
/// <param name="At">When.</param>
public sealed record VxpSent(NodeId Link, Guid Delivery, string DocId, DateTimeOffset At);

/// <summary>Numbers of one VXP link.</summary>
/// <param name="Waiting">Items that could not be taken yet.</param>
/// <param name="Untold">Items whose outcome the server does not know yet.</param>
/// <param name="Failed">Items kept as evidence and answered <c>fail</c>.</param>
public sealed record VxpCounts(long Waiting, long Untold, long Failed);
