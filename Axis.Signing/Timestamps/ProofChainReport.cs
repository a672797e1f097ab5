using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>What a packet's proofs are worth at the time of verification.</summary>
/// <param name="Level">The level reached; B when nothing beside the signature holds.</param>
/// <param name="Checks">Every check on every proof, in the order of the proofs, also those not made.</param>
/// <param name="Proof">The earliest time proved, for <see cref="JudgeInput.Proof"/>; <c>null</c> when no timestamp holds.</param>
/// <param name="Revocation">The revocation lists at hand and in the proofs, for <see cref="JudgeInput.Revocation"/>.</param>
/// <param name="RevocationAt">
/// When the revocation data of the signer in the proofs was current, for <see cref="JudgeInput.RevocationAt"/>; <c>null</c> when the proofs hold none that counts.
/// </param>
/// <param name="HoldsUntil">When the newest timestamp ceases to hold unless it is renewed; <c>null</c> when none holds.</param>
public sealed record ProofChainReport(
    SignatureLevel Level, IReadOnlyList<Check> Checks, Proof? Proof, RevocationBook Revocation, DateTimeOffset? RevocationAt, DateTimeOffset? HoldsUntil)
{
    /// <summary>Puts the level and the checks of the proofs into a verdict.</summary>
    public VerificationReport AddTo(VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report with { Level = Level, Checks = [.. report.Checks, .. Checks] };
    }

    /// <summary>The input of a judgement with what the proofs add: an earlier time, and revocation data that were current then.</summary>
    public JudgeInput AddTo(JudgeInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var earlier = Proof is not null && (input.Proof is null || Proof.Time < input.Proof.Time);
        return input with
        {
            Proof = earlier ? Proof : input.Proof,
            Witnesses = [.. input.Witnesses, .. new[] { input.Proof, Proof }.OfType<Proof>()],
            Revocation = Revocation,
            RevocationAt = RevocationAt ?? input.RevocationAt,
        };
    }
}
