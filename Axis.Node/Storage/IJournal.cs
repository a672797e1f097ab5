using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>The append-only record of every state change.</summary>
public interface IJournal
{
    /// <summary>Appends an entry to this writer's stream in the running transaction.</summary>
    void Append(JournalEntry entry);

    /// <summary>The log of this view: the one in force, unless <see cref="In"/> chose another.</summary>
    JournalLog Log();

    /// <summary>All logs, oldest first.</summary>
    IReadOnlyList<JournalLog> Logs();

    /// <summary>
    /// Ends the log in force and begins a new one with the next entry; the very first log takes in what is there. Indices of leaves, tiles and heads count
    /// within a log, those of lines and details over all.
    /// </summary>
    void StartLog(string epoch, DateTimeOffset at);

    /// <summary>The same journal with a log of before in place of the one in force; only for reading.</summary>
    IJournal In(JournalLog log);

    /// <summary>Number of entries appended and number of entries under the last sealed head.</summary>
    JournalSize Size();

    /// <summary>Leaves from an index on, in log order.</summary>
    IReadOnlyList<JournalLeaf> Leaves(long from, int limit);

    /// <summary>Stores a sealed head (size, root and its seal).</summary>
    void AddHead(JournalHead head);

    JournalHead? LastHead();

    IReadOnlyList<JournalHead> Heads(long afterSize, int limit);

    /// <summary>Entries for people, newest first, paged by key.</summary>
    IReadOnlyList<JournalLine> List(long? before, int limit, Digest? packet);

    /// <summary>
    /// Deletes the detail and salt of an entry; its leaf stays and every proof with it. Appends the entry <c>detail-purged</c> that names the index, so that
    /// a detail that is gone without one is noticed.
    /// </summary>
    /// <returns><c>false</c> when the entry has no detail (any more), and nothing changes.</returns>
    bool PurgeDetail(long index, DateTimeOffset at, string? actor);

    /// <summary>RFC 6962 leaf hashes from an index on, in log order.</summary>
    IReadOnlyList<Digest> LeafHashes(long from, int limit);

    /// <summary>Keeps the root of the complete subtree of <see cref="TileWidth"/> leaves that starts at <paramref name="tile"/> × <see cref="TileWidth"/>.</summary>
    void AddTile(long tile, Digest root);

    /// <summary>Roots of complete subtrees of <see cref="TileWidth"/> leaves, from a tile on: with them a proof reads few leaves of a long log.</summary>
    IReadOnlyList<Digest> Tiles(long from, int limit);

    /// <summary>The detail and salt kept beside an entry; <c>null</c> when it has none or it was purged.</summary>
    JournalDetail? Detail(long index);

    /// <summary>Leaves under one tile.</summary>
    const int TileWidth = 256;
}
