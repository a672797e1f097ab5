using Axis.Core.Receipts;
using Axis.Core.Tracking;
using Axis.Node.Outgoing;
using Axis.Node.Schedules;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>States with a signed ContentConsignmentFailure that a delivery was not acknowledged in time; it travels home like any receipt and yields to a later consignment.</summary>
public sealed class DeliveryFailures(IStore store, OwnReceipts own, TellHome tellHome) : IDeliveryFailures
{
    /// <inheritdoc/>
    public async Task<int> StateAsync(IReadOnlyList<Delivery> overdue, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(overdue);
        var stated = 0;
        foreach (var delivery in overdue)
        {
            stated += await store.WriteAsync(session => State(session, delivery, now), cancellationToken).ConfigureAwait(false);
        }

        return stated;
    }

    private int State(ISession session, Delivery delivery, DateTimeOffset now)
    {
        var packet = session.Packets.Find(delivery.Packet);
        if (packet is null || session.Receipts.ListFor(delivery.Packet).Select(static r => ReceiptXml.Read(r.Bytes.Span)).Any(r => r.Delivery == delivery.Id && r.Event is ReceiptEvent.ContentConsignmentFailure or ReceiptEvent.RelayFailure))
        {
            return 0;
        }

        var receipt = own.Draft(packet, ReceiptEvent.ContentConsignmentFailure, now, issuedTo: null) with
        {
            ReasonCode = StatusEvent.TimeoutCode,
            Delivery = delivery.Id,
            Recipients = [.. delivery.Recipients.Select(static r => new RecipientOutcome(r.Addressed, r.Delivered, false, StatusEvent.TimeoutCode))],
        };
        var issued = tellHome.Run(session, receipt, now);
        session.Journal.Append(new JournalEntry(now, "failure-stated", delivery.Packet, issued.Digest, delivery.Id, delivery.Link.Value, To: StatusEvent.TimeoutCode));
        return 1;
    }
}
