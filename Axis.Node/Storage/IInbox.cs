using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What lies in the inboxes of the agencies hosted here. Unique key: (content digest, recipient) (promise 3).</summary>
public interface IInbox
{
    /// <summary>Files the item; <c>false</c> when (content digest, recipient) is already there, and nothing changes.</summary>
    bool Add(InboxItem item);

    InboxItem? Find(Guid id);

    InboxItem? Find(Digest content, OrganId recipient);

    /// <summary>Items of a packet.</summary>
    IReadOnlyList<InboxItem> ListFor(Digest packet);

    /// <summary>Documents in the inboxes of the agencies, newest first, paged by key.</summary>
    IReadOnlyList<InboxItem> List(IReadOnlyCollection<OrganId>? recipients, InboxState? state, Guid? before, int limit);

    void SetState(Guid id, InboxState state);

    /// <summary>Số đến: consecutive within agency and year (RCV-08).</summary>
    void SetArrivalNumber(Guid id, int year, long number);

    long NextArrivalNumber(OrganId recipient, int year);

    void SetFetched(Guid id, DateTimeOffset at);

    /// <summary>Changes the badge (a held item released, a check made later).</summary>
    void SetBadge(Guid id, string badge);
}

/// <summary>State of an inbox item, as its clerk moved it.</summary>
public enum InboxState
{
    /// <summary>01 đã đến.</summary>
    Arrived = 1,

    /// <summary>02 từ chối.</summary>
    Refused = 2,

    /// <summary>03 đã tiếp nhận.</summary>
    Accepted = 3,

    /// <summary>04 phân công.</summary>
    Assigned = 4,

    /// <summary>05 đang xử lý.</summary>
    Processing = 5,

    /// <summary>06 hoàn thành.</summary>
    Finished = 6,

    /// <summary>Held for the clerk: chưa xác định (design §5).</summary>
    Held = 20,
}

/// <summary>One document in an agency's inbox.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Packet">The packet.</param>
/// <param name="Content">Content digest (packet digest for a foreign packet).</param>
/// <param name="Recipient">The agency delivered to.</param>
/// <param name="Addressed">As the packet writes it.</param>
/// <param name="ArrivedAt">When it was filed.</param>
/// <param name="State">Where its clerk moved it.</param>
/// <param name="Badge">What the clerk sees of the verdict, e.g. <c>hợp lệ</c>.</param>
/// <param name="Verdict">EN 319 102-1 text of the verdict at reception.</param>
/// <param name="Flags">Codes of what a clerk must know, e.g. <c>ORIGINAL_NOT_FOUND</c>.</param>
/// <param name="ArrivalYear">Year of the số đến.</param>
/// <param name="ArrivalNumber">Số đến.</param>
/// <param name="FetchedAt">When the agency's software fetched it.</param>
public sealed record InboxItem(
    Guid Id,
    Digest Packet,
    Digest Content,
    OrganId Recipient,
    OrganId Addressed,
    DateTimeOffset ArrivedAt,
    InboxState State,
    string Badge,
    string Verdict,
    IReadOnlyList<string> Flags,
    int? ArrivalYear,
    long? ArrivalNumber,
    DateTimeOffset? FetchedAt);
