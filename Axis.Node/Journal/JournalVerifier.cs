using System.Globalization;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Journal;

/// <summary>
/// Checks a whole journal against itself: every leaf is hashed anew, indices have no gap, every head and tile is the root over what lies before it, every
/// detail matches its hash or has a purge entry. The seals of the heads are given to <paramref name="sealIsValid"/>.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="sealIsValid">Whether a head's seal is a valid signature over its size, root and time.</param>
public sealed class JournalVerifier(IStore store, Func<JournalHead, bool> sealIsValid)
{
    private const int Page = 1000;
    private const int MostProblems = 100;

    /// <summary>Checks everything. Reads the log once, page by page.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Asked for by the token.</exception>
    public JournalVerification Verify(CancellationToken cancellationToken) => store.Read(session => new Run(session.Journal, sealIsValid).Check(cancellationToken));

    private sealed class Run(IJournal journal, Func<JournalHead, bool> sealIsValid)
    {
        private readonly MerkleFrontier _tree = new();
        private readonly List<string> _problems = [];
        private readonly HashSet<long> _missingDetails = [];
        private readonly Queue<JournalHead> _heads = new(journal.Heads(0, int.MaxValue));
        private readonly IReadOnlyList<Digest> _tiles = journal.Tiles(0, int.MaxValue);
        private MerkleFrontier _currentTile = new();
        private long _tilesSeen;
        private long _sealed;
        private long _purged;
        private long? _firstWrong;

        public JournalVerification Check(CancellationToken cancellationToken)
        {
            var heads = _heads.Count;
            long next = 0;
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var leaves = journal.Leaves(next, Page);
                if (leaves.Count == 0)
                {
                    break;
                }

                var stored = journal.LeafHashes(next, Page);
                for (var i = 0; i < leaves.Count; i++)
                {
                    if (leaves[i].Index != next)
                    {
                        Wrong(next, $"Thiếu bút toán {next}: bút toán kế tiếp có số {leaves[i].Index}.");
                        return Result(next, heads);
                    }

                    CheckLeaf(leaves[i], stored[i]);
                    next++;
                }
            }

            foreach (var index in _missingDetails.Order())
            {
                Wrong(index, $"Chi tiết của bút toán {index} đã mất mà không có bút toán xóa.");
            }

            foreach (var head in _heads)
            {
                Wrong(next, $"Đầu nhật ký cỡ {head.TreeSize} niêm ký nhiều bút toán hơn số còn lại ({next}).");
            }

            if (_tilesSeen < _tiles.Count)
            {
                Wrong(next, "Bảng mã băm trung gian dài hơn nhật ký.");
            }

            return Result(next, heads);
        }

        private void CheckLeaf(JournalLeaf leaf, Digest storedHash)
        {
            var hash = MerkleTree.HashLeaf(leaf.Bytes.Span);
            if (hash != storedHash)
            {
                Wrong(leaf.Index, $"Bút toán {leaf.Index} đã bị sửa: nội dung không khớp mã băm đã lưu.");
            }

            _tree.Append(hash);
            _currentTile.Append(hash);
            CheckContent(leaf);
            CheckTile(leaf.Index);
            CheckHeads(leaf.Index);
        }

        private void CheckContent(JournalLeaf leaf)
        {
            try
            {
                var (entry, detailHash) = JournalLeafFormat.Read(leaf.Bytes.Span);
                CheckDetail(leaf.Index, detailHash);
                if (entry.Kind == JournalKinds.DetailPurged
                    && long.TryParse(entry.To, NumberStyles.None, CultureInfo.InvariantCulture, out var purged)
                    && _missingDetails.Remove(purged))
                {
                    _purged++;
                }
            }
            catch (FormatException)
            {
                Wrong(leaf.Index, $"Bút toán {leaf.Index} không ở dạng chuẩn.");
            }
        }

        private void CheckDetail(long index, Digest? expected)
        {
            var detail = journal.Detail(index);
            if (detail is null)
            {
                if (expected is not null)
                {
                    _missingDetails.Add(index);
                }
            }
            else if (expected is null || JournalLeafFormat.HashDetail(detail.Salt.Span, detail.Text) != expected)
            {
                Wrong(index, $"Chi tiết của bút toán {index} không khớp mã băm trong bút toán.");
            }
        }

        private void CheckTile(long index)
        {
            if (_currentTile.Size < IJournal.TileWidth)
            {
                return;
            }

            if (_tilesSeen < _tiles.Count && _tiles[(int)_tilesSeen] != _currentTile.Root)
            {
                WrongWithin(index - IJournal.TileWidth + 1, $"Các bút toán {index - IJournal.TileWidth + 1}–{index} không khớp mã băm trung gian đã lưu.");
            }

            _tilesSeen++;
            _currentTile = new MerkleFrontier();
        }

        private void CheckHeads(long index)
        {
            while (_heads.TryPeek(out var head) && head.TreeSize == index + 1)
            {
                _heads.Dequeue();
                if (head.Root != _tree.Root)
                {
                    WrongWithin(_sealed, $"Đầu nhật ký cỡ {head.TreeSize} không khớp: có bút toán từ {_sealed} đến {index} đã bị sửa.");
                }
                else if (!sealIsValid(head))
                {
                    WrongWithin(_sealed, $"Chữ ký niêm phong của đầu nhật ký cỡ {head.TreeSize} không hợp lệ.");
                }
                else
                {
                    _sealed = head.TreeSize;
                }
            }
        }

        private void Wrong(long index, string sentence)
        {
            _firstWrong = Math.Min(_firstWrong ?? long.MaxValue, index);
            Tell(sentence);
        }

        // Something from this entry up to the current one is wrong; a wrong entry already found says it more exactly.
        private void WrongWithin(long from, string sentence)
        {
            _firstWrong ??= from;
            Tell(sentence);
        }

        private void Tell(string sentence)
        {
            if (_problems.Count < MostProblems)
            {
                _problems.Add(sentence);
            }
        }

        private JournalVerification Result(long entries, int heads) => new(entries, _sealed, heads, _purged, _firstWrong, _problems);
    }
}
