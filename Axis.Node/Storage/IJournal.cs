using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>The append-only record of every state change (design §8, promise 10).</summary>
public interface IJournal
{
    /// <summary>Appends an entry to this writer's stream in the running transaction.</summary>
    void Append(JournalEntry entry);

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

    /// <summary>Deletes the detail and salt of an entry; its leaf stays and every proof with it.</summary>
    void PurgeDetail(long index);
}

/// <summary>One state change. Digests and codes only; what names people goes into <paramref name="Detail"/>.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, kebab case, e.g. <c>delivery-acknowledged</c>.</param>
/// <param name="Packet">Packet concerned.</param>
/// <param name="Receipt">Receipt concerned.</param>
/// <param name="Delivery">Delivery concerned.</param>
/// <param name="Agency">Agency or node concerned.</param>
/// <param name="Actor">Pseudonym of who acted (token id, node id, job).</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="Detail">Purgeable text: names, subject, reason.</param>
public sealed record JournalEntry(
    DateTimeOffset At,
    string Kind,
    Digest? Packet = null,
    Digest? Receipt = null,
    Guid? Delivery = null,
    string? Agency = null,
    string? Actor = null,
    string? From = null,
    string? To = null,
    string? Detail = null);

/// <summary>Sizes of the log.</summary>
public sealed record JournalSize(long Appended, long Sealed);

/// <summary>One leaf: the canonical bytes that are hashed.</summary>
public sealed record JournalLeaf(long Index, ReadOnlyMemory<byte> Bytes);

/// <summary>A sealed head of the log.</summary>
/// <param name="TreeSize">Entries covered.</param>
/// <param name="Root">RFC 6962 root over them.</param>
/// <param name="At">When sealed.</param>
/// <param name="Seal">The seal (XML with an XML signature).</param>
public sealed record JournalHead(long TreeSize, Digest Root, DateTimeOffset At, ReadOnlyMemory<byte> Seal);

/// <summary>An entry for people.</summary>
public sealed record JournalLine(long Index, JournalEntry Entry);

/// <summary>Signed directory sections.</summary>
public interface IDirectoryStore
{
    /// <summary>The newest accepted version of each section.</summary>
    IReadOnlyList<StoredSection> Current();

    StoredSection? Find(string name, long version);

    void Put(StoredSection section);
}

/// <summary>One accepted version of a section, as received.</summary>
public sealed record StoredSection(string Name, long Version, Digest Head, ReadOnlyMemory<byte> Bytes, DateTimeOffset AcceptedAt);

/// <summary>Per-neighbour memory that outlives the process.</summary>
public interface ILinkStates
{
    LinkState? Find(NodeId neighbour);

    IReadOnlyList<LinkState> List();

    void Put(LinkState state);

    /// <summary>A named value of the node itself (epoch, owner of a lease).</summary>
    string? GetMeta(string key);

    void SetMeta(string key, string value);
}

/// <summary>What is remembered of one neighbour.</summary>
/// <param name="Neighbour">Who.</param>
/// <param name="LastContactAt">Last successful call either way.</param>
/// <param name="LastErrorAt">Last failure.</param>
/// <param name="LastErrorCode">Its code.</param>
/// <param name="LastError">Its sentence.</param>
/// <param name="ClosedReason">Set while the link is closed (changed key): only the directory or an operator opens it.</param>
/// <param name="PinnedSpki">SPKI digest that an operator pinned by hand.</param>
/// <param name="Epoch">The neighbour's epoch at last contact.</param>
public sealed record LinkState(
    NodeId Neighbour,
    DateTimeOffset? LastContactAt,
    DateTimeOffset? LastErrorAt,
    string? LastErrorCode,
    string? LastError,
    string? ClosedReason,
    Digest? PinnedSpki,
    string? Epoch);
