using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Packets by identity. Bytes up to 64 KiB live in the row, larger ones in a file named by digest.</summary>
public interface IPackets
{
    /// <summary>Adds the packet; <c>false</c> when it is already here (same digest), and nothing changes.</summary>
    /// <param name="row">What is known of it.</param>
    /// <param name="inlineBytes">Its bytes when <see cref="PacketRow.Inline"/>; otherwise the file is already durable.</param>
    bool Add(PacketRow row, ReadOnlyMemory<byte>? inlineBytes);

    PacketRow? Find(Digest packet);

    /// <summary>The bytes of an inline packet.</summary>
    byte[]? ReadInline(Digest packet);

    /// <summary>Packets by sender and document identifier, newest first (a document, its updates and recalls).</summary>
    IReadOnlyList<PacketRow> FindByDocument(OrganId from, string documentId);

    /// <summary>Documents of a sender by số/ký hiệu as people write it, newest first, so many at most. Looks through all that the sender sent: for what has no identifier.</summary>
    IReadOnlyList<PacketRow> FindByCode(OrganId from, string code, int limit);

    /// <summary>Documents submitted at this node by the agencies, newest first, paged by key.</summary>
    IReadOnlyList<PacketRow> ListSubmitted(IReadOnlyCollection<OrganId>? agencies, Guid? before, int limit);

    /// <summary>Appends a verdict; earlier ones stay.</summary>
    void AddVerdict(VerdictRow verdict);

    /// <summary>Verdicts on a packet, oldest first.</summary>
    IReadOnlyList<VerdictRow> Verdicts(Digest packet);

    /// <summary>The newest verdict on a packet: when and what.</summary>
    (DateTimeOffset At, string Verdict)? LatestVerdict(Digest packet);

    /// <summary>Documents that fit, newest first. Looks at a bounded number of rows, so that it costs the same in a store of any size.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="below">Key of the step before; <c>null</c> = from the newest on.</param>
    /// <param name="limit">Hits of a step, at most.</param>
    /// <param name="most">Rows looked at, at most.</param>
    PacketHits Search(PacketQuery query, long? below, int limit, int most);

    /// <summary>How much was stored lately, counted from the newest packet back.</summary>
    /// <param name="since">What is older does not count.</param>
    /// <param name="most">Packets looked at, at most.</param>
    PacketVolume Volume(DateTimeOffset since, int most);

    /// <summary>Whether any row names the packet and its bytes are still to be kept (for the sweeper).</summary>
    bool Exists(Digest packet);
}
