using Axis.Core.Contracts;
using Axis.Core.Receipts;
using Axis.Node.Storage;
using Axis.Signing.Seals;

namespace Axis.Node.Api;

/// <summary>Recomputes the journal from its leaves and compares it with every sealed head.</summary>
internal sealed class JournalCheck(IStore store, SealVerifier seals, NodeDirectory directory)
{
    private const int Batch = 2_000;

    public JournalVerification Run(CancellationToken cancellationToken)
    {
        var tree = new MerkleFrontier();
        var heads = 0;
        JournalHead? good = null;
        var next = NextHead(0);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = tree.Size;
            var leaves = store.Read(session => session.Journal.Leaves(from, Batch));
            foreach (var leaf in leaves)
            {
                if (leaf.Index != tree.Size)
                {
                    return Failed($"Thiếu mục số {tree.Size} của nhật ký.");
                }

                tree.Append(MerkleTree.HashLeaf(leaf.Bytes.Span));
                if (next is not null && tree.Size == next.TreeSize)
                {
                    if (Explain(next, tree) is { } failure)
                    {
                        return Failed(failure);
                    }

                    (good, heads) = (next, heads + 1);
                    next = NextHead(next.TreeSize);
                }
            }

            if (leaves.Count == 0)
            {
                return next is null || next.TreeSize > store.Read(static s => s.Journal.Size()).Appended
                    ? next is null ? new JournalVerification(true, tree.Size, heads, good?.TreeSize ?? 0, good?.Root.ToString(), null) : Failed($"Đầu nhật ký đã niêm gồm {next.TreeSize} mục nhưng nhật ký chỉ còn {tree.Size} mục.")
                    : Failed($"Nhật ký dừng ở mục {tree.Size} trước đầu đã niêm gồm {next.TreeSize} mục.");
            }
        }

        JournalVerification Failed(string sentence) => new(false, tree.Size, heads, good?.TreeSize ?? 0, good?.Root.ToString(), sentence);
    }

    private JournalHead? NextHead(long after) => store.Read(session => session.Journal.Heads(after, 1)) is [var head] ? head : null;

    private string? Explain(JournalHead head, MerkleFrontier tree)
    {
        if (tree.Root != head.Root)
        {
            return $"Gốc tính lại của {head.TreeSize} mục đầu khác gốc đã niêm: có mục đã bị thay đổi.";
        }

        return seals.VerifyHead(head.Seal, directory.Current(), head.At) switch
        {
            SealValid valid when valid.Head.TreeSize == head.TreeSize && valid.Head.Root == head.Root && valid.Head.Issuer == directory.Self => null,
            SealValid => $"Niêm ký của đầu gồm {head.TreeSize} mục nói về một nhật ký khác.",
            var refused => $"Niêm ký của đầu gồm {head.TreeSize} mục: {refused.Reason}",
        };
    }
}
