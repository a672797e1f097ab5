using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>A receiver of events.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Kind">What it is, e.g. <c>webhook</c>.</param>
/// <param name="Place">Where it is, without secrets.</param>
public sealed record EventTargetView(string Name, string Kind, string Place)
{
    /// <summary>Events that it still has to get.</summary>
    public long Waiting { get; init; }

    /// <summary>Events given up after answered failures.</summary>
    public long Parked { get; init; }

    /// <summary>Highest sequence that it took.</summary>
    public long? LastSequence { get; init; }

    /// <summary>When it last took one.</summary>
    public DateTimeOffset? LastTakenAt { get; init; }

    /// <summary>Since when it takes nothing.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why.</summary>
    public string? LastError { get; init; }
}

/// <summary>What came of a test.</summary>
/// <param name="Name">The receiver.</param>
/// <param name="Ok">Whether it took the event.</param>
/// <param name="EventId">Identifier of the test event.</param>
/// <param name="Error">What it answered, or why it cannot be reached.</param>
public sealed record EventTestResult(string Name, bool Ok, Guid EventId, string? Error);

/// <summary>What to tell again.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplayEvents
{
    /// <summary>Every kept event from this sequence on; <c>null</c> = those that were parked.</summary>
    public long? From { get; init; }
}

/// <summary>What is told again, under the same identifiers.</summary>
/// <param name="Name">The receiver.</param>
/// <param name="Count">How many events.</param>
public sealed record ReplayedEvents(string Name, int Count);
