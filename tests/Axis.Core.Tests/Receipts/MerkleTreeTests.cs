using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Core.Tests.Receipts;

/// <summary>The vectors are those of the Certificate Transparency reference implementation (merkle/testonly, RFC 6962).</summary>
public sealed class MerkleTreeTests
{
    private static readonly string[] Leaves =
    [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static Digest[] Hashes(int count) => [.. Leaves.Take(count).Select(static l => MerkleTree.HashLeaf(Convert.FromHexString(l)))];

    private static Digest[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(static i => MerkleTree.HashLeaf(BitConverter.GetBytes(i)))];

    [Test]
    public void the_empty_tree_has_the_hash_of_nothing() =>
        Assert.That(MerkleTree.Root([]).ToString(), Is.EqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));

    [Test]
    public void roots_equal_the_reference_vectors([Range(1, 8)] int size) =>
        Assert.That(MerkleTree.Root(Hashes(size)).ToString(), Is.EqualTo(Roots[size - 1]));

    [TestCase(0, 1, "")]
    [TestCase(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [TestCase(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b,ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [TestCase(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [TestCase(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void audit_paths_equal_the_reference_vectors(int index, int size, string expected) =>
        Assert.That(string.Join(',', MerkleTree.Path(Hashes(size), index)), Is.EqualTo(expected));

    [TestCase(1, 1, "")]
    [TestCase(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [TestCase(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a,ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [TestCase(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void consistency_proofs_equal_the_reference_vectors(int oldSize, int newSize, string expected) =>
        Assert.That(string.Join(',', MerkleTree.Consistency(Hashes(newSize), oldSize)), Is.EqualTo(expected));

    [Test]
    public void every_leaf_of_every_small_tree_proves_its_place_and_no_other()
    {
        for (var size = 1; size <= 33; size++)
        {
            var leaves = Numbered(size);
            var paths = MerkleTree.Paths(leaves, out var root);
            for (var i = 0; i < size; i++)
            {
                for (var claimed = 0; claimed < size; claimed++)
                {
                    Assert.That(MerkleTree.VerifyPath(leaves[i], claimed, size, paths[i], root), Is.EqualTo(claimed == i), $"leaf {i} as {claimed} of {size}");
                }
            }
        }
    }

    [Test]
    public void every_prefix_of_every_small_tree_is_consistent_with_it()
    {
        for (var size = 0; size <= 33; size++)
        {
            var leaves = Numbered(size);
            for (var old = 0; old <= size; old++)
            {
                var proof = MerkleTree.Consistency(leaves, old);
                Assert.That(MerkleTree.VerifyConsistency(old, MerkleTree.Root(leaves[..old]), size, MerkleTree.Root(leaves), proof), $"{old} in {size}");
            }
        }
    }

    [Test]
    public void a_rewritten_prefix_is_not_consistent([Range(1, 16)] int old)
    {
        var leaves = Numbered(17);
        var forged = (Digest[])leaves.Clone();
        forged[old - 1] = Digest.Of("forged"u8);
        Assert.That(
            MerkleTree.VerifyConsistency(old, MerkleTree.Root(leaves[..old]), 17, MerkleTree.Root(forged), MerkleTree.Consistency(forged, old)),
            Is.False);
    }

    [Test]
    public void a_path_that_is_too_short_or_too_long_leads_nowhere()
    {
        var leaves = Numbered(5);
        var path = MerkleTree.Path(leaves, 1);
        Assert.Multiple(() =>
        {
            Assert.That(MerkleTree.RootOf(leaves[1], 1, 5, [.. path.Take(2)]), Is.Null);
            Assert.That(MerkleTree.RootOf(leaves[1], 1, 5, [.. path, path[0]]), Is.Null);
            Assert.That(MerkleTree.RootOf(leaves[1], 5, 5, path), Is.Null);
            Assert.That(MerkleTree.RootOf(leaves[1], -1, 5, path), Is.Null);
        });
    }

    [Test]
    public void paths_from_stored_subtrees_equal_paths_from_leaves()
    {
        var leaves = Numbered(23);
        for (var i = 0; i < leaves.Length; i++)
        {
            var path = MerkleTree.Path(i, leaves.Length, (start, count) => MerkleTree.Root(leaves[(int)start..(int)(start + count)]));
            Assert.That(path, Is.EqualTo(MerkleTree.Path(leaves, i)));
        }
    }

    [Test]
    public void a_frontier_taken_up_again_goes_on_to_the_same_root()
    {
        var leaves = Numbered(300);
        var frontier = new MerkleFrontier();
        for (var i = 0; i < leaves.Length; i++)
        {
            frontier = MerkleFrontier.FromBytes(frontier.ToBytes());
            frontier.Append(leaves[i]);
            MerkleTree.Paths(leaves[..(i + 1)], out var root);
            Assert.That(frontier.Root, Is.EqualTo(root));
        }
    }

    [Test]
    public void a_frontier_with_digests_missing_is_refused() =>
        Assert.That(() => MerkleFrontier.FromBytes(new byte[] { 0, 0, 0, 0, 0, 0, 0, 3 }), Throws.TypeOf<FormatException>());

    [Test]
    public void a_long_leaf_is_hashed_like_a_short_one()
    {
        var leaf = new byte[5000];
        byte[] prefixed = [0, .. leaf];
        Assert.That(MerkleTree.HashLeaf(leaf), Is.EqualTo(Digest.Of(prefixed)));
    }
}
