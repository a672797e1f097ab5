using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Secrecy;

/// <summary>
/// Isolates what is here of a document, in the running transaction: when an officer found a state secret in it, or when the other side says so (SEC-03). Every node
/// on the way of the notice obeys it too. Nothing is deleted on another's word: that is for an officer here.
/// </summary>
public sealed class ObeyIsolation(DispatchQueue queue)
{
    /// <summary>Reason code of deliveries that were stopped.</summary>
    public const string Code = "SEC-03";

    /// <summary>Does what a notice asks for, if the packet is one.</summary>
    public void Run(ISession session, JudgedPacket packet, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        if (packet.Message is not StatusMessage status || packet.Decision.Action != TransportAction.Deliver || !IsolationNotice.Is(status))
        {
            return;
        }

        var from = status.From.OrganId;
        foreach (var about in status.ResponseFor.Where(static r => r.DocumentId is { Length: > 0 }))
        {
            var sender = status.StatusCode == IsolationNotice.FromSender ? from : about.OrganId;
            foreach (var document in Versions(session, sender, about.DocumentId!).Where(d => sender == from || IsRecipient(session, d, from)))
            {
                Isolate(session, new IsolationRow(document.Digest, at, from.Value, IsolationNotice.Sentence, packet.Row.Digest));
            }
        }
    }

    /// <summary>The document as it was sent, updated and replaced under its identifier; no recalls.</summary>
    public static IEnumerable<PacketRow> Versions(ISession session, OrganId sender, string documentId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Packets.FindByDocument(sender, documentId).Where(static p => p is { Kind: PacketKind.Document, Facts.BusinessDocType: not 1 });
    }

    /// <summary>Withholds one packet and stops what has not gone on yet.</summary>
    /// <returns><c>false</c> when it was withheld already.</returns>
    public bool Isolate(ISession session, IsolationRow row)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        if (!session.Isolations.Isolate(row))
        {
            return false;
        }

        foreach (var delivery in session.Outbox.ListFor(row.Packet).Where(static d => d.State is DeliveryState.Waiting or DeliveryState.Dead))
        {
            // An attempt that is under way cannot be called back; the notice follows it.
            if (delivery.State == DeliveryState.Dead || queue.TryWithdraw(delivery.Link, delivery.Id))
            {
                session.Outbox.SetState(delivery.Id, DeliveryState.Withdrawn, delivery.AnsweredFailures, row.At, Code, null);
            }
        }

        foreach (var item in session.Inbox.ListFor(row.Packet))
        {
            session.VxpItems.Withdraw(row.Packet, item.Recipient, VxpItem.Recalled, row.At);
            session.Deadlines.SettleAll(item.Id, row.At);
        }

        session.Journal.Append(new JournalEntry(row.At, "secrecy-isolated", row.Packet, Actor: row.By, From: row.Notice?.ToString(), To: nameof(IsolationState.Isolated)));
        return true;
    }

    // Only who got the document can have found something in it.
    private static bool IsRecipient(ISession session, PacketRow document, OrganId agency) =>
        document.Facts.To.Contains(agency.Value)
        || session.Tracking.ListFor(document.Digest).Any(t => t.Recipient == agency || t.Delivered == agency)
        || session.Outbox.ListFor(document.Digest).Any(d => d.Recipients.Any(r => r.Addressed == agency || r.Delivered == agency))
        || session.Inbox.ListFor(document.Digest).Any(i => i.Recipient == agency);
}
