using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>One link to a neighbour.</summary>
public sealed record LinkView
{
    /// <summary>The neighbour.</summary>
    public required string Neighbour { get; init; }

    /// <summary>Its name in the directory.</summary>
    public string? Name { get; init; }

    /// <summary><c>parent</c>, <c>child</c> or <c>peer</c>.</summary>
    public required string Relation { get; init; }

    /// <summary><c>push</c> or <c>pull</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Addresses of its link listener, in order of preference.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary><c>open</c>, <c>failing</c>, <c>closed</c>, <c>unused</c>, or <c>reconciling</c> while it is held after a restore.</summary>
    public required string State { get; init; }

    /// <summary>Why the link is closed (a changed key).</summary>
    public string? ClosedReason { get; init; }

    /// <summary>Last successful call either way.</summary>
    public DateTimeOffset? LastContactAt { get; init; }

    /// <summary>Last failure.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Its code.</summary>
    public string? LastErrorCode { get; init; }

    /// <summary>Its sentence.</summary>
    public string? LastError { get; init; }

    /// <summary>SHA-256 of the key that an operator pinned by hand.</summary>
    public string? PinnedSpki { get; init; }

    /// <summary>The neighbour's epoch at last contact.</summary>
    public string? Epoch { get; init; }

    /// <summary>Deliveries waiting for it.</summary>
    public long Waiting { get; init; }

    /// <summary>Dead letters on it.</summary>
    public long Dead { get; init; }

    /// <summary>Receipts owed to it.</summary>
    public long ReceiptsOwed { get; init; }
}

/// <summary>Result of a link test, step by step.</summary>
/// <param name="Neighbour">The neighbour.</param>
/// <param name="Ok">Whether all steps passed.</param>
/// <param name="Steps">Resolve, connect, TLS, pin, ping, clock …</param>
/// <param name="RoundTripMilliseconds">Of the ping.</param>
/// <param name="ClockOffsetMilliseconds">Their clock minus ours.</param>
public sealed record LinkTestResult(
    string Neighbour,
    bool Ok,
    IReadOnlyList<CheckView> Steps,
    double? RoundTripMilliseconds,
    double? ClockOffsetMilliseconds);

/// <summary>An operator pins a neighbour's key after comparing the fingerprint over a second channel.</summary>
/// <param name="Spki">SHA-256 of the key's SubjectPublicKeyInfo, 64 hexadecimal digits.</param>
/// <param name="Reason">Who compared it with whom, for the journal.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PinLink([property: JsonRequired] string Spki, [property: JsonRequired] string Reason);
