using Axis.Core.Packets;
using Axis.Node.Incoming;
using Axis.Node.Storage;
using Axis.Node.Timestamps;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>Signs a status as its agency's packet and owes it to its addressee, like any packet.</summary>
public sealed class SendStatus(SignDraft sign, RoutePacket route, Forward forward, AwaitStamp stamp, TakeHere takeHere, TimeProvider time)
{
    /// <summary>Whether it could be signed now; nothing is.</summary>
    /// <exception cref="RefusedException">The strict profile forbids it, or the key is not here.</exception>
    public void Check(StatusMessage status) => sign.CheckStatus(status);

    /// <summary>Signs it; nothing is stored yet.</summary>
    /// <exception cref="RefusedException">The strict profile forbids it, or the key is not here.</exception>
    public SignedStatus Sign(StatusMessage status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var (bytes, packet) = sign.Status(status);
        return Take(status, packet, bytes);
    }

    /// <summary>A status that is signed already.</summary>
    public SignedStatus Take(StatusMessage status, SignedPacket packet, ReadOnlyMemory<byte>? bytes)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(packet);
        var now = time.GetUtcNow();
        var row = new PacketRow(
            packet.Packet,
            packet.Content,
            PacketKind.Status,
            true,
            packet.Size,
            status.From.OrganId,
            status.ResponseFor[0].DocumentId ?? "",
            now,
            bytes is not null,
            Guid.CreateVersion7(now),
            FactsOf.Status(status));
        return new SignedStatus(JudgedPacket.Own(row, bytes, status, now), route.Plan(status, now));
    }

    /// <summary>A status without a usable packet signature, as a system handed it in.</summary>
    public SignedStatus TakeForeign(StatusMessage status, SignedPacket packet, ReadOnlyMemory<byte>? bytes)
    {
        ArgumentNullException.ThrowIfNull(status);
        var taken = Take(status, packet, bytes);
        var row = taken.Packet.Row with { Native = false, Content = null };
        return taken with { Packet = JudgeForeign.Own(row, bytes, status, row.StoredAt) };
    }

    /// <summary>Stores it and owes it, in the running transaction.</summary>
    public void Commit(ISession session, SignedStatus status, int priority, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(status);
        session.Packets.Add(status.Packet.Row, status.Packet.Inline);
        stamp.Sent(session, status.Packet.Row, now);
        forward.Run(session, status.Packet, status.Plan.Links, [], priority, now);
        takeHere.Run(session, status.Packet, status.Plan.Here, now);
    }
}

/// <summary>A signed status and its way.</summary>
public sealed record SignedStatus(JudgedPacket Packet, RoutePlan Plan);
