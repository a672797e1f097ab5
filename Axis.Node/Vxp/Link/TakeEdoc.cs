using Axis.Core.Agencies;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// Takes one listed item: fetched, received, and only then answered. An item that was taken before is answered <c>done</c> again; one that will never do is kept
/// as evidence and answered <c>fail</c>; one that may do later stays where it is.
/// </summary>
public sealed class TakeEdoc(VxpLinks links, ReceiveForeign receive, IPacketFiles files, IStore store, TimeProvider time, ILogger<TakeEdoc> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    /// <summary>Takes the item as far as it goes now.</summary>
    /// <returns>Whether something new was stored.</returns>
    public async Task<bool> RunAsync(NodeId link, VxpListItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var known = store.Read(s => s.VxpLinks.Find(link, item.DocId));
        if (known is { State: not VxpArrivalState.Waiting })
        {
            // The server still lists it, so it has not heard the answer, or has forgotten it.
            await TellAsync(known, cancellationToken).ConfigureAwait(false);
            return false;
        }

        var now = time.GetUtcNow();
        if (known is not null && known.DueAt > now)
        {
            return false;
        }

        var row = known ?? new VxpArrival(link, item.DocId, VxpArrivalState.Waiting, 0, now, null, null, null, now);
        var outcome = await FetchAsync(link, item, row, cancellationToken).ConfigureAwait(false);
        var after = store.Read(s => s.VxpLinks.Find(link, item.DocId));
        if (outcome is ForeignOutcome.Later later)
        {
            after = await PutOffAsync(row, later, cancellationToken).ConfigureAwait(false);
        }

        if (after is { State: VxpArrivalState.Stored or VxpArrivalState.Unusable })
        {
            await TellAsync(after, cancellationToken).ConfigureAwait(false);
        }

        return outcome is ForeignOutcome.Stored { Again: false };
    }

    /// <summary>Tells the server what became of an item, and writes down that it knows.</summary>
    public async Task TellAsync(VxpArrival item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var good = item.State is VxpArrivalState.Stored or VxpArrivalState.Done;
        await links.Client(item.Link).TellAsync(item.DocId, good ? "done" : "fail", good ? null : item.Reason, cancellationToken).ConfigureAwait(false);
        var told = good ? VxpArrivalState.Done : VxpArrivalState.Failed;
        if (item.State != told)
        {
            await store.WriteAsync(
                session =>
                {
                    session.VxpLinks.Put(item with { State = told });
                    session.Journal.Append(new JournalEntry(time.GetUtcNow(), "vxp-item-answered", item.Packet, Agency: item.Link.Value, To: good ? "done" : "fail", Detail: item.DocId));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ForeignOutcome> FetchAsync(NodeId link, VxpListItem item, VxpArrival row, CancellationToken cancellationToken)
    {
        var bytes = files.CreateTemporary();
        try
        {
            await links.Client(link).FetchAsync(item.DocId, bytes, cancellationToken).ConfigureAwait(false);
            await StripLineEndAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (LinkAnswerException e)
        {
            files.Discard(bytes);
            return new ForeignOutcome.Later(e.Code, e.Message);
        }
        catch (LinkUnreachableException e) when (e.Code is VxpAnswer.Outage or VxpAnswer.Timeout)
        {
            // The list came, this item does not: it waits by itself and holds up no other. No attempt to blame the packet for.
            files.Discard(bytes);
            return new ForeignOutcome.Later(e.Code, e.Message);
        }
        catch (InvalidDataException)
        {
            files.Discard(bytes);
            return new ForeignOutcome.Later("VXP_DATA_UNREADABLE", "Máy chủ VXP trả nội dung không giải mã được hoặc vượt giới hạn của kết nối.");
        }
        catch
        {
            files.Discard(bytes);
            throw;
        }

        try
        {
            return await ReceiveAsync(link, item, row, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or LinkUnreachableException or StoreUnavailableException or OutOfMemoryException))
        {
            // One item that this node cannot take, whatever the reason, holds up no other of the link.
            Log.ItemBroke(logger, e, link.Value);
            return new ForeignOutcome.Later("ITEM_BROKE", "Nút không xử lý được gói tin này; xem nhật ký của nút.");
        }
    }

    private Task<ForeignOutcome> ReceiveAsync(NodeId link, VxpListItem item, VxpArrival row, FileStream bytes, CancellationToken cancellationToken)
    {
        OrganId? to = OrganId.TryParse(item.To, out var named) ? named : null;
        return receive.RunAsync(
            new ForeignArrival(link, item.Kind, to, bytes, item.DocId),
            (session, outcome) => session.VxpLinks.Put(outcome switch
            {
                ForeignOutcome.Stored stored => row with { State = VxpArrivalState.Stored, Attempts = row.Attempts + 1, Packet = stored.Packet, ReasonCode = null, Reason = null },
                ForeignOutcome.Unusable unusable => row with { State = VxpArrivalState.Unusable, Attempts = row.Attempts + 1, Packet = unusable.Packet, ReasonCode = unusable.Code, Reason = unusable.Sentence },
                _ => row,
            }),
            cancellationToken);
    }

    // After enough tries the sender shall know rather than wait for ever. Room and reach are this node's own trouble and never the sender's.
    private async Task<VxpArrival> PutOffAsync(VxpArrival row, ForeignOutcome.Later later, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var options = links.Find(row.Link);
        var blameless = later.Code is "NO_ROOM" or VxpAnswer.Outage or VxpAnswer.Timeout || later.Code == LinkErrors.QuarantineFull.Code;
        var attempts = blameless ? row.Attempts : row.Attempts + 1;
        var over = !blameless && attempts >= (options?.MaxAttempts ?? int.MaxValue);
        var next = row with
        {
            State = over ? VxpArrivalState.Unusable : VxpArrivalState.Waiting,
            Attempts = attempts,
            DueAt = now + (blameless ? TimeSpan.FromSeconds(options?.PollSeconds ?? 0) : Backoff.Delay(attempts, FirstRetry, LongestRetry)),
            ReasonCode = later.Code,
            Reason = later.Sentence,
        };
        await store.WriteAsync(
            session =>
            {
                session.VxpLinks.Put(next);
                session.Journal.Append(new JournalEntry(now, over ? "vxp-item-given-up" : "vxp-item-put-off", Agency: row.Link.Value, To: later.Code, Detail: row.DocId));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return next;
    }

    // Clients append one line end to what they send; a server that kept it hands it out again (edXML T03).
    private static async Task StripLineEndAsync(FileStream bytes, CancellationToken cancellationToken)
    {
        await bytes.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (bytes.Length < 2)
        {
            return;
        }

        var end = new byte[2];
        bytes.Position = bytes.Length - 2;
        await bytes.ReadExactlyAsync(end, cancellationToken).ConfigureAwait(false);
        if (end is [(byte)'\r', (byte)'\n'])
        {
            bytes.SetLength(bytes.Length - 2);
        }

        bytes.Position = bytes.Length;
    }
}
