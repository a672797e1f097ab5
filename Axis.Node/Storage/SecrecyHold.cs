using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>A document that was stopped because it bears signs of a state secret (SEC-02). The document itself is not kept.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Agency">Its sender.</param>
/// <param name="Fingerprint">Of its contents.</param>
/// <param name="Findings">Where the signs are: fields and files, never their text.</param>
/// <param name="Channel">Pseudonym of who handed it in.</param>
/// <param name="At">When it was stopped first.</param>
/// <param name="LastAt">When it was stopped last.</param>
/// <param name="Times">How often.</param>
/// <param name="DecidedAt">When an officer decided.</param>
/// <param name="DecidedBy">Pseudonym of the officer.</param>
/// <param name="Released">It may be sent, or it may not; <c>null</c> while nobody decided.</param>
/// <param name="Reason">The officer's reason.</param>
public sealed record SecrecyHold(
    Guid Id,
    OrganId Agency,
    Digest Fingerprint,
    IReadOnlyList<string> Findings,
    string Channel,
    DateTimeOffset At,
    DateTimeOffset LastAt,
    int Times,
    DateTimeOffset? DecidedAt,
    string? DecidedBy,
    bool? Released,
    string? Reason);
