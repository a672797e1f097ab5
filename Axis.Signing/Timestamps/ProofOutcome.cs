using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>What <see cref="ProofMaker"/> did. Closed.</summary>
public abstract record ProofOutcome
{
    private protected ProofOutcome()
    {
    }
}

/// <summary>New proofs, to be stored behind the ones at hand, together.</summary>
/// <param name="Proofs">In order.</param>
public sealed record ProofMade(IReadOnlyList<SignatureProof> Proofs) : ProofOutcome;

/// <summary>Something is missing for now that is no timestamp authority's fault.</summary>
/// <param name="Reason">A sentence in Vietnamese.</param>
/// <param name="Missing">The path whose revocation data are wanted; <c>null</c> when fetching them would not help.</param>
public sealed record ProofWaits(string Reason, CertificateChain? Missing = null) : ProofOutcome;

/// <summary>Nothing to do.</summary>
/// <param name="RenewAt">When the newest timestamp is to be renewed.</param>
public sealed record ProofsComplete(DateTimeOffset RenewAt) : ProofOutcome;
