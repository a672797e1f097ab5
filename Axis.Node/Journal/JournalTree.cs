using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Journal;

/// <summary>The log's Merkle tree as the store keeps it: roots of whole tiles, and leaf hashes for what no tile covers.</summary>
/// <param name="journal">The log, inside one session.</param>
internal sealed class JournalTree(IJournal journal)
{
    private const int Width = IJournal.TileWidth;
    private const int Page = 4096;

    private readonly IReadOnlyList<Digest> _tiles = journal.Tiles(0, int.MaxValue);

    /// <summary>Number of tiles kept.</summary>
    public long TileCount => _tiles.Count;

    /// <summary>Root over the first entries.</summary>
    public Digest Root(long size) => size == 0 ? MerkleTree.EmptyRoot : Subtree(0, size);

    /// <summary>Root over <paramref name="count"/> leaves from <paramref name="start"/> on.</summary>
    /// <remarks>
    /// A subtree of more than a tile starts at a tile (RFC 6962 splits at powers of two). Its largest complete subtrees come first, so the peaks of a
    /// frontier over tile roots, followed by those of one over the leaves that fill no tile, are its peaks.
    /// </remarks>
    public Digest Subtree(long start, long count)
    {
        var above = new MerkleFrontier();
        var leaf = start;
        if (start % Width == 0)
        {
            for (; start + count - leaf >= Width; leaf += Width)
            {
                above.Append(Tile(leaf / Width));
            }
        }

        var below = new MerkleFrontier();
        foreach (var hash in ReadHashes(leaf, start + count - leaf))
        {
            below.Append(hash);
        }

        Digest[] peaks = [.. above.Digests, .. below.Digests];
        var root = peaks[^1];
        for (var i = peaks.Length - 2; i >= 0; i--)
        {
            root = MerkleTree.HashNode(peaks[i], root);
        }

        return root;
    }

    /// <summary>Roots of the tiles that are complete below a size and not kept yet.</summary>
    public IReadOnlyList<Digest> MissingTiles(long size)
    {
        var missing = new List<Digest>();
        for (var tile = TileCount; (tile + 1) * Width <= size; tile++)
        {
            missing.Add(Tile(tile));
        }

        return missing;
    }

    private Digest Tile(long tile) => tile < _tiles.Count ? _tiles[(int)tile] : MerkleTree.Root(ReadHashes(tile * Width, Width));

    private List<Digest> ReadHashes(long from, long count)
    {
        var hashes = new List<Digest>((int)Math.Min(count, int.MaxValue));
        while (hashes.Count < count)
        {
            var page = journal.LeafHashes(from + hashes.Count, (int)Math.Min(Page, count - hashes.Count));
            if (page.Count == 0)
            {
                throw new InvalidDataException($"The journal ends at entry {from + hashes.Count}, before entry {from + count - 1}.");
            }

            hashes.AddRange(page);
        }

        return hashes;
    }
}
