using System.Numerics;
using System.Security.Cryptography;
using Axis.Core.Packets;

namespace Axis.Core.Receipts;

/// <summary>
/// The Merkle hash tree of RFC 6962 §2.1 (RFC 9162 §2.1) over SHA-256: receipts under one seal, journal entries under one head, records of a directory section.
/// Everything works on leaf hashes (<see cref="HashLeaf"/>), so the leaves themselves need not be at hand.
/// </summary>
public static class MerkleTree
{
    /// <summary>Longest audit path that is accepted: a tree of 2^62 leaves.</summary>
    public const int MaxPathLength = 62;

    /// <summary>Most nodes that a consistency proof can have.</summary>
    public const int MaxConsistencyLength = 2 * MaxPathLength;

    /// <summary>Root of the tree without leaves: the hash of the empty string.</summary>
    public static Digest EmptyRoot { get; } = Digest.Of([]);

    /// <summary>Leaf hash: SHA-256(0x00 ‖ leaf).</summary>
    public static Digest HashLeaf(ReadOnlySpan<byte> leaf)
    {
        const int onStack = 2048;
        if (leaf.Length < onStack)
        {
            Span<byte> buffer = stackalloc byte[onStack];
            buffer[0] = 0;
            leaf.CopyTo(buffer[1..]);
            return Digest.Of(buffer[..(leaf.Length + 1)]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(leaf);
        return Digest.Finish(hash);
    }

    /// <summary>Hash of an inner node: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Digest HashNode(Digest left, Digest right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Digest.Size)];
        buffer[0] = 1;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + Digest.Size)..]);
        return Digest.Of(buffer);
    }

    /// <summary>Merkle Tree Hash of the leaf hashes.</summary>
    public static Digest Root(IReadOnlyList<Digest> leafHashes)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        var frontier = new MerkleFrontier();
        foreach (var leaf in leafHashes)
        {
            frontier.Append(leaf);
        }

        return frontier.Root;
    }

    /// <summary>Audit paths of all leaves at once: the tree is hashed once, not once per leaf.</summary>
    public static IReadOnlyList<IReadOnlyList<Digest>> Paths(IReadOnlyList<Digest> leafHashes, out Digest root)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        var levels = Levels(leafHashes);
        root = leafHashes.Count == 0 ? EmptyRoot : levels[^1][0];
        var paths = new IReadOnlyList<Digest>[leafHashes.Count];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = PathIn(levels, i);
        }

        return paths;
    }

    /// <summary>Audit path of one leaf (RFC 6962 §2.1.1), from the leaf upwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<Digest> Path(IReadOnlyList<Digest> leafHashes, long index)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        return PathIn(Levels(leafHashes), (int)index);
    }

    /// <summary>
    /// Audit path of one leaf of a tree whose nodes are kept elsewhere. <paramref name="subtree"/> gives the root over <c>count</c> leaves from <c>start</c> on.
    /// </summary>
    public static IReadOnlyList<Digest> Path(long index, long treeSize, Func<long, long, Digest> subtree)
    {
        ArgumentNullException.ThrowIfNull(subtree);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, treeSize);
        var path = new List<Digest>();
        long start = 0;
        var size = treeSize;
        while (size > 1)
        {
            var split = Split(size);
            if (index - start < split)
            {
                path.Add(subtree(start + split, size - split));
                size = split;
            }
            else
            {
                path.Add(subtree(start, split));
                start += split;
                size -= split;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>
    /// The root that a leaf and its audit path lead to (RFC 9162 §2.1.3.2); <c>null</c> when the path does not fit the index and the tree size.
    /// </summary>
    public static Digest? RootOf(Digest leafHash, long index, long treeSize, IReadOnlyList<Digest> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= treeSize || path.Count > MaxPathLength)
        {
            return null;
        }

        var (node, last, hash) = (index, treeSize - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return null;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = HashNode(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = HashNode(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 ? hash : null;
    }

    /// <summary>Whether the leaf stands at the index of the tree with the root.</summary>
    public static bool VerifyPath(Digest leafHash, long index, long treeSize, IReadOnlyList<Digest> path, Digest root) =>
        RootOf(leafHash, index, treeSize, path) == root;

    /// <summary>Proof that the tree of <paramref name="oldSize"/> leaves is a prefix of this one (RFC 6962 §2.1.2). Empty for sizes 0 and equal.</summary>
    public static IReadOnlyList<Digest> Consistency(IReadOnlyList<Digest> leafHashes, long oldSize)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        return Consistency(oldSize, leafHashes.Count, (start, count) =>
        {
            var frontier = new MerkleFrontier();
            for (var i = start; i < start + count; i++)
            {
                frontier.Append(leafHashes[(int)i]);
            }

            return frontier.Root;
        });
    }

    /// <summary>Consistency proof over a tree whose nodes are kept elsewhere.</summary>
    public static IReadOnlyList<Digest> Consistency(long oldSize, long newSize, Func<long, long, Digest> subtree)
    {
        ArgumentNullException.ThrowIfNull(subtree);
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var proof = new List<Digest>();
        if (oldSize == 0 || oldSize == newSize)
        {
            return proof;
        }

        // SUBPROOF(m, D[n], b): `known` is b, whether the verifier already holds the root of this subtree.
        var (start, size, old, known) = (0L, newSize, oldSize, true);
        while (old != size)
        {
            var split = Split(size);
            if (old <= split)
            {
                proof.Add(subtree(start + split, size - split));
                size = split;
            }
            else
            {
                proof.Add(subtree(start, split));
                start += split;
                old -= split;
                size -= split;
                known = false;
            }
        }

        if (!known)
        {
            proof.Add(subtree(start, size));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>Whether the proof shows that the old tree is a prefix of the new one (RFC 9162 §2.1.4.2).</summary>
    public static bool VerifyConsistency(long oldSize, Digest oldRoot, long newSize, Digest newRoot, IReadOnlyList<Digest> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (oldSize < 0 || oldSize > newSize || proof.Count > MaxConsistencyLength)
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return proof.Count == 0 && oldRoot == newRoot;
        }

        if (oldSize == 0)
        {
            return proof.Count == 0 && oldRoot == EmptyRoot;
        }

        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        // A power of two is a complete subtree, so its root is not repeated in the proof.
        var next = 0;
        Digest seed;
        if (node == 0)
        {
            seed = oldRoot;
        }
        else if (proof.Count == 0)
        {
            return false;
        }
        else
        {
            seed = proof[next++];
        }

        var (oldHash, newHash) = (seed, seed);
        for (; next < proof.Count; next++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                oldHash = HashNode(proof[next], oldHash);
                newHash = HashNode(proof[next], newHash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                newHash = HashNode(newHash, proof[next]);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && oldHash == oldRoot && newHash == newRoot;
    }

    /// <summary>The largest power of two smaller than the size.</summary>
    private static long Split(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));

    // An odd last node moves up unchanged; that gives the same tree as the recursive definition.
    private static List<Digest[]> Levels(IReadOnlyList<Digest> leafHashes)
    {
        var level = leafHashes as Digest[] ?? [.. leafHashes];
        var levels = new List<Digest[]> { level };
        while (level.Length > 1)
        {
            var above = new Digest[(level.Length + 1) / 2];
            for (var i = 0; i < above.Length; i++)
            {
                above[i] = (2 * i) + 1 < level.Length ? HashNode(level[2 * i], level[(2 * i) + 1]) : level[2 * i];
            }

            levels.Add(above);
            level = above;
        }

        return levels;
    }

    private static List<Digest> PathIn(List<Digest[]> levels, int index)
    {
        var path = new List<Digest>(levels.Count);
        for (var i = 0; i < levels.Count - 1; i++)
        {
            var sibling = index ^ 1;
            if (sibling < levels[i].Length)
            {
                path.Add(levels[i][sibling]);
            }

            index >>= 1;
        }

        return path;
    }
}
