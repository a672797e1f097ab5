using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>What the verification of one token said.</summary>
/// <param name="Token">The token.</param>
/// <param name="Checks">Every check in order, also those not made.</param>
/// <param name="Chain">The authority's path to a trust anchor; <c>null</c> when there is none.</param>
public sealed record TimestampCheck(TimestampToken Token, IReadOnlyList<Check> Checks, CertificateChain? Chain)
{
    /// <summary>Whether the token proves its time: every check was made and passed (promise 4).</summary>
    public bool Passed => Checks.All(static c => c.Outcome == CheckOutcome.Passed);

    /// <summary>The first check that did not pass.</summary>
    public Check? FirstProblem => Checks.FirstOrDefault(static c => c.Outcome != CheckOutcome.Passed);
}
