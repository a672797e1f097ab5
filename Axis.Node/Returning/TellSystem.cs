using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Tracking;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>
/// Says in a status packet what a receipt says, to the software of a sender behind a VXP line, which reads nothing else. Between nodes the receipt itself is the
/// statement; such a packet is made at this face alone, bears no signature, and never leaves the node but to that software.
/// </summary>
public sealed class TellSystem(LiveDirectory directory)
{
    /// <summary>Makes the packet in the running transaction, once per receipt and recipient.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="row">The recipient's tracking row.</param>
    /// <param name="receipt">A verified receipt.</param>
    /// <param name="outcome">What it says of the recipient.</param>
    /// <param name="at">Now.</param>
    public void Run(ISession session, TrackingRow row, Receipt receipt, RecipientOutcome outcome, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(outcome);
        if (!outcome.Accepted
            || directory.Snapshot.FindAgency(row.Sender)?.Code is not { } sender
            || session.VxpSystems.FindByAgency(sender) is null)
        {
            return;
        }

        var about = new ResponseFor(row.Sender, row.Code, row.DocumentId, session.Packets.Find(receipt.Packet)?.Facts.PromulgationDate);
        if (ReceiptStatus.Of(receipt, directory.OrganOf(outcome.Delivered), about) is not { } status)
        {
            return;
        }

        byte[] bytes;
        try
        {
            bytes = ReceiptStatus.WithoutSignature(status);
        }
        catch (EdxmlRuleException e)
        {
            // A foreign document may lack what a status packet must name; its receipts and its tracking say all the same.
            session.Journal.Append(new JournalEntry(at, "status-not-made", receipt.Packet, Agency: sender.Value, To: StateText.StatusName(status.StatusCode), Detail: e.Message));
            return;
        }

        var packet = new PacketRow(Digest.Of(bytes), null, PacketKind.Status, false, bytes.Length, outcome.Delivered, row.DocumentId, at, true, null, FactsOf.Status(status));
        session.Packets.Add(packet, bytes);
        if (session.VxpItems.Add(new VxpItem(Guid.CreateVersion7(at).ToString(), PacketKind.Status, packet.Digest, sender, row.Sender, outcome.Delivered, VxpItemState.Initial, at, at, null, null)))
        {
            session.Journal.Append(new JournalEntry(at, "status-made", packet.Digest, Agency: sender.Value, From: outcome.Delivered.Value, To: status.StatusCode));
        }
    }
}
