using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Incoming;

/// <summary>A packet whose signature was judged here, and what follows for its transport.</summary>
/// <param name="Row">Identity and facts.</param>
/// <param name="Inline">The bytes when they live in the row.</param>
/// <param name="Message">What it says; <c>null</c> when it is not in the native form and nothing is taken from it.</param>
/// <param name="Report">The verdict with every check behind it.</param>
/// <param name="Decision">What the verdict does.</param>
public sealed record JudgedPacket(PacketRow Row, ReadOnlyMemory<byte>? Inline, Message? Message, VerificationReport Report, TransportDecision Decision)
{
    /// <summary>Recipients that a gateway's receipt names for a foreign packet, whose own list may be absent (T23).</summary>
    public IReadOnlyList<OrganId> Vouched { get; init; } = [];

    /// <summary>A packet of this node itself, on its way out.</summary>
    public static JudgedPacket Own(PacketRow row, ReadOnlyMemory<byte>? inline, Message message, DateTimeOffset at)
    {
        var report = Verify.NotJudged(at);
        return new JudgedPacket(row, inline, message, report, TransportDecision.For(report));
    }
}
