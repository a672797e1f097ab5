using Axis.Core.Receipts;

namespace Axis.Signing.Trust;

/// <summary>Receipts of nodes as proofs of time. A node's clock is its own word, so what it may claim by it is narrow.</summary>
public static class NodeProofs
{
    /// <summary>
    /// The proof that a sealed receipt gives, or <c>null</c> when receipt and seal do not belong to one moment: a receipt is sealed as it is committed, and one
    /// that claims to be older was made to look so. Counts from the later of both times.
    /// </summary>
    /// <param name="receipt">The receipt, whose seal was verified.</param>
    /// <param name="sealedAt">Time of its seal.</param>
    /// <param name="policy">How far the two may lie apart.</param>
    public static Proof? Of(Receipt receipt, DateTimeOffset sealedAt, VerificationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(policy);
        return receipt.Time < sealedAt - policy.AttestationBack || receipt.Time > sealedAt + policy.AttestationAhead
            ? null
            : new Proof(receipt.Time > sealedAt ? receipt.Time : sealedAt, Proof.NativeReceipt, receipt.Issuer.Value);
    }

    /// <summary>The earliest proof of each node or authority, the earliest of all first.</summary>
    public static IReadOnlyList<Proof> Earliest(IEnumerable<Proof> proofs) =>
        [.. proofs.GroupBy(static p => p.By, StringComparer.Ordinal).Select(static g => g.MinBy(static p => p.Time)!).OrderBy(static p => p.Time).ThenBy(static p => p.By, StringComparer.Ordinal)];
}
