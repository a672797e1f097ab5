using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What waits for the software of agencies, and what systems handed in.</summary>
public interface IVxpItems
{
    /// <summary>Adds the item; <c>false</c> when the packet waits for the recipient already, and nothing changes.</summary>
    bool Add(VxpItem item);

    VxpItem? Find(string docId);

    VxpItem? Find(Digest packet, OrganId recipient);

    /// <summary>Items that are neither done nor failed, oldest first. A document that is held for the recipient's clerk does not show, nor one that is handed out no more.</summary>
    /// <param name="recipients">Whose.</param>
    /// <param name="kind">Documents or statuses.</param>
    /// <param name="created">Those that began to wait in it.</param>
    /// <param name="skip">How many are left out.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<VxpItem> ListOpen(IReadOnlyCollection<OrganId> recipients, PacketKind kind, Period created, int skip, int limit);

    long CountOpen(IReadOnlyCollection<OrganId> recipients, PacketKind kind);

    /// <summary>When the oldest open item of the recipients began to wait.</summary>
    DateTimeOffset? OldestOpen(IReadOnlyCollection<OrganId> recipients);

    void SetState(string docId, VxpItemState state, DateTimeOffset at, string? reason);

    /// <summary>Takes an item back that its software has not fetched; any other stays as it is.</summary>
    /// <param name="packet">The document.</param>
    /// <param name="recipient">Whose item.</param>
    /// <param name="reason"><see cref="VxpItem.Recalled"/>, <see cref="VxpItem.Refused"/> or <see cref="VxpItem.Isolated"/>.</param>
    /// <param name="at">Now.</param>
    void Withdraw(Digest packet, OrganId recipient, string reason, DateTimeOffset at);

    /// <summary>Lets an item wait again that was taken back for that reason; any other stays as it is.</summary>
    void GiveBack(Digest packet, OrganId recipient, string reason, DateTimeOffset at);

    void SetFetched(string docId, DateTimeOffset at);

    /// <summary>Remembers what was handed in; <c>false</c> when it is there.</summary>
    bool AddSent(VxpHandedIn sent);

    VxpHandedIn? FindSent(string docId);

    /// <summary>What the system handed in, one row per receiver: the newest packet first, its receivers in the order in which they were named.</summary>
    /// <param name="system">The system.</param>
    /// <param name="kind">Documents or statuses.</param>
    /// <param name="sent">Those taken in it.</param>
    /// <param name="skip">How many rows are left out.</param>
    /// <param name="limit">How many rows at most.</param>
    IReadOnlyList<VxpSentRow> ListSent(string system, PacketKind kind, Period sent, int skip, int limit);

    /// <summary>The receivers of one packet that was handed in, in the order in which they were named.</summary>
    IReadOnlyList<VxpSentRow> ListSent(string docId, int skip, int limit);
}
