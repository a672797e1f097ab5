using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>Items as one system may see them: another system's are not there, and neither is what waits for a clerk's decision.</summary>
internal static class Items
{
    private const int LongestId = 64;

    /// <summary>The item; <c>null</c> when there is none for this caller.</summary>
    public static VxpItem? Find(ISession session, SignedCall call, string docId) =>
        docId.Length <= LongestId
        && session.VxpItems.Find(docId) is { } item
        && call.Agencies.Contains(item.Recipient)
        && !session.Inbox.ListFor(item.Packet).Any(i => i.Recipient == item.Recipient && i.State == InboxState.Held)
            ? item
            : null;

    /// <summary>The same words for what does not exist and for what belongs to somebody else.</summary>
    public static VxpRefusedException NotFound(IReadOnlyList<string> ids) =>
        new(VxpError.InvalidFile, ids.Count == 0 ? "Thiếu docId." : $"Không có văn bản {(ids[0].Length > LongestId ? ids[0][..LongestId] : ids[0])}.");
}
