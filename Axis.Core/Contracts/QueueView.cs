using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>What the node owes its neighbours.</summary>
/// <param name="Counts">Figures per link and state.</param>
/// <param name="Items">Deliveries, paged by key.</param>
/// <param name="Next">What to give as <c>after</c> for the next page.</param>
public sealed record QueueView(IReadOnlyList<QueueCountView> Counts, IReadOnlyList<DeliveryView> Items, string? Next);

/// <summary>Queue figures of one link and state.</summary>
public sealed record QueueCountView(string Link, string State, long Count, DateTimeOffset? OldestAt);

/// <summary>One delivery: one packet × one link × the recipients behind it. No contents.</summary>
/// <param name="Id">Its identifier, the same over all attempts and replays.</param>
/// <param name="Packet">Digest of the packet.</param>
/// <param name="Link">The neighbour.</param>
/// <param name="State"><c>waiting</c>, <c>acknowledged</c>, <c>dead</c>, <c>refused</c> or <c>withdrawn</c>.</param>
/// <param name="Priority">0…4.</param>
/// <param name="Recipients">Codes of the agencies behind the link.</param>
/// <param name="CreatedAt">When owed.</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="Tries">Attempts of any outcome.</param>
/// <param name="AnsweredFailures">Attempts that the neighbour answered with a failure.</param>
/// <param name="ReasonCode">Code of the last failure.</param>
/// <param name="Reason">Sentence of the last failure.</param>
public sealed record DeliveryView(
    Guid Id,
    string Packet,
    string Link,
    string State,
    int Priority,
    IReadOnlyList<string> Recipients,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    int Tries,
    int AnsweredFailures,
    string? ReasonCode,
    string? Reason);

/// <summary>Dead letters of one cause on one link.</summary>
/// <param name="Link">The neighbour.</param>
/// <param name="ReasonCode">The cause.</param>
/// <param name="Reason">Sentence of the newest one.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the oldest was owed.</param>
/// <param name="Deliveries">Their identifiers (at most 100).</param>
public sealed record DeadLetterGroup(
    string Link,
    string? ReasonCode,
    string? Reason,
    int Count,
    DateTimeOffset OldestAt,
    IReadOnlyList<Guid> Deliveries);

/// <summary>Which dead letters to replay. All given conditions must hold.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplayRequest
{
    /// <summary>Only these deliveries.</summary>
    public IReadOnlyList<Guid>? Deliveries { get; init; }

    /// <summary>Only of this link.</summary>
    public string? Link { get; init; }

    /// <summary>Only of this cause.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Only say what would be replayed.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What was (or would be) replayed, under the same identity.</summary>
/// <param name="DryRun">Whether nothing was done.</param>
/// <param name="Deliveries">The deliveries.</param>
public sealed record ReplayResult(bool DryRun, IReadOnlyList<DeliveryView> Deliveries);

/// <summary>One quarantined packet, kept as evidence.</summary>
public sealed record QuarantineView(
    Guid Id,
    string Neighbour,
    Guid Delivery,
    string Packet,
    long Size,
    string ReasonCode,
    string Reason,
    string Verdict,
    DateTimeOffset At);
