using System.Globalization;
using System.Runtime.ExceptionServices;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Reconciling;

/// <summary>
/// The asking side: compares what a neighbour tells of the traffic between the two with what is here, and takes back what is missing. What the neighbour gave
/// comes in as any delivery does, under all its checks, and is answered with the receipts of before; what this node gave is written down as given.
/// </summary>
public sealed class ReconcileLink(
    IStore store,
    LiveDirectory directory,
    LinkClients clients,
    ReceiveDelivery receive,
    ReturnReceipts returning,
    VerifyReceipt receipts,
    TakeBack takeBack,
    NodeEpoch epoch,
    DeliveryOptions options,
    TimeProvider time,
    ILogger<ReconcileLink> logger)
{
    /// <summary>Most pages of one run: a neighbour cannot make it go on for ever.</summary>
    private const int MostPages = 100_000;

    private const string OutOfTimeCode = "COMPARE_TIME";

    /// <summary>Compares.</summary>
    /// <param name="neighbour">With whom.</param>
    /// <param name="since">From when on.</param>
    /// <param name="cancellationToken">Stops it; what is committed stays.</param>
    /// <exception cref="LinkUnreachableException">The neighbour is away, or answers too slowly.</exception>
    public async Task<ReconcileReport> RunAsync(NodeId neighbour, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var known = directory.FindNeighbour(neighbour) ?? throw new LinkUnreachableException($"Nút {neighbour} không còn là láng giềng.");
        var run = new Comparison(neighbour, TimeSpan.FromSeconds(options.CompareSeconds), options.CompareLines, time);
        var cut = await TryCompareAsync(run, known, since, cancellationToken).ConfigureAwait(false);
        if (run.Report is not { Returned: 0, Receipts: 0, Failed: 0, OutOfTime: false } || cut is not null)
        {
            Log.Reconciled(logger, neighbour.Value, run.Report.Looked, run.Report.Returned);
            await store.WriteAsync(session => Write(session, run, cut), cancellationToken).ConfigureAwait(false);
        }

        cut?.Throw();
        return run.Report;
    }

    // What cut it short after it had begun, or null.
    private async Task<ExceptionDispatchInfo?> TryCompareAsync(Comparison run, Neighbour known, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var client = clients.For(known.Id);
        string? after = null;
        for (var page = 0; page < MostPages && !run.IsOver(); page++)
        {
            var traffic = await client.TrafficAsync(since, after, cancellationToken).ConfigureAwait(false);
            foreach (var entry in traffic.Entries.Take(TrafficPage.MaxEntries))
            {
                if (run.IsOver())
                {
                    return null;
                }

                try
                {
                    run.Add(await CompareAsync(run, known, client, entry, cancellationToken).ConfigureAwait(false));
                }
                catch (LinkUnreachableException e) when (e.Code == LinkUnreachableException.Timeout)
                {
                    return ExceptionDispatchInfo.Capture(e);
                }
            }

            if (traffic.Next is null || traffic.Entries.Count == 0 || traffic.Next == after)
            {
                break;
            }

            after = traffic.Next;
        }

        return null;
    }

    private bool Write(ISession session, Comparison run, ExceptionDispatchInfo? cut)
    {
        var (now, report) = (time.GetUtcNow(), run.Report);
        LastComparison.Keep(session, run.Neighbour, now, report);
        session.Journal.Append(new JournalEntry(now, "link-compared", Agency: run.Neighbour.Value, To: $"{report.Looked}/{report.Returned}/{report.Receipts}/{report.Failed}"));
        if (run.Unnamed > 0)
        {
            session.Journal.Append(new JournalEntry(
                now, "deliveries-not-taken-back", Agency: run.Neighbour.Value, To: run.Unnamed.ToString(CultureInfo.InvariantCulture), Detail: $"Ngoài {options.CompareLines} lượt chuyển đã ghi riêng từng dòng."));
        }

        if (cut is not null || report.OutOfTime)
        {
            session.Journal.Append(new JournalEntry(
                now,
                "link-compare-cut",
                Agency: run.Neighbour.Value,
                To: cut is null ? OutOfTimeCode : LinkUnreachableException.Timeout,
                Detail: cut?.SourceException.Message ?? $"Hết {options.CompareSeconds} giây dành cho một láng giềng (Delivery:CompareSeconds); lần đối chiếu sau làm tiếp."));
        }

        return true;
    }

    private async Task<Difference> CompareAsync(Comparison run, Neighbour neighbour, LinkClient client, TrafficEntry entry, CancellationToken cancellationToken)
    {
        var (arrival, delivery, missing) = store.Read(session => (
            entry.Direction == TrafficDirection.Given ? session.Arrivals.Find(neighbour.Id, entry.Delivery) : null,
            entry.Direction == TrafficDirection.Taken ? session.Outbox.Find(entry.Delivery) : null,
            entry.Receipts.Any(r => Digest.TryParse(r, out var digest) && session.Receipts.Find(digest) is null)));
        if (arrival is not null || (delivery is { State: not DeliveryState.Waiting } && !missing))
        {
            return Difference.None;
        }

        try
        {
            var frame = await client.TrafficFrameAsync(entry, cancellationToken).ConfigureAwait(false);
            if (delivery is not null)
            {
                await returning.RunAsync(neighbour.Id, frame.Attestations, delivery.State == DeliveryState.Waiting ? delivery : null, cancellationToken).ConfigureAwait(false);
                return Difference.Receipts;
            }

            if (entry.Direction == TrafficDirection.Given)
            {
                if (ShowsOwnReceipt(frame))
                {
                    await RenewAsync(neighbour.Id, cancellationToken).ConfigureAwait(false);
                }

                await ReceiveAgainAsync(neighbour, client, entry, frame, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                // Whose it is is settled before, whether it is genuine only when it has been taken back.
                var own = takeBack.IsOwn(frame);
                await takeBack.RunAsync(neighbour, entry, frame, offset => client.TrafficContentAsync(entry, offset, cancellationToken), cancellationToken).ConfigureAwait(false);
                if (own)
                {
                    await RenewAsync(neighbour.Id, cancellationToken).ConfigureAwait(false);
                }
            }

            return Difference.Returned;
        }
        catch (Exception e) when ((e is LinkException own && own.Error != LinkErrors.DiskReserve) || e is LinkAnswerException { Retryable: false })
        {
            if (!run.NamesNext)
            {
                return Difference.Failed;
            }

            await store.WriteAsync(
                session =>
                {
                    var code = e is LinkException refused ? refused.Error.Code : ((LinkAnswerException)e).Code;
                    session.Journal.Append(new JournalEntry(time.GetUtcNow(), "delivery-not-taken-back", Delivery: entry.Delivery, Agency: neighbour.Id.Value, From: entry.Direction.ToString(), To: code, Detail: e.Message));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return Difference.Failed;
        }
    }

    // Only what nobody else can make shows that this store has lost something: a receipt under this node's own seal that is not here, or a genuine packet of an
    // agency hosted here.
    private bool ShowsOwnReceipt(DeliveryFrame frame) => frame.Attestations.Select(receipts.Run).OfType<ReceiptCheck.Valid>()
        .Any(r => r.Content.Issuer == directory.Self && store.Read(s => s.Receipts.Find(r.Sealed.Digest)) is null);

    private async Task RenewAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        // One loss begins one epoch: what was lost before it began is what this run brings back.
        if (!epoch.IsRenewed && !store.Read(s => NodeEpoch.IsHeld(s, neighbour)))
        {
            Log.StoreIsOlder(logger, neighbour.Value);
            await epoch.RenewAsync($"Nút {neighbour} giữ biên nhận hoặc văn bản của nút này mà kho dữ liệu ở đây không còn: đã khôi phục từ bản sao lưu.", directory, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReceiveAgainAsync(Neighbour neighbour, LinkClient client, TrafficEntry entry, DeliveryFrame frame, CancellationToken cancellationToken)
    {
        if (Offer.Parse(frame.OfferBytes).Delivery != entry.Delivery)
        {
            throw new LinkException(LinkErrors.OfferMalformed);
        }

        var outcome = await receive.OfferAsync(neighbour, frame, cancellationToken).ConfigureAwait(false);
        while (outcome is ReceiveOutcome.Wanted wanted)
        {
            var content = await client.TrafficContentAsync(entry, wanted.Offset, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                outcome = await receive.ContentAsync(neighbour, entry.Delivery, wanted.Offset, content, cancellationToken).ConfigureAwait(false);
                if (outcome is ReceiveOutcome.Wanted { Offset: var next } && next <= wanted.Offset)
                {
                    throw new LinkUnreachableException($"Nút {neighbour.Id} không đưa nội dung gói tin.");
                }
            }
        }
    }
}
