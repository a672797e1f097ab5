using Axis.Node.Incoming;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>A document submitted here reaches its recipients hosted here: no other node issues a receipt for them, so this one does.</summary>
public sealed class ConsignHere(TakeHere take, Verify verify, OwnReceipts own, Track track)
{
    /// <summary>Takes the document for them and states their consignment in the history kept here.</summary>
    /// <param name="session">The running transaction; the rows of tracking are written.</param>
    /// <param name="packet">The document and its verdict.</param>
    /// <param name="here">Its recipients hosted here.</param>
    /// <param name="now">Now.</param>
    public void Run(ISession session, JudgedPacket packet, IReadOnlyList<LocalRecipient> here, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(here);
        if (here.Count == 0)
        {
            return;
        }

        verify.Keep(session, packet.Report, verify.Row(packet.Report, packet.Row.Digest));
        foreach (var (what, reason, recipients) in Consignments.Of(take.Run(session, packet, here, now)))
        {
            var receipt = own.Draft(packet.Row, what, now, issuedTo: null) with { ReasonCode = reason, Recipients = recipients, Verdict = packet.Report.Verdict };
            var issued = session.Receipts.Issue(receipt);
            track.Run(session, receipt, issued.Digest, now);
            session.Journal.Append(new JournalEntry(now, "receipt-issued", packet.Row.Digest, issued.Digest, To: what.ToString()));
        }
    }
}
