using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Core.Registers;

/// <summary>One line of a register as it stands: what was entered, with all corrections.</summary>
/// <param name="Agency">Whose register.</param>
/// <param name="Incoming">Incoming, or outgoing.</param>
/// <param name="Year">The register's year.</param>
/// <param name="Key">What names the line within it: số đến, or the outgoing document's số/ký hiệu as first entered.</param>
/// <param name="Number">Running number; lines are ordered by it.</param>
/// <param name="EnteredAt">When it was entered.</param>
/// <param name="Fields">What it says.</param>
public sealed record RegisterLine(OrganId Agency, bool Incoming, int Year, string Key, long Number, DateTimeOffset EnteredAt, RegisterFields Fields)
{
    /// <summary>Number book of an outgoing document.</summary>
    public string? Book { get; init; }

    /// <summary>1, and one more for each correction.</summary>
    public int Version { get; init; } = 1;

    /// <summary>A document on paper; it has no packet.</summary>
    public bool Paper { get; init; }

    /// <summary>The number was brought by the sender, not given by the system (DOC-06).</summary>
    public bool ByHand { get; init; }

    /// <summary>Why the number is void, if it is.</summary>
    public string? VoidReason { get; init; }

    /// <summary>The packet of an electronic document.</summary>
    public Digest? Packet { get; init; }

    /// <summary>Tiến độ of an incoming document, for people.</summary>
    public string? Progress { get; init; }
}
