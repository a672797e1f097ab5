using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Keys;

namespace Axis.Signing.Seals;

/// <summary>Seals receipts and journal heads with the node-seal key. Thread-safe.</summary>
public sealed class SealIssuer
{
    private readonly NodeId _issuer;
    private readonly ISealKeys _keys;
    private readonly TimeProvider _time;

    /// <summary>Seals with one key alone.</summary>
    /// <exception cref="ArgumentException">The key is not a P-256 key.</exception>
    public SealIssuer(NodeId issuer, ISigningKey key, TimeProvider time)
        : this(issuer, new OneSealKey(key), time)
    {
    }

    /// <summary>Seals with the key in force; receipts that were begun under the key before are still sealed with it.</summary>
    public SealIssuer(NodeId issuer, ISealKeys keys, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(time);
        (_issuer, _keys, _time) = (issuer, keys, time);
    }

    /// <summary>What <see cref="Receipt.IssuerCertificate"/> has to be now.</summary>
    public Digest CertificateDigest => Digest.Of(_keys.Current.Certificate.RawDataMemory.Span);

    /// <summary>
    /// Seals the canonical receipts, one signature for all that name the same certificate; the answer has the same order. A batch of one is normal, and so is one
    /// certificate.
    /// </summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A key cannot sign, or a receipt names a certificate whose key is not here.</exception>
    public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        var answer = new SealedReceipt[receipts.Count];
        foreach (var group in Enumerable.Range(0, receipts.Count).GroupBy(i => ReceiptXml.IssuerCertificateOf(receipts[i].Span)))
        {
            var key = _keys.Find(group.Key)
                ?? throw new System.Security.Cryptography.CryptographicException("A receipt names a seal certificate whose key is not here.");
            SealGroup(receipts, [.. group], key, answer);
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
        return SealXml.Write(new SealHead(SealPurpose.Journal, _issuer, time, treeSize, root), _keys.Current);
    }

    private void SealGroup(IReadOnlyList<ReadOnlyMemory<byte>> receipts, int[] places, ISigningKey key, SealedReceipt[] answer)
    {
        var leaves = new Digest[places.Length];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = MerkleTree.HashLeaf(receipts[places[i]].Span);
        }

        var paths = MerkleTree.Paths(leaves, out var root);
        var seal = SealXml.Write(new SealHead(SealPurpose.Receipts, _issuer, _time.GetUtcNow(), leaves.Length, root), key);
        for (var i = 0; i < leaves.Length; i++)
        {
            answer[places[i]] = new SealedReceipt(receipts[places[i]], i, paths[i], seal);
        }
    }

    /// <summary>Cosigns another node's journal head: "I hold no head of this log that contradicts this one".</summary>
    /// <param name="headSeal">The other node's seal over its head.</param>
    /// <exception cref="SealFormatException">It is no seal.</exception>
    public byte[] Cosign(ReadOnlySpan<byte> headSeal)
    {
        var head = SealXml.Read(headSeal).Head;
        return SealXml.Write(new SealHead(SealPurpose.Cosignature, _issuer, _time.GetUtcNow(), head.TreeSize, head.Root, Digest.Of(headSeal)), _keys.Current);
    }
}
