using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>
/// An update that its recipient is told of and never reads: it takes that recipient off the list of receivers (RCL-09), or its document was recalled there before it
/// came (RCL-04, RCL-13).
/// </summary>
public static class WithheldUpdate
{
    /// <summary>Whether the packet is one for the recipient.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="directory">What is known of the world.</param>
    /// <param name="message">What the packet says.</param>
    /// <param name="packet">Its digest.</param>
    /// <param name="recipient">The recipient hosted here.</param>
    /// <param name="at">Now.</param>
    public static bool Is(ISession session, DirectorySnapshot directory, Message? message, Digest packet, LocalRecipient recipient, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(recipient);
        if (message is not DocumentMessage { Business: Update update } document || update.Adds(recipient.Addressed, recipient.Agency.Code))
        {
            return false;
        }

        return update.Removes(recipient.Addressed, recipient.Agency.Code) || IsRecalled(session, directory, document, packet, recipient, at);
    }

    // Who was taken off the list and added again has a copy that may be read.
    private static bool IsRecalled(ISession session, DirectorySnapshot directory, DocumentMessage update, Digest packet, LocalRecipient recipient, DateTimeOffset at)
    {
        List<InboxState> copies = FactsOf.TargetOf(update) is not { } target ? []
            : [
                .. Lineage.Of(directory, update.From.OrganId, at)
                    .SelectMany(sender => session.Packets.FindByDocument(sender, target))
                    .Where(p => p.Kind == PacketKind.Document && p.Digest != packet && p.Facts.BusinessDocType != 1)
                    .SelectMany(p => session.Inbox.ListFor(p.Digest))
                    .Where(i => i.Recipient == recipient.Agency.Code || i.Addressed == recipient.Addressed)
                    .Select(static i => i.State),
            ];
        return copies.Contains(InboxState.Recalled) && copies.TrueForAll(static s => s is InboxState.Recalled or InboxState.Refused);
    }
}
