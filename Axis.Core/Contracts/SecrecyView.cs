using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>A document that was stopped because it bears signs of a state secret (SEC-02); the document itself is not kept.</summary>
/// <param name="Id">For the decision.</param>
/// <param name="Agency">Its sender.</param>
/// <param name="Fingerprint">Of its contents.</param>
/// <param name="Findings">Where the signs are.</param>
/// <param name="Channel">Pseudonym of who handed it in.</param>
/// <param name="At">When it was stopped first.</param>
/// <param name="LastAt">When it was stopped last.</param>
/// <param name="Times">How often.</param>
/// <param name="Released">It may be sent, or it may not; left out while nobody decided.</param>
/// <param name="DecidedAt">When an officer decided.</param>
/// <param name="DecidedBy">Pseudonym of the officer.</param>
/// <param name="Reason">The officer's reason.</param>
public sealed record SecrecyHoldView(
    Guid Id,
    string Agency,
    string Fingerprint,
    IReadOnlyList<string> Findings,
    string Channel,
    DateTimeOffset At,
    DateTimeOffset LastAt,
    int Times,
    bool? Released,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    string? Reason);

/// <summary>An officer's decision.</summary>
/// <param name="Release">It is no state secret and may be sent.</param>
/// <param name="Reason">Why; up to 500 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecideSecrecy([property: JsonRequired] bool Release, [property: JsonRequired] string Reason);
