using Axis.Core.Agencies;
using Axis.Core.Receipts;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Secrecy;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// What a node that fetches finds waiting for it: deliveries under a lease, and receipts on their way home. The same rows as for a node that is called.
/// </summary>
public sealed class ServeWaiting(
    IStore store,
    IPacketFiles files,
    KeepReceipt keep,
    ReadAttestations attestations,
    LinkSignals signals,
    LinkHealth health,
    DispatchQueue queue,
    DeliveryOptions options,
    TimeProvider time)
{
    private const int ReceiptsAtOnce = 500;

    /// <summary>Waits until there is something for the neighbour, at most the given time.</summary>
    public async Task<WaitingFrame> RunAsync(NodeId neighbour, TimeSpan wait, CancellationToken cancellationToken)
    {
        await health.ReachedAsync(neighbour, cancellationToken).ConfigureAwait(false);
        var until = time.GetUtcNow() + wait;
        while (true)
        {
            var signal = signals.Next(neighbour);
            var frame = await TakeAsync(neighbour, cancellationToken).ConfigureAwait(false);
            var rest = until - time.GetUtcNow();
            if (frame.Deliveries.Count > 0 || frame.Receipts.Count > 0 || rest <= TimeSpan.Zero)
            {
                return frame;
            }

            // Due times pass without a signal, so the wait is cut into pieces.
            var step = TimeSpan.FromSeconds(2);
            await signal.WaitAsync(rest < step ? rest : step, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The packet of a delivery that waits for this neighbour.</summary>
    /// <exception cref="LinkException"><c>DELIVERY_UNKNOWN</c>, <c>CONTENT_ISOLATED</c>, <c>PAYLOAD_MISSING</c>.</exception>
    public Stream Open(NodeId neighbour, Guid delivery)
    {
        var row = Find(neighbour, delivery);
        if (store.Read(s => s.Isolations.IsWithheld(row.Packet)))
        {
            throw new LinkException(LinkErrors.ContentIsolated);
        }

        var packet = store.Read(s => s.Packets.Find(row.Packet)) ?? throw new LinkException(LinkErrors.PayloadMissing);
        if (packet.Inline)
        {
            return new MemoryStream(store.Read(s => s.Packets.ReadInline(row.Packet)) ?? throw new LinkException(LinkErrors.PayloadMissing), writable: false);
        }

        try
        {
            return files.OpenRead(row.Packet);
        }
        catch (FileNotFoundException e)
        {
            throw new LinkException(LinkErrors.PayloadMissing, e);
        }
    }

    /// <summary>The neighbour answers a fetched delivery with its receipts.</summary>
    public Task ReceiptedAsync(NodeId neighbour, Guid delivery, IReadOnlyList<SealedReceipt> receipts, CancellationToken cancellationToken) =>
        keep.AnsweredAsync(Find(neighbour, delivery), receipts, cancellationToken);

    /// <summary>The neighbour refuses a fetched delivery.</summary>
    public Task RefusedAsync(NodeId neighbour, Guid delivery, LinkProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var row = Find(neighbour, delivery);
        var code = problem.HasCode() ? problem.Code : "UNREADABLE_ANSWER";
        return problem.Retryable
            ? keep.LaterAsync(row, code, problem.Sentence(), inDoubt: code == LinkErrors.DeliveryUnderWay.Code, cancellationToken)
            : keep.FailedAsync(row, code, problem.Sentence(), inDoubt: false, cancellationToken);
    }

    private Delivery Find(NodeId neighbour, Guid delivery) =>
        store.Read(s => s.Outbox.Find(delivery)) is { } row && row.Link == neighbour
            ? row
            : throw new LinkException(LinkErrors.UnknownDelivery);

    private async Task<WaitingFrame> TakeAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        queue.Forget(neighbour);
        var now = time.GetUtcNow();
        IReadOnlyList<Delivery> claimed = [];
        if (store.Read(s => s.Outbox.NextDue(neighbour)) is { } due && due <= now)
        {
            claimed = await store.WriteAsync(
                s => (IReadOnlyList<Delivery>)[.. s.Outbox.ClaimDue(neighbour, now, now.AddSeconds(options.LeaseSeconds), now.AddMinutes(-options.StarvationMinutes), WaitingFrame.MaxDeliveries)
                    .Where(d => !ObeyIsolation.Withhold(s, d, now))],
                cancellationToken).ConfigureAwait(false);
        }

        var frames = new List<DeliveryFrame>(claimed.Count);
        foreach (var row in claimed)
        {
            var packet = store.Read(s => s.Packets.Find(row.Packet) is { Inline: true } p && p.Size <= DeliveryFrame.RideAlongBytes ? s.Packets.ReadInline(row.Packet) : null);
            frames.Add(new DeliveryFrame(row.Offer, attestations.For(row.Packet, row.Recipients), packet));
        }

        return new WaitingFrame(frames, store.Read(s => s.Returns.Next(neighbour, ReceiptsAtOnce)));
    }
}
