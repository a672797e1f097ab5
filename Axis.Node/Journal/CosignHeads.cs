using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Seals;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Journal;

/// <summary>
/// The witness: checks a head that a neighbour shows against the one held of the same log (RFC 6962 §2.1.2), cosigns it, journals it and holds it. A head that
/// contradicts is an alarm that stays; the head held before stays held.
/// </summary>
public sealed class CosignHeads(IStore store, SealVerifier seals, IHeadCosigner cosigner, LiveDirectory directory, TimeProvider time, ILogger<CosignHeads> logger)
{
    /// <summary>Most logs held of one neighbour: it gets one more with every restore.</summary>
    public const int MaxLogs = 64;

    /// <summary>Judges a head.</summary>
    /// <param name="neighbour">Whose head.</param>
    /// <param name="shown">The head with its proof.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    /// <exception cref="LinkException"><c>HEAD_INVALID</c>: not the neighbour's, not sealed, or malformed.</exception>
    public async Task<HeadAnswer> RunAsync(NodeId neighbour, ShownHead shown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var head = Read(neighbour, shown);
        var proof = Proof(shown);
        var held = store.Read(s => s.Heads.FindHeld(neighbour, shown.Log));
        if (held is null)
        {
            if (store.Read(s => s.Heads.HeldOf(neighbour)).Count >= MaxLogs)
            {
                throw new LinkException(LinkErrors.HeadInvalid, detail: "Nút này đã mở quá nhiều nhật ký.");
            }

            return await CosignAsync(neighbour, shown, head, null, cancellationToken).ConfigureAwait(false);
        }

        if (head.TreeSize == held.TreeSize && head.Root == held.Root)
        {
            return new HeadAnswer(HeadOutcomes.Cosigned, held.Seal.Span.SequenceEqual(shown.Seal) ? held.Cosignature.ToArray() : cosigner.Cosign(shown.Seal), null);
        }

        if (head.TreeSize < held.TreeSize || (head.TreeSize > held.TreeSize && shown.From != held.TreeSize))
        {
            return new HeadAnswer(HeadOutcomes.Held, null, held.Seal.ToArray());
        }

        return MerkleTree.VerifyConsistency(held.TreeSize, held.Root, head.TreeSize, head.Root, proof)
            ? await CosignAsync(neighbour, shown, head, held, cancellationToken).ConfigureAwait(false)
            : await AlarmAsync(neighbour, shown, held, cancellationToken).ConfigureAwait(false);
    }

    private SealHead Read(NodeId neighbour, ShownHead shown)
    {
        if (!Guid.TryParseExact(shown.Log, "D", out _) || shown.Seal is null || shown.Proof is null || shown.From < 0)
        {
            throw new LinkException(LinkErrors.HeadInvalid);
        }

        return seals.VerifyHead(shown.Seal, directory.Snapshot, time.GetUtcNow()) switch
        {
            SealValid { Head: var head } when head.Issuer == neighbour && head.TreeSize > 0 => head,
            var other => throw new LinkException(LinkErrors.HeadInvalid, detail: other is SealValid ? null : other.Reason),
        };
    }

    private static List<Digest> Proof(ShownHead shown)
    {
        var proof = new List<Digest>();
        foreach (var step in shown.Proof)
        {
            proof.Add(proof.Count < MerkleTree.MaxConsistencyLength && Digest.TryParse(step, out var digest) ? digest : throw new LinkException(LinkErrors.HeadInvalid));
        }

        return proof;
    }

    private async Task<HeadAnswer> CosignAsync(NodeId neighbour, ShownHead shown, SealHead head, HeldHead? held, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = new HeldHead(neighbour, shown.Log, head.TreeSize, head.Root, shown.Seal, cosigner.Cosign(shown.Seal), now);
        var other = await store.WriteAsync(
            session =>
            {
                // Two heads may be shown at once: only one of them follows the head that was judged.
                if (session.Heads.FindHeld(neighbour, shown.Log) is { } current && current.TreeSize != held?.TreeSize)
                {
                    return current;
                }

                if (held is null && session.Heads.HeldOf(neighbour) is { Count: > 0 } earlier)
                {
                    session.Journal.Append(new JournalEntry(now, "neighbour-log-started", Agency: neighbour.Value, From: earlier[^1].Log, To: shown.Log));
                }

                session.Heads.PutHeld(next);
                session.Journal.Append(new JournalEntry(
                    now, JournalKinds.HeadCosigned, Receipt: Digest.Of(shown.Seal), Agency: neighbour.Value, From: held is null ? null : $"{held.TreeSize}", To: $"{shown.Log}/{head.TreeSize}/{head.Root}"));
                return null;
            },
            cancellationToken).ConfigureAwait(false);
        return other is null ? new HeadAnswer(HeadOutcomes.Cosigned, next.Cosignature.ToArray(), null) : new HeadAnswer(HeadOutcomes.Held, null, other.Seal.ToArray());
    }

    private async Task<HeadAnswer> AlarmAsync(NodeId neighbour, ShownHead shown, HeldHead held, CancellationToken cancellationToken)
    {
        await HeadAlarms.RaiseAsync(store, new HeadAlarm(neighbour, directory.Self, shown.Log, held.Seal, shown.Seal, time.GetUtcNow()), logger, cancellationToken).ConfigureAwait(false);
        return new HeadAnswer(HeadOutcomes.Fork, null, held.Seal.ToArray());
    }
}
