using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Secrecy;

/// <summary>
/// Isolates what is here of a document, in the running transaction: when an officer found a state secret in it, or when the other side says so (SEC-03). Every node
/// on the way of the notice obeys it too. Nothing is deleted on another's word: that is for an officer here.
/// </summary>
public sealed class ObeyIsolation(DispatchQueue queue, LinkSignals signals)
{
    /// <summary>Reason code of deliveries that were stopped.</summary>
    public const string Code = "SEC-03";

    /// <summary>Does what a notice asks for, if the packet is one; a document that a notice overtook is isolated as it comes.</summary>
    public void Run(ISession session, JudgedPacket packet, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        if (packet.Message is DocumentMessage { Business: not Recall })
        {
            Overtaken(session, packet.Row, at);
        }

        if (packet.Message is not StatusMessage status || packet.Decision.Action != TransportAction.Deliver || !IsolationNotice.Is(status))
        {
            return;
        }

        var from = status.From.OrganId;
        foreach (var about in status.ResponseFor.Where(static r => r.DocumentId is { Length: > 0 }))
        {
            var sender = status.StatusCode == IsolationNotice.FromSender ? from : about.OrganId;
            session.Isolations.KeepNotice(sender, about.DocumentId!, new IsolationWord(from, packet.Row.Digest), at);
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
            session.VxpItems.Withdraw(row.Packet, item.Recipient, VxpItem.Isolated, row.At);
            session.Deadlines.SettleAll(item.Id, row.At);
        }

        session.Journal.Append(new JournalEntry(row.At, "secrecy-isolated", row.Packet, Actor: row.By, From: row.Notice?.ToString(), To: nameof(IsolationState.Isolated)));
        return true;
    }

    /// <summary>It was no secret: what the isolation stopped or settled goes on.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="row">The isolation as it stood.</param>
    /// <param name="at">Now.</param>
    public void GiveBack(ISession session, IsolationRow row, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        foreach (var delivery in session.Outbox.ListFor(row.Packet).Where(static d => d is { State: DeliveryState.Withdrawn, ReasonCode: Code }))
        {
            session.Outbox.SetState(delivery.Id, DeliveryState.Waiting, delivery.AnsweredFailures, at, null, null);
            session.Journal.Append(new JournalEntry(at, "delivery-owed", row.Packet, Delivery: delivery.Id, Agency: delivery.Link.Value, From: nameof(DeliveryState.Withdrawn), To: nameof(DeliveryState.Waiting)));
            session.AfterCommit(() => signals.Set(delivery.Link));
        }

        foreach (var item in session.Inbox.ListFor(row.Packet))
        {
            session.VxpItems.GiveBack(row.Packet, item.Recipient, VxpItem.Isolated, at);
            session.Deadlines.Reopen(item.Id, row.At, at);
        }
    }

    /// <summary>Ends a waiting delivery of which the packet is isolated by now: its attempt was under way, or nobody had put it here yet.</summary>
    /// <returns><c>false</c> when it may go on.</returns>
    public static bool Withhold(ISession session, Delivery delivery, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(delivery);
        if (!session.Isolations.IsWithheld(delivery.Packet))
        {
            return false;
        }

        if (session.Outbox.Find(delivery.Id) is { State: DeliveryState.Waiting } current)
        {
            session.Outbox.SetState(delivery.Id, DeliveryState.Withdrawn, current.AnsweredFailures, at, Code, null);
            session.Journal.Append(new JournalEntry(
                at, "delivery-withdrawn", delivery.Packet, Delivery: delivery.Id, Agency: delivery.Link.Value, From: nameof(DeliveryState.Waiting), To: nameof(DeliveryState.Withdrawn), Detail: Code));
        }

        return true;
    }

    private void Overtaken(ISession session, PacketRow document, DateTimeOffset at)
    {
        foreach (var word in session.Isolations.Notices(document.From, document.DocumentId).Where(w => w.Agency == document.From || IsRecipient(session, document, w.Agency)).Take(1))
        {
            Isolate(session, new IsolationRow(document.Digest, at, word.Agency.Value, IsolationNotice.Sentence, word.Notice));
        }
    }

    // Only who got the document can have found something in it.
    private static bool IsRecipient(ISession session, PacketRow document, OrganId agency) =>
        document.Facts.To.Contains(agency.Value)
        || session.Tracking.ListFor(document.Digest).Any(t => t.Recipient == agency || t.Delivered == agency)
        || session.Outbox.ListFor(document.Digest).Any(d => d.Recipients.Any(r => r.Addressed == agency || r.Delivered == agency))
        || session.Inbox.ListFor(document.Digest).Any(i => i.Recipient == agency);
}
