using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Timestamps;

/// <summary>Says, in the transaction that stores a packet, that it is to be stamped: one small row. Nobody waits for the stamp.</summary>
public sealed class AwaitStamp(TimestampOptions options, StampSignal signal)
{
    /// <summary>A packet of an agency of this node.</summary>
    public void Sent(ISession session, PacketRow packet, DateTimeOffset at) => Run(session, packet, StampedPackets.Sent, at);

    /// <summary>A packet delivered to an agency of this node.</summary>
    public void Received(ISession session, PacketRow packet, DateTimeOffset at) => Run(session, packet, StampedPackets.SentAndReceived, at);

    private void Run(ISession session, PacketRow packet, StampedPackets from, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);

        // A foreign packet has no signature that a timestamp could stand over.
        if (!options.Enabled || options.Packets < from || !packet.Native)
        {
            return;
        }

        session.Proofs.Await(packet.Digest, at);
        session.AfterCommit(signal.Set);
    }
}
