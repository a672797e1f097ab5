using System.Collections.Concurrent;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Keys;

namespace Axis.Signing.Seals;

/// <summary>
/// Verifies seals against the directory. The signed directory is the authority on whose key it is: a node's seal certificate needs no chain of its own.
/// Seals whose signature verified are remembered (bounded), so a batch of receipts costs one ECDSA verification. Thread-safe.
/// </summary>
public sealed class SealVerifier
{
    /// <summary>How far a seal may lie ahead of the verifier's clock, or behind its receipt.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Digest, Seal> _verified = new();
    private readonly CertificateKeys _keys;
    private readonly int _capacity;

    /// <param name="keys">Public keys seen before, shared with other verifiers.</param>
    /// <param name="capacity">Most verified seals remembered; when exceeded, all are forgotten and verified again on demand.</param>
    public SealVerifier(CertificateKeys keys, int capacity = 4096)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_keys, _capacity) = (keys, capacity);
    }

    /// <summary>Number of ECDSA verifications made so far.</summary>
    public long SignaturesVerified => Interlocked.Read(ref _signaturesVerified);

    private long _signaturesVerified;

    /// <summary>Verifies that the issuer named in the receipt sealed it.</summary>
    /// <param name="sealedReceipt">As it travelled.</param>
    /// <param name="receipt">As read from <see cref="SealedReceipt.Bytes"/>.</param>
    /// <param name="directory">The directory in force.</param>
    /// <param name="knownSince">Since when the receipt is independently known to exist: the time of reception here, or an earlier proof.</param>
    public SealCheck Verify(SealedReceipt sealedReceipt, Receipt receipt, DirectorySnapshot directory, DateTimeOffset knownSince)
    {
        ArgumentNullException.ThrowIfNull(sealedReceipt);
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(directory);
        var (seal, refusal) = VerifySignature(sealedReceipt.Seal, SealPurpose.Receipts);
        if (seal is null)
        {
            return refusal!;
        }

        if (!IsSpelledBy(receipt, sealedReceipt.Bytes.Span))
        {
            return new SealRefused(SealCodes.ReceiptMismatch, "Nội dung biên nhận đưa ra không phải nội dung đã được niêm ký.");
        }

        var leaf = MerkleTree.HashLeaf(sealedReceipt.Bytes.Span);
        if (!MerkleTree.VerifyPath(leaf, sealedReceipt.Index, seal.Head.TreeSize, sealedReceipt.Path, seal.Head.Root))
        {
            return new SealRefused(SealCodes.Path, "Biên nhận không nằm dưới gốc cây đã niêm ký: biên nhận hoặc đường dẫn đã bị thay đổi.");
        }

        if (receipt.Issuer != seal.Head.Issuer)
        {
            return new SealRefused(SealCodes.Issuer, $"Biên nhận ghi nút phát hành '{receipt.Issuer}' nhưng niêm ký là của '{seal.Head.Issuer}'.");
        }

        if (receipt.IssuerCertificate != seal.CertificateDigest)
        {
            return new SealRefused(SealCodes.Certificate, "Biên nhận ghi chứng thư niêm ký khác với chứng thư đã dùng.");
        }

        return receipt.Time - ClockTolerance > seal.Head.Time
            ? new SealRefused(SealCodes.Time, "Niêm ký có thời điểm trước biên nhận mà nó bao gồm.")
            : JudgeBinding(seal, directory, knownSince);
    }

    /// <summary>Verifies a sealed journal head.</summary>
    /// <param name="sealBytes">The seal.</param>
    /// <param name="directory">The directory in force.</param>
    /// <param name="knownSince">Since when the head is independently known to exist.</param>
    public SealCheck VerifyHead(ReadOnlyMemory<byte> sealBytes, DirectorySnapshot directory, DateTimeOffset knownSince)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var (seal, refusal) = VerifySignature(sealBytes, SealPurpose.Journal);
        return seal is null ? refusal! : JudgeBinding(seal, directory, knownSince);
    }

    /// <summary>Verifies a neighbour's cosignature over a journal head. Whether that head's own seal is genuine is for <see cref="VerifyHead"/>.</summary>
    /// <param name="cosignature">What the neighbour signed.</param>
    /// <param name="headSeal">The seal over the head.</param>
    /// <param name="directory">The directory in force.</param>
    /// <param name="knownSince">Since when the cosignature is independently known to exist.</param>
    public SealCheck VerifyCosignature(ReadOnlyMemory<byte> cosignature, ReadOnlyMemory<byte> headSeal, DirectorySnapshot directory, DateTimeOffset knownSince)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var (head, headRefusal) = VerifySignature(headSeal, SealPurpose.Journal);
        if (head is null)
        {
            return headRefusal!;
        }

        var (seal, refusal) = VerifySignature(cosignature, SealPurpose.Cosignature);
        if (seal is null)
        {
            return refusal!;
        }

        return seal.Head.Cosigned == Digest.Of(headSeal.Span) && seal.Head.TreeSize == head.Head.TreeSize && seal.Head.Root == head.Head.Root
            ? JudgeBinding(seal, directory, knownSince)
            : new SealRefused(SealCodes.ReceiptMismatch, "Chữ ký chứng kiến là của một đầu nhật ký khác.");
    }

    private (Seal? Seal, SealRefused? Refusal) VerifySignature(ReadOnlyMemory<byte> bytes, SealPurpose purpose)
    {
        var digest = Digest.Of(bytes.Span);
        if (!_verified.TryGetValue(digest, out var seal))
        {
            try
            {
                seal = SealXml.Read(bytes.Span);
            }
            catch (SealFormatException e)
            {
                return (null, new SealRefused(SealCodes.Format, e.Message));
            }

            Interlocked.Increment(ref _signaturesVerified);
            if (_keys.AlgorithmOf(seal.Certificate) != SignatureAlgorithm.EcdsaP256Sha256
                || !_keys.Verify(seal.Certificate, seal.SignedInfo.Span, seal.Signature.Span))
            {
                return (null, new SealRefused(SealCodes.Signature, "Chữ ký trên niêm ký không đúng."));
            }

            if (_verified.Count >= _capacity)
            {
                _verified.Clear();
            }

            _verified.TryAdd(digest, seal);
        }

        return seal.Head.Purpose == purpose
            ? (seal, null)
            : (null, new SealRefused(SealCodes.Purpose, "Niêm ký được lập cho mục đích khác, không chứng minh được điều này."));
    }

    private static SealCheck JudgeBinding(Seal seal, DirectorySnapshot directory, DateTimeOffset knownSince)
    {
        var (issuer, time) = (seal.Head.Issuer, seal.Head.Time);
        if (time > knownSince + ClockTolerance)
        {
            return new SealRefused(SealCodes.Time, "Niêm ký có thời điểm ở tương lai so với lúc nhận được.");
        }

        var bindings = directory.FindCertificate(seal.CertificateDigest);
        if (bindings.Count == 0)
        {
            return new SealUndecided(SealCodes.BindingUnknown, $"Danh bạ hiện có ở đây chưa biết chứng thư niêm ký của nút '{issuer}'. Hãy cập nhật danh bạ rồi kiểm tra lại.");
        }

        var own = bindings.Where(b => b.Use == KeyUse.NodeSeal && b.Owner == issuer.Value).ToArray();
        if (own.Length == 0)
        {
            return new SealRefused(SealCodes.BindingBroken, $"Danh bạ không gắn chứng thư này với việc niêm ký của nút '{issuer}'.");
        }

        // The first withdrawal counts, whichever entry for the same certificate, owner and use it stands in.
        var revoked = own.Min(static b => b.RevokedAt);
        if (revoked <= time || Array.Find(own, b => b.HoldsAt(time)) is not { } binding)
        {
            return new SealRefused(SealCodes.BindingNotThen, $"Vào thời điểm niêm ký, chứng thư chưa hoặc không còn là của nút '{issuer}'.");
        }

        if (revoked <= knownSince)
        {
            return new SealUndecided(
                SealCodes.RevokedNoProof, $"Khóa niêm ký của nút '{issuer}' đã bị thu hồi và không có bằng chứng độc lập rằng biên nhận có trước lúc thu hồi.");
        }

        return directory.IsVouchedFor(binding, knownSince)
            ? new SealValid(seal.Head, binding)
            : new SealUndecided(SealCodes.DirectoryExpired, $"Phần danh bạ '{binding.Section}' đã hết hạn nên chưa kết luận được khóa niêm ký thuộc về ai. Hãy cập nhật danh bạ.");
    }

    private static bool IsSpelledBy(Receipt receipt, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.SequenceEqual(ReceiptXml.Write(receipt));
        }
        catch (ReceiptFormatException)
        {
            // A receipt that cannot be written is not the one that was.
            return false;
        }
    }
}
