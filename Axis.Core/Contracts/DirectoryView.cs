namespace Axis.Core.Contracts;

/// <summary>One directory section in force.</summary>
/// <param name="Name">Section name.</param>
/// <param name="Version">Version in force.</param>
/// <param name="Head">SHA-256 of the signed head.</param>
/// <param name="IssuedAt">When it was signed.</param>
/// <param name="ExpiresAt">Until when its issuer vouches for it.</param>
/// <param name="Expired">Whether that is past: its bindings are then indeterminate.</param>
public sealed record SectionView(string Name, long Version, string Head, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, bool Expired);

/// <summary>One agency of the directory.</summary>
public sealed record AgencyView
{
    /// <summary>Mã định danh.</summary>
    public required string Code { get; init; }

    /// <summary>Tên cơ quan.</summary>
    public required string Name { get; init; }

    /// <summary><c>central</c>, <c>province</c>, <c>district</c>, <c>commune</c>, <c>outside</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>Its Vietnamese name.</summary>
    public required string TierName { get; init; }

    /// <summary>Code of the agency above.</summary>
    public string? Parent { get; init; }

    /// <summary>The node that hosts it.</summary>
    public required string Host { get; init; }

    /// <summary>Whether that is this node.</summary>
    public bool Here { get; init; }

    /// <summary><c>active</c>, <c>locked</c>, <c>closed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Valid from.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Valid until.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>Which version of the agency this is.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Part of the political system, e.g. <c>Government</c>.</summary>
    public string? Bloc { get; init; }

    /// <summary>The QCVN 102:2016 spelling of the code, where the directory states one.</summary>
    public string? Code102 { get; init; }

    /// <summary>The office that handles its traffic.</summary>
    public string? FocalOffice { get; init; }

    /// <summary>Telephone of its clerks, where the directory states one.</summary>
    public string? Telephone { get; init; }

    /// <summary>The same as a <c>tel:</c> address (RFC 3966).</summary>
    public string? TelephoneAddress { get; init; }

    /// <summary>Their mailbox, where the directory states one.</summary>
    public string? Mail { get; init; }

    /// <summary>Other and former codes.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Codes of the agencies that continue it.</summary>
    public required IReadOnlyList<string> Successors { get; init; }
}

/// <summary>What a code means at an instant.</summary>
/// <param name="Asked">The code asked for.</param>
/// <param name="At">The instant.</param>
/// <param name="Agency">The version in force then.</param>
/// <param name="Open">Whether it sends and receives then.</param>
/// <param name="Receiver">Who receives a new document then; <c>null</c> when it is refused.</param>
/// <param name="Sentence">Why another one, or none, for people.</param>
/// <param name="Candidates">Agencies to choose from when no single one continues it (REF-04).</param>
/// <param name="Versions">All versions, oldest first.</param>
/// <param name="Predecessors">Agencies that it continues.</param>
/// <param name="Parents">The way up to the top, at that instant.</param>
/// <param name="Children">Agencies directly below, at that instant.</param>
public sealed record AgencyResolution(
    string Asked,
    DateTimeOffset At,
    AgencyView Agency,
    bool Open,
    AgencyView? Receiver,
    string? Sentence,
    IReadOnlyList<AgencyView> Candidates,
    IReadOnlyList<AgencyView> Versions,
    IReadOnlyList<string> Predecessors,
    IReadOnlyList<string> Parents,
    IReadOnlyList<AgencyView> Children);

/// <summary>What is under way at this node for an agency (REF-14).</summary>
/// <param name="Agency">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Here">Whether its mailbox is on this node.</param>
/// <param name="Deliveries">Deliveries to it, or of its documents, that a neighbour has not taken yet.</param>
/// <param name="Inbox">Documents in its inbox that are neither finished nor refused.</param>
/// <param name="Sent">Documents of its own whose recipients have not finished or refused them.</param>
/// <param name="More">Whether there are more than were counted.</param>
public sealed record PendingWork(string Agency, string? Name, bool Here, int Deliveries, int Inbox, int Sent, bool More)
{
    /// <summary>All together.</summary>
    public int Total => Deliveries + Inbox + Sent;
}

/// <summary>One node of the directory.</summary>
public sealed record NodeView(
    string Id,
    string Name,
    string Tier,
    string? Parent,
    IReadOnlyList<string> Endpoints,
    bool PullOnly,
    bool Here,
    int Agencies)
{
    /// <summary>Telephone of its operators, where the directory states one.</summary>
    public string? Telephone { get; init; }

    /// <summary>Their mailbox, where the directory states one.</summary>
    public string? Mail { get; init; }
}
