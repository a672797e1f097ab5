using System.Text;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

/// <summary>Puts receipts under a real tree; its seal only names the root. Counts signatures, and fails when told to.</summary>
public sealed class CountingSealer : IReceiptSealer
{
    private int _seals;

    public int Seals => _seals;

    public bool Fails { get; set; }

    public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts)
    {
        if (Fails)
        {
            throw new InvalidOperationException("The token was pulled out.");
        }

        Interlocked.Increment(ref _seals);
        Digest[] leaves = [.. receipts.Select(static r => MerkleTree.HashLeaf(r.Span))];
        var paths = MerkleTree.Paths(leaves, out var root);
        var seal = Encoding.UTF8.GetBytes($"<seal root=\"{root}\" size=\"{leaves.Length}\"/>");
        return [.. receipts.Select((r, i) => new SealedReceipt(r, i, paths[i], seal))];
    }
}
