using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What lies in the inboxes of the agencies hosted here. Unique key: (content digest, recipient).</summary>
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

    /// <summary>Items whose signature check waits for revocation data or a directory (badge <c>chờ kiểm tra</c>), oldest first, paged by key.</summary>
    IReadOnlyList<InboxItem> ListUnchecked(Guid? after, int limit);

    void SetState(Guid id, InboxState state);

    /// <summary>Số đến: consecutive within agency and year (RCV-08).</summary>
    void SetArrivalNumber(Guid id, int year, long number, DateTimeOffset at);

    long NextArrivalNumber(OrganId recipient, int year);

    void SetFetched(Guid id, DateTimeOffset at);

    /// <summary>Adds a flag that the clerk must know; one that is there already stays once.</summary>
    void AddFlag(Guid id, string flag);

    /// <summary>Changes the badge (a held item released, a check made later).</summary>
    void SetBadge(Guid id, string badge);
}
