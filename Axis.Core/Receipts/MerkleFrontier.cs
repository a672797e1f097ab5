using System.Buffers.Binary;
using System.Numerics;
using Axis.Core.Packets;

namespace Axis.Core.Receipts;

/// <summary>
/// The right edge of a growing Merkle tree (RFC 6962 §2.1): the roots of its complete subtrees, largest first. Enough to append and to tell the root,
/// so a log of millions of entries is sealed without reading it again. Not thread-safe: one writer per log.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<Digest> _subtrees;

    /// <summary>A tree without leaves.</summary>
    public MerkleFrontier() => _subtrees = [];

    /// <summary>Takes up a tree where it was left.</summary>
    /// <exception cref="ArgumentException">The number of digests does not fit the size: one per set bit.</exception>
    public MerkleFrontier(long size, IReadOnlyList<Digest> digests)
    {
        ArgumentNullException.ThrowIfNull(digests);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (BitOperations.PopCount((ulong)size) != digests.Count)
        {
            throw new ArgumentException($"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} complete subtrees, not {digests.Count}.", nameof(digests));
        }

        Size = size;
        _subtrees = [.. digests];
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Roots of the complete subtrees, largest first.</summary>
    public IReadOnlyList<Digest> Digests => _subtrees;

    /// <summary>Merkle Tree Hash of all leaves so far.</summary>
    public Digest Root
    {
        get
        {
            if (_subtrees.Count == 0)
            {
                return MerkleTree.EmptyRoot;
            }

            var hash = _subtrees[^1];
            for (var i = _subtrees.Count - 2; i >= 0; i--)
            {
                hash = MerkleTree.HashNode(_subtrees[i], hash);
            }

            return hash;
        }
    }

    /// <summary>Appends a leaf by its hash (<see cref="MerkleTree.HashLeaf"/>).</summary>
    public void Append(Digest leafHash)
    {
        var hash = leafHash;
        for (var bits = Size; (bits & 1) == 1; bits >>= 1)
        {
            hash = MerkleTree.HashNode(_subtrees[^1], hash);
            _subtrees.RemoveAt(_subtrees.Count - 1);
        }

        _subtrees.Add(hash);
        Size++;
    }

    /// <summary>Eight bytes of size (big-endian), then the digests.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(long) + (_subtrees.Count * Digest.Size)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var i = 0; i < _subtrees.Count; i++)
        {
            _subtrees[i].CopyTo(bytes.AsSpan(sizeof(long) + (i * Digest.Size)));
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no frontier.</exception>
    public static MerkleFrontier FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(long) || (bytes.Length - sizeof(long)) % Digest.Size != 0)
        {
            throw new FormatException("A Merkle frontier is a size and whole digests.");
        }

        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var digests = new Digest[(bytes.Length - sizeof(long)) / Digest.Size];
        if (size < 0 || BitOperations.PopCount((ulong)size) != digests.Length)
        {
            throw new FormatException("The size of the Merkle frontier does not fit its digests.");
        }

        for (var i = 0; i < digests.Length; i++)
        {
            digests[i] = new Digest(bytes.Slice(sizeof(long) + (i * Digest.Size), Digest.Size));
        }

        return new MerkleFrontier(size, digests);
    }
}
