using System.Globalization;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Journal;

/// <summary>Checks one log of the journal. Indices in sentences count over the whole journal, as the list for people shows them.</summary>
internal sealed class LogVerification(IJournal journal, JournalLog log, bool inForce, Func<JournalHead, bool> sealIsValid, IReadOnlyList<WitnessedHead> witnesses, JournalFindings findings)
{
    private const int Page = 1000;

    private readonly MerkleFrontier _tree = new();
    private readonly Queue<JournalHead> _heads = new(journal.Heads(0, int.MaxValue));
    private readonly Queue<WitnessedHead> _witnesses = new(witnesses);
    private readonly IReadOnlyList<Digest> _tiles = journal.Tiles(0, int.MaxValue);
    private readonly long _lastSealed = journal.LastHead()?.TreeSize ?? 0;
    private MerkleFrontier _currentTile = new();
    private long _tilesSeen;

    public long Entries { get; private set; }

    public long Sealed { get; private set; }

    public int Heads { get; private set; }

    public void Check(CancellationToken cancellationToken)
    {
        Heads = _heads.Count;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var leaves = journal.Leaves(Entries, Page);
            if (leaves.Count == 0)
            {
                break;
            }

            var stored = journal.LeafHashes(Entries, Page);
            for (var i = 0; i < leaves.Count; i++)
            {
                if (leaves[i].Index != Entries)
                {
                    findings.Wrong(Shown(Entries), $"Thiếu bút toán {Shown(Entries)}: bút toán kế tiếp có số {Shown(leaves[i].Index)}.");
                    return;
                }

                CheckLeaf(leaves[i], stored[i]);
                Entries++;
            }
        }

        foreach (var head in _heads)
        {
            findings.Wrong(Shown(Entries), $"Đầu nhật ký cỡ {head.TreeSize} niêm ký nhiều bút toán hơn số còn lại ({Entries}).");
        }

        foreach (var witness in _witnesses)
        {
            if (inForce)
            {
                findings.Wrong(Shown(Entries), $"Nút {witness.Witness} giữ đầu cỡ {witness.TreeSize} của nhật ký {log.Epoch} nhưng ở đây chỉ còn {Entries} bút toán.");
            }
            else
            {
                // The log ended where the store was put back; what it had beyond that is gone, and the new log's first entry says so.
                findings.Note(Lost(witness, Entries));
            }
        }

        if (_tilesSeen < _tiles.Count)
        {
            findings.Wrong(Shown(Entries), "Bảng mã băm trung gian dài hơn nhật ký.");
        }
    }

    private string Lost(WitnessedHead witness, long left) =>
        $"Nút {witness.Witness} giữ đầu cỡ {witness.TreeSize} của nhật ký {log.Epoch} mà ở đây chỉ còn {left} bút toán đối chiếu được: phần sau đã mất khi khôi phục từ bản sao lưu, nhật ký mới ghi nhận ở bút toán đầu.";

    private long Shown(long index) => log.FirstIndex + index;

    private void CheckLeaf(JournalLeaf leaf, Digest storedHash)
    {
        var hash = MerkleTree.HashLeaf(leaf.Bytes.Span);
        if (hash != storedHash)
        {
            findings.Wrong(Shown(leaf.Index), $"Bút toán {Shown(leaf.Index)} đã bị sửa: nội dung không khớp mã băm đã lưu.");
        }

        _tree.Append(hash);
        _currentTile.Append(hash);
        CheckContent(leaf);
        CheckTile(leaf.Index);
        CheckHeads(leaf.Index);
        CheckWitnesses(leaf.Index);
    }

    private void CheckContent(JournalLeaf leaf)
    {
        try
        {
            var (entry, detailHash) = JournalLeafFormat.Read(leaf.Bytes.Span);
            CheckDetail(Shown(leaf.Index), detailHash);
            if (entry.Kind == JournalKinds.DetailPurged && long.TryParse(entry.To, NumberStyles.None, CultureInfo.InvariantCulture, out var purged))
            {
                findings.PurgedDetail(purged);
            }
        }
        catch (FormatException)
        {
            findings.Wrong(Shown(leaf.Index), $"Bút toán {Shown(leaf.Index)} không ở dạng chuẩn.");
        }
    }

    private void CheckDetail(long index, Digest? expected)
    {
        var detail = journal.Detail(index);
        if (detail is null)
        {
            if (expected is not null)
            {
                findings.MissingDetail(index);
            }
        }
        else if (expected is null || JournalLeafFormat.HashDetail(detail.Salt.Span, detail.Text) != expected)
        {
            findings.Wrong(index, $"Chi tiết của bút toán {index} không khớp mã băm trong bút toán.");
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
            var first = Shown(index - IJournal.TileWidth + 1);
            findings.WrongWithin(first, $"Các bút toán {first}–{Shown(index)} không khớp mã băm trung gian đã lưu.");
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
                findings.WrongWithin(Shown(Sealed), $"Đầu nhật ký cỡ {head.TreeSize} không khớp: có bút toán từ {Shown(Sealed)} đến {Shown(index)} đã bị sửa.");
            }
            else if (!sealIsValid(head))
            {
                findings.WrongWithin(Shown(Sealed), $"Chữ ký niêm phong của đầu nhật ký cỡ {head.TreeSize} không hợp lệ.");
            }
            else
            {
                Sealed = head.TreeSize;
            }
        }
    }

    private void CheckWitnesses(long index)
    {
        while (_witnesses.TryPeek(out var witness) && witness.TreeSize == index + 1)
        {
            _witnesses.Dequeue();
            if (witness.Root != _tree.Root && !inForce && witness.TreeSize > _lastSealed)
            {
                // What was appended here after the last sealed head belongs to a store that was put back; the neighbour holds what had been there instead.
                findings.Note(Lost(witness, _lastSealed));
            }
            else if (witness.Root != _tree.Root)
            {
                findings.WrongWithin(
                    log.FirstIndex,
                    $"Nút {witness.Witness} giữ đầu nhật ký cỡ {witness.TreeSize} do chính nút này niêm mà nhật ký ở đây không dẫn tới: có bút toán trong {Shown(index) + 1} bút toán đầu đã bị sửa sau khi niêm.");
            }
        }
    }
}
