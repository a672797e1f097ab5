using System.Text;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Journal;
using Axis.Node.Storage;
using Axis.Signing.Evidence;

namespace Axis.Node.Evidence;

/// <summary>Shows the document's journal entries under a sealed head that neighbours cosigned.</summary>
internal sealed class EvidenceJournal(IStore store, JournalSealer sealer, HeadExchange exchange)
{
    private const int MostEntries = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Seals the head and shows it to the neighbours, so that the newest entries are covered too; those that do not answer soon are left out.</summary>
    /// <returns>Whether every neighbour that can be called was asked.</returns>
    public async Task<bool> SealAsync(CancellationToken cancellationToken)
    {
        await sealer.SealAsync(cancellationToken).ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await exchange.RunAsync(patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The schedule asks again; what has been cosigned so far is kept.
            return false;
        }
    }

    /// <summary>The proof; <c>null</c> when no head covers the document's entries. Entries of a log of before a restore are left to their own log's heads.</summary>
    /// <param name="packet">The document.</param>
    /// <param name="hidden">Agencies whose entries are not shown.</param>
    public DraftJournal? Of(Digest packet, IReadOnlySet<string> hidden) => store.Read(session =>
    {
        var (log, journal) = (session.Journal.Log(), session.Journal);
        var lines = journal.List(null, MostEntries, packet).Where(l => l.Entry.Agency is not { } agency || !hidden.Contains(agency)).Select(l => l.Index - log.FirstIndex).Where(static i => i >= 0).Order().ToList();
        var size = journal.Size().Sealed;
        var covered = lines.Where(i => i < size).ToList();
        if (covered.Count == 0 || journal.Heads(covered[^1], 1) is not [var head])
        {
            return null;
        }

        var tree = new JournalTree(journal);
        return new DraftJournal(
            log.Epoch,
            head.TreeSize,
            head.Seal,
            [.. covered.Select(i => new EntryItem(i, Encoding.UTF8.GetString(journal.Leaves(i, 1)[0].Bytes.Span), [.. MerkleTree.Path(i, head.TreeSize, tree.Subtree).Select(static d => d.ToString())]))],
            [
                .. session.Heads.CosignaturesFrom(log.Number, head.TreeSize)
                    .SelectMany(c => journal.Heads(c.TreeSize - 1, 1).Where(h => h.TreeSize == c.TreeSize).Select(h => (Cosignature: c, Head: h)))
                    .Select(c => new DraftCosigned(c.Cosignature.Neighbour, c.Head.Seal, c.Head.TreeSize, c.Cosignature.Cosignature, MerkleTree.Consistency(head.TreeSize, c.Head.TreeSize, tree.Subtree))),
            ]);
    });
}
