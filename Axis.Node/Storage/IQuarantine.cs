namespace Axis.Node.Storage;

/// <summary>Packets kept as evidence of what was refused.</summary>
public interface IQuarantine
{
    void Add(QuarantineRow row);

    IReadOnlyList<QuarantineRow> List(Guid? before, int limit);

    QuarantineRow? Find(Guid id);

    /// <summary>The newest row of a packet of one neighbour whose bytes are kept.</summary>
    QuarantineRow? FindKept(Core.Agencies.NodeId neighbour, Core.Packets.Digest packet);

    /// <summary>What is kept of one neighbour.</summary>
    QuarantineUse UseOf(Core.Agencies.NodeId neighbour);

    /// <summary>What is kept of each neighbour that has anything.</summary>
    IReadOnlyList<QuarantineUse> Uses();

    /// <summary>Packets kept since before the instant, oldest first.</summary>
    IReadOnlyList<QuarantineRow> KeptBefore(DateTimeOffset at, int limit);

    /// <summary>
    /// Gives up the bytes of a kept packet, unless something else names them; the row stays. Files that no row names any more are the sweeper's.
    /// </summary>
    void Release(QuarantineRow row, DateTimeOffset at);
}
