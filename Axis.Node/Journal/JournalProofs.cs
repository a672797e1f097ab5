using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Journal;

/// <summary>Proofs about the log, made on demand for auditors and neighbours.</summary>
/// <param name="store">The store.</param>
public sealed class JournalProofs(IStore store)
{
    /// <summary>Shows that an entry is under the head of the given size; <c>null</c> when there is no such entry or it lies beyond that size.</summary>
    public InclusionProof? Inclusion(long index, long treeSize) => store.Read(session =>
    {
        if (index < 0 || index >= treeSize || treeSize > session.Journal.Size().Appended)
        {
            return null;
        }

        var leaf = session.Journal.Leaves(index, 1)[0];
        return new InclusionProof(index, treeSize, leaf.Bytes, MerkleTree.Path(index, treeSize, new JournalTree(session.Journal).Subtree));
    });

    /// <summary>Shows that the log of <paramref name="oldSize"/> entries is a prefix of that of <paramref name="newSize"/> (RFC 6962 §2.1.2); <c>null</c> when the log is shorter.</summary>
    public IReadOnlyList<Digest>? Consistency(long oldSize, long newSize) => store.Read(session =>
        oldSize < 0 || oldSize > newSize || newSize > session.Journal.Size().Appended
            ? null
            : MerkleTree.Consistency(oldSize, newSize, new JournalTree(session.Journal).Subtree));

    /// <summary>
    /// Everything that shows an entry to an outsider; <c>null</c> when there is no such entry, or no sealed head covers it yet.
    /// </summary>
    /// <param name="index">The entry as the journal's list numbers it, over all logs.</param>
    public JournalEvidence? Evidence(long index) => store.Read(session =>
    {
        var log = session.Journal.Logs().LastOrDefault(l => l.FirstIndex <= index);
        if (log is null || index < 0)
        {
            return null;
        }

        var journal = session.Journal.In(log);
        var within = index - log.FirstIndex;
        if (journal.Heads(within, 1) is not [var head] || journal.Leaves(within, 1) is not [var leaf] || leaf.Index != within)
        {
            return null;
        }

        var tree = new JournalTree(journal);
        var cosigned = new List<CosignedHead>();
        foreach (var cosignature in session.Heads.CosignaturesFrom(log.Number, head.TreeSize))
        {
            if (journal.Heads(cosignature.TreeSize - 1, 1) is [var signed] && signed.TreeSize == cosignature.TreeSize)
            {
                cosigned.Add(new CosignedHead(signed, cosignature, MerkleTree.Consistency(head.TreeSize, signed.TreeSize, tree.Subtree)));
            }
        }

        return new JournalEvidence(log, new InclusionProof(within, head.TreeSize, leaf.Bytes, MerkleTree.Path(within, head.TreeSize, tree.Subtree)), head, cosigned);
    });
}
