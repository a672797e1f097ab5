using System.Text.Json.Serialization;
using Axis.Core.Agencies;
using Axis.Signing.Timestamps;

namespace Axis.Signing.Trust;

/// <summary>How one check ended.</summary>
public enum CheckOutcome
{
    /// <summary>The check was not made: never a pass (promise 4).</summary>
    NotMade = 0,
    Passed = 1,
    Failed = 2,
}

/// <summary>One check of a verification.</summary>
/// <param name="Name">Stable English name, kebab case, e.g. <c>packet-digest</c>.</param>
/// <param name="Outcome">Passed, failed or not made.</param>
/// <param name="Detail">A sentence in Vietnamese: why.</param>
public sealed record Check(string Name, CheckOutcome Outcome, string Detail);

/// <summary>The verdict on one signature with every check behind it (EN 319 102-1).</summary>
public sealed record VerificationReport
{
    /// <summary>Main indication.</summary>
    public required Indication Indication { get; init; }

    /// <summary>Sub-indication; <see cref="SubIndication.None"/> for a pass.</summary>
    public required SubIndication SubIndication { get; init; }

    /// <summary>Every check, in the order made.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>Time of verification (UTC).</summary>
    public required DateTimeOffset VerifiedAt { get; init; }

    /// <summary>The instant the binding and the certificate were judged at (earliest independent proof).</summary>
    public DateTimeOffset? JudgedAt { get; init; }

    /// <summary>The proof that the judged instant rests on; <c>null</c> when it is only our own reception.</summary>
    public Proof? Proof { get; init; }

    /// <summary>How long the signature's proof lasts, by the proofs beside it; <c>null</c> when they were not looked at.</summary>
    public SignatureLevel? Level { get; init; }

    /// <summary>Name and version of the policy the verdict was made under.</summary>
    public string? Policy { get; init; }

    /// <summary>Versions of the directory sections that were in force.</summary>
    public IReadOnlyDictionary<string, long> DirectoryVersions { get; init; } = new SortedDictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The signing time the signer claims.</summary>
    public DateTimeOffset? ClaimedSigningTime { get; init; }

    /// <summary>Subject of the signing certificate.</summary>
    public string? Signer { get; init; }

    /// <summary>SHA-256 of the signing certificate, hexadecimal.</summary>
    public string? SignerCertificate { get; init; }

    /// <summary>The store whose anchor vouches for the certificate (SIG-06, SIG-07); <c>null</c> when no path was found.</summary>
    public TrustStore? Store { get; init; }

    /// <summary>The revocation data that the verdict rests on, one per certificate of the path that was looked at.</summary>
    public IReadOnlyList<RevocationReference> RevocationData { get; init; } = [];

    /// <summary>The same with their exact bytes, as long as the report is at hand; what is stored names them only.</summary>
    [JsonIgnore]
    public IReadOnlyList<RevocationEvidence> Evidence { get; init; } = [];

    /// <summary><c>TOTAL-PASSED</c>, <c>TOTAL-FAILED/HASH_FAILURE</c> …</summary>
    public string Verdict => Verdicts.Format(Indication, SubIndication);
}
