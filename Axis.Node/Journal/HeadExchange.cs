using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Seals;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Journal;

/// <summary>
/// Shows the last sealed head to every neighbour that can be called and keeps their cosignatures. A node that cannot be reached itself also asks its parent for
/// the parent's head, since nobody can show it one.
/// </summary>
public sealed class HeadExchange(
    IStore store, JournalProofs proofs, SealVerifier seals, CosignHeads cosign, LiveDirectory directory, LinkClients clients, NodeEpoch epoch, TimeProvider time, ILogger<HeadExchange> logger)
{
    private const int AtOnce = 8;
    private const int MostLookedAt = 64;

    /// <summary>Exchanges heads with all neighbours that can be called now; one that is away is asked the next time.</summary>
    /// <returns>How many cosignatures came.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var kept = 0;
        await Parallel.ForEachAsync(
            directory.Neighbours.Where(n => !n.Fetches && clients.Circuit(n.Id).Remaining == TimeSpan.Zero),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (neighbour, ct) =>
            {
                try
                {
                    if (await ShowAsync(neighbour.Id, ct).ConfigureAwait(false))
                    {
                        Interlocked.Increment(ref kept);
                    }

                    if (directory.Own is { PullOnly: true })
                    {
                        await FetchAsync(neighbour.Id, ct).ConfigureAwait(false);
                    }
                }
                catch (Exception e) when (e is LinkUnreachableException or LinkAnswerException or LinkException or StoreUnavailableException)
                {
                    Log.HeadNotExchanged(logger, neighbour.Id.Value, e.Message);
                }
            }).ConfigureAwait(false);
        return kept;
    }

    /// <summary>Shows the last head to one neighbour.</summary>
    /// <returns>Whether a new cosignature is kept.</returns>
    public async Task<bool> ShowAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        var (log, head, last, worth) = store.Read(session =>
        {
            var (current, newest) = (session.Journal.Log(), session.Journal.LastHead());
            var signed = session.Heads.LastCosignature(current.Number, neighbour);
            return (current, newest, signed, newest is not null && IsWorth(session.Journal, newest, signed));
        });
        if (head is null || !worth)
        {
            return false;
        }

        var from = last?.TreeSize ?? 0;
        for (var round = 0; round < 2; round++)
        {
            var proof = proofs.Consistency(from, head.TreeSize) ?? [];
            var answer = await clients.For(neighbour).ShowHeadAsync(new ShownHead(log.Epoch, head.Seal.ToArray(), from, [.. proof.Select(static d => d.ToString())]), cancellationToken).ConfigureAwait(false);
            if (answer is { Outcome: HeadOutcomes.Cosigned, Cosignature: { } cosignature })
            {
                return await KeepAsync(neighbour, log, head, cosignature, cancellationToken).ConfigureAwait(false);
            }

            if (await ContradictionAsync(neighbour, log, head, answer, cancellationToken).ConfigureAwait(false) is not { } held)
            {
                return false;
            }

            from = held;
        }

        return false;
    }

    /// <summary>A neighbour that fetches says what it has to say to this node's head.</summary>
    /// <exception cref="LinkException"><c>HEAD_UNKNOWN</c>, <c>HEAD_INVALID</c>.</exception>
    public async Task AnsweredAsync(NodeId neighbour, HeadAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var log = store.Read(static s => s.Journal.Log());
        if (answer is not { Outcome: HeadOutcomes.Cosigned, Cosignature: { } cosignature })
        {
            var last = store.Read(static s => s.Journal.LastHead()) ?? throw new LinkException(LinkErrors.HeadUnknown);
            await ContradictionAsync(neighbour, log, last, answer, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Which of the heads it is about follows from what it signed.
        long size;
        try
        {
            size = SealXml.Read(cosignature).Head.TreeSize;
        }
        catch (SealFormatException e)
        {
            throw new LinkException(LinkErrors.HeadInvalid, e);
        }

        var head = store.Read(s => s.Journal.Heads(size - 1, 1)) is [var found] && found.TreeSize == size ? found : throw new LinkException(LinkErrors.HeadUnknown);
        if (!await KeepAsync(neighbour, log, head, cosignature, cancellationToken).ConfigureAwait(false) && !IsKept(log, size, neighbour))
        {
            throw new LinkException(LinkErrors.HeadInvalid);
        }
    }

    /// <summary>This node's last head with the proof from a size, for a neighbour that fetches it.</summary>
    /// <exception cref="LinkException"><c>HEAD_UNKNOWN</c>: nothing is sealed yet.</exception>
    public ShownHead Own(string log, long from)
    {
        var (current, head) = store.Read(static s => (s.Journal.Log(), s.Journal.LastHead()));
        if (head is null)
        {
            throw new LinkException(LinkErrors.HeadUnknown);
        }

        var start = log == current.Epoch && from > 0 && from <= head.TreeSize ? from : 0;
        return new ShownHead(current.Epoch, head.Seal.ToArray(), start, [.. (proofs.Consistency(start, head.TreeSize) ?? []).Select(static d => d.ToString())]);
    }

    // Cosigning leaves an entry at both ends; showing a head that covers nothing but such entries would go on for ever.
    private static bool IsWorth(IJournal journal, JournalHead head, HeadCosignature? signed)
    {
        if (signed is null || head.TreeSize - signed.TreeSize > MostLookedAt)
        {
            return true;
        }

        return head.TreeSize > signed.TreeSize
            && journal.Leaves(signed.TreeSize, (int)(head.TreeSize - signed.TreeSize))
                .Any(static l => JournalLeafFormat.Read(l.Bytes.Span).Entry.Kind is not (JournalKinds.HeadCosigned or JournalKinds.CosignatureKept));
    }

    private bool IsKept(JournalLog log, long size, NodeId neighbour) => store.Read(s => s.Heads.CosignaturesFrom(log.Number, size)).Any(c => c.Neighbour == neighbour && c.TreeSize == size);

    private async Task FetchAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        var held = store.Read(s => s.Heads.HeldOf(neighbour)) is [.., var newest] ? newest : null;
        var client = clients.For(neighbour);
        var shown = await client.HeadAsync(held?.Log ?? "", held?.TreeSize ?? 0, cancellationToken).ConfigureAwait(false);
        var answer = await cosign.RunAsync(neighbour, shown, cancellationToken).ConfigureAwait(false);
        await client.AnswerHeadAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> KeepAsync(NodeId neighbour, JournalLog log, JournalHead head, byte[] cosignature, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (seals.VerifyCosignature(cosignature, head.Seal, directory.Snapshot, now) is not SealValid valid || valid.Head.Issuer != neighbour)
        {
            Log.HeadNotExchanged(logger, neighbour.Value, "the cosignature is not its own, or not over this head");
            return false;
        }

        return await store.WriteAsync(
            session =>
            {
                if (!session.Heads.AddCosignature(new HeadCosignature(log.Number, head.TreeSize, neighbour, cosignature, now)))
                {
                    return false;
                }

                session.Journal.Append(new JournalEntry(now, JournalKinds.CosignatureKept, Receipt: Digest.Of(cosignature), Agency: neighbour.Value, To: $"{log.Epoch}/{head.TreeSize}/{head.Root}"));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    // What the neighbour holds counts only under this node's own seal. The answer is the size to prove from, when what it holds is part of the log here.
    private async Task<long?> ContradictionAsync(NodeId neighbour, JournalLog log, JournalHead head, HeadAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Held is null || seals.VerifyHead(answer.Held, directory.Snapshot, time.GetUtcNow()) is not SealValid { Head: var held } || held.Issuer != directory.Self)
        {
            Log.StrangeHeldHead(logger, neighbour.Value);
            return null;
        }

        if (held.Time < log.StartedAt)
        {
            // A seal does not name its log. This one is of an earlier log of this node, which was put back since: it contradicts nothing, whoever shows it as if it did.
            Log.StrangeHeldHead(logger, neighbour.Value);
            return null;
        }

        if (held.TreeSize <= head.TreeSize && store.Read(s => new JournalTree(s.Journal).Root(held.TreeSize)) == held.Root)
        {
            return held.TreeSize;
        }

        if (held.TreeSize > store.Read(static s => s.Journal.Size()).Appended && !epoch.IsRenewed)
        {
            // Entries that this node sealed are gone: a store that was put back, seen by nothing else because nothing passed between the nodes since.
            await epoch.RenewAsync($"Nút {neighbour} giữ đầu nhật ký cỡ {held.TreeSize} của nút này mà kho dữ liệu ở đây không còn: đã khôi phục từ bản sao lưu.", directory, cancellationToken).ConfigureAwait(false);
            return null;
        }

        await HeadAlarms.RaiseAsync(store, new HeadAlarm(directory.Self, neighbour, log.Epoch, answer.Held, head.Seal, time.GetUtcNow()), logger, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
