using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Incoming;

/// <summary>
/// TakeHere: all that a packet brings to the recipients hosted here, whichever way it came: it is filed, what it asks of them and what was asked before of a document
/// that comes only now is applied, and the duties open that it brings.
/// </summary>
public sealed class TakeHere(LiveDirectory directory, ReceiveChanges changes, InboxDuties duties)
{
    /// <summary>Takes the packet, in the transaction that stores it.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="packet">The packet and its verdict.</param>
    /// <param name="here">Its recipients hosted here; with none of them, only what it says to the node itself is obeyed.</param>
    /// <param name="at">Now.</param>
    /// <returns>What became of each recipient, in their order.</returns>
    public IReadOnlyList<FiledRecipient> Run(ISession session, JudgedPacket packet, IReadOnlyList<LocalRecipient> here, DateTimeOffset at)
    {
        var filed = FileInInbox.Run(session, directory.Snapshot, packet, here, at);
        changes.Run(session, packet, here, filed, at);
        duties.Filed(session, packet, filed, at);
        return filed;
    }
}
