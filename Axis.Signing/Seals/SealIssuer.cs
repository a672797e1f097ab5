using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Keys;

namespace Axis.Signing.Seals;

/// <summary>Seals receipts and journal heads with the node-seal key. Thread-safe.</summary>
public sealed class SealIssuer
{
    private readonly NodeId _issuer;
    private readonly ISigningKey _key;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">The key is not a P-256 key.</exception>
    public SealIssuer(NodeId issuer, ISigningKey key, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(time);
        if (key.Algorithm != SignatureAlgorithm.EcdsaP256Sha256)
        {
            throw new ArgumentException("Seals are made with P-256 keys only.", nameof(key));
        }

        (_issuer, _key, _time) = (issuer, key, time);
        CertificateDigest = Digest.Of(key.Certificate.RawDataMemory.Span);
    }

    /// <summary>What <see cref="Receipt.IssuerCertificate"/> has to be.</summary>
    public Digest CertificateDigest { get; }

    /// <summary>Seals the canonical receipts with one signature; the answer has the same order. A batch of one is normal.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot sign.</exception>
    public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        if (receipts.Count == 0)
        {
            return [];
        }

        var leaves = new Digest[receipts.Count];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = MerkleTree.HashLeaf(receipts[i].Span);
        }

        var paths = MerkleTree.Paths(leaves, out var root);
        var seal = SealXml.Write(new SealHead(SealPurpose.Receipts, _issuer, _time.GetUtcNow(), leaves.Length, root), _key);
        var answer = new SealedReceipt[leaves.Length];
        for (var i = 0; i < answer.Length; i++)
        {
            answer[i] = new SealedReceipt(receipts[i], i, paths[i], seal);
        }

        return answer;
    }

    /// <summary>Seals a journal head.</summary>
    /// <param name="treeSize">Entries under the root.</param>
    /// <param name="root">RFC 6962 root.</param>
    /// <param name="time">When the head was taken; written in milliseconds.</param>
    public byte[] SealHead(long treeSize, Digest root, DateTimeOffset time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(treeSize);
        return SealXml.Write(new SealHead(SealPurpose.Journal, _issuer, time, treeSize, root), _key);
    }
}
