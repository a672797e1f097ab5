using Axis.Core.Packets;

namespace Axis.Node.Journal;

/// <summary>Signs heads of the journal. Implemented over the node-seal key.</summary>
public interface IHeadSealer
{
    /// <summary>The seal of a head (XML with an XML signature).</summary>
    /// <param name="treeSize">Entries covered.</param>
    /// <param name="root">RFC 6962 root over them.</param>
    /// <param name="time">Time of sealing.</param>
    byte[] SealHead(long treeSize, Digest root, DateTimeOffset time);
}
