using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>A document in which a state secret was found after transport (SEC-03).</summary>
/// <param name="Packet">Its packet.</param>
/// <param name="From">Its sender.</param>
/// <param name="DocumentId">Its identifier.</param>
/// <param name="At">When it was isolated.</param>
/// <param name="By">Pseudonym of the officer, or the agency whose notice it was.</param>
/// <param name="Reason">Why.</param>
/// <param name="Notice">The status packet of the other side, if that asked.</param>
/// <param name="State"><c>isolated</c>, <c>purged</c> or <c>given-back</c>.</param>
/// <param name="DecidedAt">When an officer here decided.</param>
/// <param name="DecidedBy">Pseudonym of that officer.</param>
/// <param name="Decision">The officer's reason.</param>
public sealed record IsolationView(
    string Packet, string From, string DocumentId, DateTimeOffset At, string By, string Reason, string? Notice, string State, DateTimeOffset? DecidedAt, string? DecidedBy, string? Decision);

/// <summary>Isolates a document.</summary>
/// <param name="Packet">Its packet's SHA-256.</param>
/// <param name="Reason">Why, without contents; up to 500 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IsolateDocument([property: JsonRequired] string Packet, [property: JsonRequired] string Reason);

/// <summary>An officer's decision about an isolated document.</summary>
/// <param name="Reason">Why, without contents; up to 500 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecideIsolation([property: JsonRequired] string Reason);

/// <summary>What was isolated.</summary>
/// <param name="Packets">The document and its updates.</param>
/// <param name="Told">Agencies that are told over the axis.</param>
/// <param name="Warnings">Who has to be told by another way.</param>
public sealed record IsolationAnswer(IReadOnlyList<string> Packets, IReadOnlyList<string> Told, IReadOnlyList<Warning> Warnings);
