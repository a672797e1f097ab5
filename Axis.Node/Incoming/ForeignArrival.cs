using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Incoming;

/// <summary>A packet that came over an authenticated channel which issues no evidence.</summary>
/// <param name="Channel">The neighbour at its other end.</param>
/// <param name="Kind">Under which kind it was listed.</param>
/// <param name="To">The receiver that the channel named; <c>null</c> when it left that to the packet.</param>
/// <param name="Bytes">A temporary file with the whole packet; taken over here.</param>
/// <param name="Name">How the channel names it, for the journal.</param>
public sealed record ForeignArrival(NodeId Channel, PacketKind Kind, OrganId? To, FileStream Bytes, string Name)
{
    /// <summary>Whether it has been waited for long enough: what would otherwise be tried again is kept as evidence now.</summary>
    public bool Last { get; init; }
}

/// <summary>What became of such a packet. Closed.</summary>
public abstract record ForeignOutcome
{
    private ForeignOutcome()
    {
    }

    /// <summary>Durably stored, filed or owed onward; or it was before.</summary>
    /// <param name="Packet">The packet.</param>
    /// <param name="Again">Whether its content came before.</param>
    public sealed record Stored(Digest Packet, bool Again) : ForeignOutcome;

    /// <summary>Kept as evidence; the same bytes will never do.</summary>
    public sealed record Unusable(Digest Packet, string Code, string Sentence) : ForeignOutcome;

    /// <summary>It may do later (a newer directory, room for evidence); nothing was kept.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Sentence">For people.</param>
    /// <param name="Patience">How long that is worth waiting for.</param>
    public sealed record Later(string Code, string Sentence, Patience Patience) : ForeignOutcome;
}
