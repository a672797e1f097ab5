using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// Takes one listed item: fetched, received, and only then answered. An item that was taken before is answered <c>done</c> again; one that will never do is kept
/// as evidence and answered <c>fail</c>. One that may do later stays where it is, as long as its trouble is worth (<see cref="Patience"/>); what is given up then is
/// kept as evidence as well, if the server handed it over at all.
/// </summary>
public sealed class TakeEdoc(VxpLinks links, ReceiveForeign receive, IPacketFiles files, IStore store, TimeProvider time, ILogger<TakeEdoc> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    // A server that does not hear an answer, or lists an item that it was told of, is told again, but not at every look.
    private static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(15);

    /// <summary>Takes the item as far as it goes now.</summary>
    /// <returns>Whether something new was stored.</returns>
    public async Task<bool> RunAsync(NodeId link, VxpListItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var known = store.Read(s => s.VxpLinks.Find(link, item.DocId));
        var now = time.GetUtcNow();
        if (known is not null && known.DueAt > now)
        {
            return false;
        }

        if (known is { State: not VxpArrivalState.Waiting })
        {
            // The server still lists it, so it has not heard the answer, or has forgotten it.
            await TellAsync(known, cancellationToken).ConfigureAwait(false);
            return false;
        }

        var row = (known ?? new VxpArrival(link, item.DocId, VxpArrivalState.Waiting, 0, now, null, null, null, now)) with { Kind = item.Kind, To = item.To };
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

    /// <summary>Tells the server what became of an item, and writes down whether it heard it.</summary>
    /// <returns><c>false</c> when no answer of the API came back; the item is told again by and by, and holds up no other.</returns>
    public async Task<bool> TellAsync(VxpArrival item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var good = item.State is VxpArrivalState.Stored or VxpArrivalState.Done;
        var told = good ? VxpArrivalState.Done : VxpArrivalState.Failed;
        try
        {
            await links.Client(item.Link).TellAsync(item.DocId, good ? "done" : "fail", good ? null : item.Reason, cancellationToken).ConfigureAwait(false);
        }
        catch (LinkAnswerException e)
        {
            // One item that the server will not hear of holds up no other, and after some days it is left at that.
            Log.ItemRefused(logger, item.Link.Value, e.Code);
            await SayAsync(item with { WaitsSince = item.WaitsSince ?? time.GetUtcNow() }, IsOver(item, time.GetUtcNow()) ? told : item.State, "vxp-item-answer-refused", e.Code, TellAgain, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (LinkUnreachableException e) when (e.Code is VxpAnswer.Outage or VxpAnswer.Timeout)
        {
            // A server may answer everything but this: nothing is given up for it, and the lists are asked all the same.
            Log.ItemUnanswered(logger, item.Link.Value, e.Code);
            await SayAsync(item, item.State, "vxp-item-unanswered", e.Code, TimeSpan.FromSeconds(links.Find(item.Link)?.PollSeconds ?? 0), cancellationToken).ConfigureAwait(false);
            return false;
        }

        await SayAsync(item with { WaitsSince = null }, told, "vxp-item-answered", good ? "done" : "fail", TellAgain, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private Task<bool> SayAsync(VxpArrival item, VxpArrivalState next, string kind, string said, TimeSpan again, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            var now = time.GetUtcNow();
            if (session.VxpLinks.Find(item.Link, item.DocId)?.State != item.State)
            {
                // Meanwhile an operator wanted it tried again.
                return false;
            }

            session.VxpLinks.Put(item with { State = next, DueAt = now + again });
            if (item.State != next)
            {
                session.Journal.Append(new JournalEntry(now, kind, item.Packet, Agency: item.Link.Value, To: said, Detail: item.DocId));
            }

            return true;
        },
        cancellationToken);

    private async Task<ForeignOutcome> FetchAsync(NodeId link, VxpListItem item, VxpArrival row, CancellationToken cancellationToken)
    {
        var bytes = files.CreateTemporary();
        try
        {
            if (row.Packet is not { } kept || !await CopyKeptAsync(kept, bytes, cancellationToken).ConfigureAwait(false))
            {
                await links.Client(link).FetchAsync(item.DocId, bytes, cancellationToken).ConfigureAwait(false);
                await StripLineEndAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (LinkAnswerException e)
        {
            files.Discard(bytes);
            return new ForeignOutcome.Later(e.Code, e.Message, e.Retryable ? Patience.Days : Patience.Tries);
        }
        catch (LinkUnreachableException e) when (e.Code is VxpAnswer.Outage or VxpAnswer.Timeout)
        {
            // The list came, this item does not: it waits by itself and holds up no other. No attempt to blame the packet for.
            files.Discard(bytes);
            return new ForeignOutcome.Later(e.Code, e.Message, Patience.Unlimited);
        }
        catch (InvalidDataException)
        {
            files.Discard(bytes);
            return new ForeignOutcome.Later("VXP_DATA_UNREADABLE", "Máy chủ VXP trả nội dung không giải mã được hoặc vượt giới hạn của kết nối.", Patience.Tries);
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
            // Not even to be kept as evidence: it waits, and holds up no other of the link.
            Log.ItemBroke(logger, e, link.Value);
            return ReceiveForeign.Broke;
        }
    }

    // Waited for people long enough: what cannot be taken now is given up.
    private bool IsOver(VxpArrival row, DateTimeOffset now) => row.WaitsSince is { } since && links.Find(row.Link) is { MaxDays: var days } && now - since >= TimeSpan.FromDays(days);

    private Task<ForeignOutcome> ReceiveAsync(NodeId link, VxpListItem item, VxpArrival row, FileStream bytes, CancellationToken cancellationToken)
    {
        OrganId? to = OrganId.TryParse(item.To, out var named) ? named : null;
        return receive.RunAsync(
            new ForeignArrival(link, item.Kind, to, bytes, item.DocId) { Last = IsOver(row, time.GetUtcNow()) },
            (session, outcome) => session.VxpLinks.Put(outcome switch
            {
                ForeignOutcome.Stored stored => row with { State = VxpArrivalState.Stored, Packet = stored.Packet, ReasonCode = null, Reason = null, WaitsSince = null },
                ForeignOutcome.Unusable unusable => row with { State = VxpArrivalState.Unusable, Attempts = row.Attempts + 1, Packet = unusable.Packet, ReasonCode = unusable.Code, Reason = unusable.Sentence, WaitsSince = null },
                _ => row,
            }),
            cancellationToken);
    }

    // After enough of it the sender shall know rather than wait for ever. Room and reach are this node's own trouble and never the sender's.
    private async Task<VxpArrival> PutOffAsync(VxpArrival row, ForeignOutcome.Later later, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var options = links.Find(row.Link);
        var blameless = later.Patience == Patience.Unlimited;
        var attempts = blameless ? row.Attempts : row.ReasonCode == later.Code ? row.Attempts + 1 : 1;
        var over = later.Patience switch
        {
            Patience.Tries => attempts >= options?.MaxAttempts || IsOver(row, now),
            Patience.Days => IsOver(row, now),
            _ => false,
        };
        var next = row with
        {
            State = over ? VxpArrivalState.Unusable : VxpArrivalState.Waiting,
            Attempts = attempts,
            DueAt = over ? now : now + (blameless ? TimeSpan.FromSeconds(options?.PollSeconds ?? 0) : Backoff.Delay(attempts, FirstRetry, LongestRetry)),
            ReasonCode = later.Code,
            Reason = later.Sentence,
            WaitsSince = over ? null : blameless ? row.WaitsSince : row.WaitsSince ?? now,
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

    // What was kept as evidence is tried again as it was kept: after "fail" the server may not have it any more.
    private async Task<bool> CopyKeptAsync(Digest packet, FileStream bytes, CancellationToken cancellationToken)
    {
        var row = store.Read(s => s.Packets.Find(packet));
        if (row is { Inline: true })
        {
            if (store.Read(s => s.Packets.ReadInline(packet)) is not { } small)
            {
                return false;
            }

            await LocalFile.WriteAsync(bytes, small, cancellationToken).ConfigureAwait(false);
            return true;
        }

        try
        {
            var kept = files.OpenRead(packet);
            await using (kept.ConfigureAwait(false))
            {
                await BoundedStream.CopyAsync(kept, bytes, long.MaxValue, cancellationToken).ConfigureAwait(false);
                return true;
            }
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException e)
        {
            throw new StoreUnavailableException($"A packet that is kept cannot be read: {e.Message}", e);
        }
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
