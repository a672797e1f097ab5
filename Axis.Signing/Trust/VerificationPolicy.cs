namespace Axis.Signing.Trust;

/// <summary>How proofs are weighed. It changes what is done, never what a verdict is called.</summary>
/// <param name="Version">Name and version; stored with every verdict.</param>
/// <param name="SigningTimeBack">How far the claimed signing time may lie before the judged instant.</param>
/// <param name="SigningTimeAhead">How far it may lie after it (clocks differ).</param>
/// <param name="ClosedAgencyProof">Within what time of an agency's closing its last signatures need a proof.</param>
/// <param name="RevocationMaxAge">Oldest revocation list that counts, whatever its own next update says.</param>
public sealed record VerificationPolicy(
    string Version, TimeSpan SigningTimeBack, TimeSpan SigningTimeAhead, TimeSpan ClosedAgencyProof, TimeSpan RevocationMaxAge)
{
    /// <summary>7 days back, 5 minutes ahead, 72 hours after closing, lists of at most 7 days.</summary>
    public static VerificationPolicy Default { get; } =
        new("docaxis-1", TimeSpan.FromDays(7), TimeSpan.FromMinutes(5), TimeSpan.FromHours(72), TimeSpan.FromDays(7));
}
