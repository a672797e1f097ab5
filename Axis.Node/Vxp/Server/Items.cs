using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>Items as one system may see them: another system's are not there, nor what waits for a clerk's decision, nor what was taken back before it was fetched.</summary>
internal static class Items
{
    private const int LongestId = 64;

    /// <summary>The item; <c>null</c> when there is none for this caller.</summary>
    public static VxpItem? Find(ISession session, SignedCall call, string docId) =>
        docId.Length <= LongestId
        && session.VxpItems.Find(docId) is { Withdrawn: false } item
        && call.Agencies.Contains(item.Recipient)
        && !session.Inbox.ListFor(item.Packet).Any(i => i.Recipient == item.Recipient && i.State == InboxState.Held)
            ? item
            : null;

    /// <summary>
    /// Whether the item is the caller's and still not to be seen: the call means this one, and a stale second id among its headers is not taken instead.
    /// </summary>
    public static bool IsHidden(ISession session, SignedCall call, string docId) =>
        docId.Length <= LongestId && session.VxpItems.Find(docId) is { } item && call.Agencies.Contains(item.Recipient) && Find(session, call, docId) is null;

    /// <summary>The same words for what does not exist and for what belongs to somebody else.</summary>
    public static VxpRefusedException NotFound(IReadOnlyList<string> ids) =>
        new(VxpError.InvalidFile, ids.Count == 0 ? "Thiếu docId." : $"Không có văn bản {(ids[0].Length > LongestId ? ids[0][..LongestId] : ids[0])}.");
}
