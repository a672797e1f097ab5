using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>Items as one system may see them: another system's are not there, nor what waits for a clerk's decision, nor what was taken back before it was fetched.</summary>
internal static class Items
{
    private const int LongestId = 64;

    /// <summary>The item when it is the caller's, whether it may be seen or not; <c>null</c> for any other.</summary>
    public static ItemSight? Look(ISession session, SignedCall call, string docId)
    {
        if (docId.Length > LongestId || session.VxpItems.Find(docId) is not { } item || !call.Agencies.Contains(item.Recipient))
        {
            return null;
        }

        var inbox = session.Inbox.ListFor(item.Packet).FirstOrDefault(i => i.Recipient == item.Recipient);
        var visible = !item.Withdrawn && inbox?.State != InboxState.Held;
        return new ItemSight(item, visible, visible && inbox?.State != InboxState.Recalled);
    }

    /// <summary>The same words for what does not exist and for what belongs to somebody else.</summary>
    public static VxpRefusedException NotFound(IReadOnlyList<string> ids) =>
        new(VxpError.InvalidFile, ids.Count == 0 ? "Thiếu docId." : $"Không có văn bản {(ids[0].Length > LongestId ? ids[0][..LongestId] : ids[0])}.");
}
