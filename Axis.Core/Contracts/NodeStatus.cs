namespace Axis.Core.Contracts;

/// <summary>The node's condition in one answer.</summary>
public sealed record NodeStatus
{
    /// <summary>Node name.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Program version.</summary>
    public required string Version { get; init; }

    /// <summary>Changes with each restore from a backup.</summary>
    public string? Epoch { get; init; }

    /// <summary>The node's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When the process started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>ok</c>, <c>warning</c> or <c>failing</c>: the worst of the findings.</summary>
    public required string Condition { get; init; }

    /// <summary>The store.</summary>
    public required StoreStatus Store { get; init; }

    /// <summary>The links.</summary>
    public required IReadOnlyList<LinkView> Links { get; init; }

    /// <summary>Queue figures per link and state.</summary>
    public required IReadOnlyList<QueueCountView> Queue { get; init; }

    /// <summary>Refused packets kept as evidence, per neighbour that has any.</summary>
    public IReadOnlyList<QuarantineStatus> Quarantine { get; init; } = [];

    /// <summary>Certificates of this node, its agencies and its neighbours, trust anchors and revocation lists, soonest end first.</summary>
    public required IReadOnlyList<CertificateStatus> Certificates { get; init; }

    /// <summary>Directory sections in force.</summary>
    public required IReadOnlyList<SectionView> Sections { get; init; }

    /// <summary>The journal.</summary>
    public required JournalStatus Journal { get; init; }

    /// <summary>The schedules.</summary>
    public required IReadOnlyList<ScheduleStatus> Schedules { get; init; }

    /// <summary>Memory of the process in bytes (working set).</summary>
    public long WorkingSet { get; init; }

    /// <summary>What an operator should do something about.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <summary>Condition of the store.</summary>
public sealed record StoreStatus(bool Writable, string? LastError, long FreeBytes, int QueuedWrites);

/// <summary>Evidence kept against one neighbour.</summary>
/// <param name="Link">The neighbour.</param>
/// <param name="Packets">Refused packets that are kept.</param>
/// <param name="Bytes">Their sizes together.</param>
/// <param name="MostPackets">Quota in packets.</param>
/// <param name="MostBytes">Quota in bytes.</param>
public sealed record QuarantineStatus(string Link, long Packets, long Bytes, long MostPackets, long MostBytes);

/// <summary>Days left of one certificate.</summary>
/// <param name="Use"><c>tls</c>, <c>node-seal</c>, <c>agency</c>; <c>ca</c> for trust anchors and revocation lists.</param>
/// <param name="Owner">Node name, agency code, or the authority's name.</param>
/// <param name="NotAfter">End of validity.</param>
/// <param name="DaysLeft">Whole days left; negative when expired.</param>
public sealed record CertificateStatus(string Use, string Owner, DateTimeOffset NotAfter, int DaysLeft)
{
    /// <summary><c>own</c>, <c>agency</c>, <c>neighbour</c>, <c>anchor</c> or <c>revocation-list</c>.</summary>
    public string Relation { get; init; } = "own";

    /// <summary><c>current</c>, <c>next</c> (published, not begun), <c>replaced</c> (still accepted), <c>ended</c> or <c>revoked</c>.</summary>
    public string State { get; init; } = "current";

    /// <summary>Since when it may be used.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>Serial number, hexadecimal.</summary>
    public string? Serial { get; init; }

    /// <summary>Whether a published next certificate of the same use and owner begins before this one ends: then nobody has to renew it.</summary>
    public bool IsFollowedIn(IEnumerable<CertificateStatus> all) =>
        all.Any(next => next.State == "next" && next.Relation == Relation && next.Use == Use && next.Owner == Owner && next.NotBefore <= NotAfter && next.NotAfter > NotAfter);
}

/// <summary>Sizes of the journal.</summary>
public sealed record JournalStatus(long Appended, long Sealed, DateTimeOffset? LastSealedAt)
{
    /// <summary>Logs, of this node or a neighbour, that contradict a head held elsewhere.</summary>
    public IReadOnlyList<JournalAlarm> Alarms { get; init; } = [];
}

/// <summary>A log that was changed after its head was shown.</summary>
/// <param name="Node">Whose log.</param>
/// <param name="Witness">Who holds the older head.</param>
/// <param name="Log">The epoch that names the log.</param>
/// <param name="At">When it was noticed.</param>
public sealed record JournalAlarm(string Node, string Witness, string Log, DateTimeOffset At);

/// <summary>One schedule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LastRunAt">Last run.</param>
/// <param name="NextRunAt">Next run.</param>
/// <param name="State"><c>normal</c>, <c>failing</c>, <c>missing</c>, or <c>ahead</c>: the next run lies further away than it may, planned by a clock that was ahead.</param>
public sealed record ScheduleStatus(string Name, DateTimeOffset? LastRunAt, DateTimeOffset? NextRunAt, string State)
{
    /// <summary>Runs since the node started.</summary>
    public long Runs { get; init; }

    /// <summary>How long the last run took, in seconds.</summary>
    public double? LastTookSeconds { get; init; }

    /// <summary>Failed runs since the last good one.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>When a run last failed since the node started.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>What that run said.</summary>
    public string? LastError { get; init; }
}

/// <summary>One thing an operator should know.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Text">Vietnamese: what is wrong.</param>
/// <param name="Advice">Vietnamese: what to do.</param>
public sealed record Finding(string Code, string Severity, string Text, string Advice);
