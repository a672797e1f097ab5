using Axis.Signing.Trust;

namespace Axis.Node.Options;

/// <summary>The signature policy. It changes what is done and how proofs are weighed, never what a verdict is called (promise 4).</summary>
public sealed class VerificationOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Verification";

    /// <summary>Name and version of the policy; stored with every verdict.</summary>
    public string Policy { get; set; } = "docaxis-1";

    /// <summary>How many days the claimed signing time may lie before the earliest proof.</summary>
    public int SigningTimeBackDays { get; set; } = 7;

    /// <summary>How many minutes it may lie after it.</summary>
    public int SigningTimeAheadMinutes { get; set; } = 5;

    /// <summary>Within how many hours of an agency's closing its last signatures need a proof.</summary>
    public int ClosedAgencyProofHours { get; set; } = 72;

    /// <summary>Oldest revocation data that count, in hours; older ones leave the verdict INDETERMINATE/TRY_LATER.</summary>
    public int RevocationMaxAgeHours { get; set; } = 7 * 24;

    /// <summary>Oldest OCSP response that counts, in hours.</summary>
    public int ResponseMaxAgeHours { get; set; } = 24;

    /// <summary>Oldest revocation data that count for signatures inside documents, in hours.</summary>
    public int DocumentRevocationMaxAgeHours { get; set; } = 7 * 24;

    /// <summary>Whether an agency may sign packets with a certificate of a public authority too (SIG-06 wants the official store).</summary>
    public bool AllowPublicAgencies { get; set; }

    /// <summary>How many minutes a node's receipt may be older than its seal and still prove a time.</summary>
    public int AttestationBackMinutes { get; set; } = 60;

    /// <summary>How many minutes it may be younger than its seal (clocks differ).</summary>
    public int AttestationAheadMinutes { get; set; } = 5;

    /// <summary>How many nodes, none of them the sender's home, must prove a time before a revocation or a closing. One alone could set its clock back, so at least two.</summary>
    public int NodesWhenRevoked { get; set; } = 2;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        Policy.Length is > 0 and <= 50 ? null : "Verification:Policy phải có từ 1 đến 50 ký tự.",
        Need.Between("Verification:SigningTimeBackDays", SigningTimeBackDays, 0, 366),
        Need.Between("Verification:SigningTimeAheadMinutes", SigningTimeAheadMinutes, 0, 1440),
        Need.Between("Verification:ClosedAgencyProofHours", ClosedAgencyProofHours, 0, 24 * 366),
        Need.Positive("Verification:RevocationMaxAgeHours", RevocationMaxAgeHours),
        Need.Positive("Verification:ResponseMaxAgeHours", ResponseMaxAgeHours),
        Need.Positive("Verification:DocumentRevocationMaxAgeHours", DocumentRevocationMaxAgeHours),
        Need.Between("Verification:AttestationBackMinutes", AttestationBackMinutes, 1, 1440),
        Need.Between("Verification:AttestationAheadMinutes", AttestationAheadMinutes, 0, 60),
        Need.Between("Verification:NodesWhenRevoked", NodesWhenRevoked, 2, 10));

    /// <summary>The policy that these settings make.</summary>
    public VerificationPolicy ToPolicy() => new(
        Policy,
        TimeSpan.FromDays(SigningTimeBackDays),
        TimeSpan.FromMinutes(SigningTimeAheadMinutes),
        TimeSpan.FromHours(ClosedAgencyProofHours),
        TimeSpan.FromHours(RevocationMaxAgeHours))
    {
        ResponseMaxAge = TimeSpan.FromHours(ResponseMaxAgeHours),
        DocumentRevocationMaxAge = TimeSpan.FromHours(DocumentRevocationMaxAgeHours),
        AgencyPath = AllowPublicAgencies ? PathPolicy.EitherStore : PathPolicy.Official,
        AttestationBack = TimeSpan.FromMinutes(AttestationBackMinutes),
        AttestationAhead = TimeSpan.FromMinutes(AttestationAheadMinutes),
        NodesWhenRevoked = NodesWhenRevoked,
    };
}
