using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>
/// Which bytes a relay may give up, and which it gave up (ARC-01, ARC-10). Never what was submitted here or lies in an inbox here: of that this node may hold the
/// only copy. Never what a delivery still needs: only acknowledged, refused and withdrawn ones are over, a dead letter is not.
/// </summary>
public interface IPayloads
{
    /// <summary>Documents whose last delivery was over before the instant, by row, paged by key.</summary>
    IReadOnlyList<(long Row, PacketRow Packet)> Relayed(DateTimeOffset overBefore, long after, int limit);

    /// <summary>Whether a packet is such a document still.</summary>
    bool IsRelayed(Digest packet, DateTimeOffset overBefore);

    /// <summary>Gives up the bytes; the file of a large packet is the sweeper's from then on.</summary>
    void Release(PayloadRelease release);

    /// <summary>What became of a packet's bytes; <c>null</c> while they are here.</summary>
    PayloadRelease? Find(Digest packet);
}
