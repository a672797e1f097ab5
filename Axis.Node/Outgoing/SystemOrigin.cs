using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Where a packet came from that a system handed in over its authenticated line.</summary>
/// <param name="System">The system.</param>
/// <param name="DocId">What it is answered; derived from system, sender, packet and receivers, so a repeat has the same.</param>
/// <param name="Foreign">Whether the packet has no usable packet signature and travels under this node's ReceivedFromNonERDS receipt.</param>
/// <param name="Recipients">The receivers it named.</param>
public sealed record SystemOrigin(string System, string DocId, bool Foreign, IReadOnlyList<OrganId> Recipients)
{
    /// <summary>Refusal of a system that would not be let in any more.</summary>
    public const string LostCode = "VXP_SYSTEM_LOST";

    /// <summary>The agency in whose name the system calls, by its own code.</summary>
    public OrganId From { get; init; }

    /// <summary>When the secret that it calls with was made; <c>null</c> = the first.</summary>
    public DateTimeOffset? RotatedAt { get; init; }

    /// <summary>Looks once more, in the transaction that keeps the packet: a long upload outlives a right that is taken away meanwhile.</summary>
    /// <exception cref="RefusedException">The system was shut out, has another secret by now, or no longer speaks for the agency.</exception>
    public void RefuseIfLost(ISession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.VxpSystems.Find(System) is not { DisabledAt: null } row || row.RotatedAt != RotatedAt)
        {
            throw new RefusedException(new Refusal(RefusalKind.Forbidden, LostCode, $"Hệ thống {System} đã bị khóa hoặc đổi khóa bí mật trong lúc gửi.", "The system was shut out, or its secret rotated, meanwhile."));
        }

        if (session.VxpSystems.FindByAgency(From) != System)
        {
            throw new RefusedException(new Refusal(RefusalKind.Forbidden, "SND-09", $"Cơ quan {From} đã được gỡ khỏi hệ thống {System} trong lúc gửi.", "The agency was taken out of the system meanwhile."));
        }
    }

    /// <summary>The row that remembers it.</summary>
    public VxpHandedIn Row(PacketRow packet, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return new VxpHandedIn(DocId, System, packet.Kind, packet.Digest, packet.From, Recipients, at);
    }
}
