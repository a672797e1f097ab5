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
    /// <summary>7 days back, 5 minutes ahead, 72 hours after closing, lists of at most 7 days, OCSP responses of at most 1 day.</summary>
    public static VerificationPolicy Default { get; } =
        new("docaxis-1", TimeSpan.FromDays(7), TimeSpan.FromMinutes(5), TimeSpan.FromHours(72), TimeSpan.FromDays(7));

    /// <summary>Oldest OCSP response that counts for packets.</summary>
    public TimeSpan ResponseMaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Oldest list or response that counts for signatures inside documents.</summary>
    public TimeSpan DocumentRevocationMaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>What the path of an agency's certificate must satisfy (SIG-06: the official store, unless a setting says otherwise).</summary>
    public PathPolicy AgencyPath { get; init; } = PathPolicy.Official;

    /// <summary>What the path of a certificate inside a document must satisfy (SIG-07: either store).</summary>
    public PathPolicy DocumentPath { get; init; } = PathPolicy.EitherStore;

    /// <summary>How far a receipt's own time may lie before its seal to prove anything; receipts wait for their seal no longer.</summary>
    public TimeSpan AttestationBack { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far it may lie after its seal (clocks differ).</summary>
    public TimeSpan AttestationAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many nodes, none of them the sender's home, must prove a time before the revocation of the certificate or the closing of the agency. A single node that
    /// conspires with whoever holds the key could set its clock back.
    /// </summary>
    public int NodesWhenRevoked { get; init; } = 2;

    /// <summary>The limits for packets.</summary>
    public RevocationLimits PacketLimits => new(RevocationMaxAge, ResponseMaxAge);

    /// <summary>The limits for signatures inside documents.</summary>
    public RevocationLimits DocumentLimits => new(DocumentRevocationMaxAge, DocumentRevocationMaxAge);
}
