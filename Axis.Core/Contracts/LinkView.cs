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

    /// <summary>What is spoken: <c>native</c>, or <c>vxp</c> where this node is a client of a VXP server.</summary>
    public string Kind { get; init; } = "native";

    /// <summary>What a link of kind <c>vxp</c> has besides.</summary>
    public VxpLinkView? Vxp { get; init; }

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

/// <summary>A link on which this node is a client of a VXP server.</summary>
/// <param name="SystemId">This node's name there.</param>
/// <param name="Dialect">Which client the server is used to: <c>Java</c> or <c>CSharp</c>.</param>
/// <param name="ItemsWaiting">Items at the server that could not be taken yet.</param>
/// <param name="ItemsUntold">Items whose outcome the server is still to be told.</param>
/// <param name="ItemsFailed">Items that were kept as evidence and answered <c>fail</c>.</param>
public sealed record VxpLinkView(string SystemId, string Dialect, long ItemsWaiting, long ItemsUntold, long ItemsFailed);

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
