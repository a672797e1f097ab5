using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>An answer that software drops: to which document received, and what.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DropAnswer
{
    /// <summary>The inbox item: the name of its folder in <c>in/</c>.</summary>
    public required Guid InboxItem { get; init; }

    /// <summary>02 từ chối, 03 tiếp nhận, 04 phân công, 05 đang xử lý, 06 hoàn thành.</summary>
    public required string Code { get; init; }

    /// <summary>As in <see cref="AnswerStatus.ReasonCode"/>.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>As in <see cref="AnswerStatus.Description"/>.</summary>
    public string? Description { get; init; }

    /// <summary>The clerk.</summary>
    public StaffFields? Staff { get; init; }
}

/// <summary>The note in <c>sent/</c> about what was dropped.</summary>
/// <param name="Name">What was dropped.</param>
/// <param name="At">When the node took it.</param>
public sealed record DropNote(string Name, DateTimeOffset At)
{
    /// <summary>For a document or packet: the node's answer, as to <c>axis send</c>.</summary>
    public SubmitAnswer? Submission { get; init; }

    /// <summary>For an answer: what came of it; nothing when the document had that state already.</summary>
    public AnswerResult? Answer { get; init; }
}

/// <summary>The sidecar in <c>sent/</c> that says where a document is; rewritten whole when a state changes.</summary>
/// <param name="Name">What was dropped.</param>
/// <param name="UpdatedAt">When this was written.</param>
/// <param name="Packet">The document's packet.</param>
/// <param name="DocumentId">Its identifier.</param>
/// <param name="Recipients">Its state at each recipient.</param>
public sealed record DropStatus(string Name, DateTimeOffset UpdatedAt, string Packet, string DocumentId, IReadOnlyList<TrackingLine> Recipients);

/// <summary>The note in <c>refused/</c>.</summary>
/// <param name="Name">What was dropped.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Code">Stable code or rule id.</param>
/// <param name="Reason">Vietnamese: what is wrong and what to do.</param>
/// <param name="ReasonEn">The same in English.</param>
/// <param name="Errors">What is wrong with which field.</param>
public sealed record DropRefusal(string Name, DateTimeOffset At, string Code, string Reason, string ReasonEn, IReadOnlyList<FieldProblem> Errors);

/// <summary>One agency's folder as an operator sees it. Counts stop at <see cref="MostCounted"/>.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Folder">The folder.</param>
public sealed record DropFolderView(string Agency, string Folder)
{
    /// <summary>Highest count.</summary>
    public const int MostCounted = 10_000;

    /// <summary>In <c>out/</c>, complete or not.</summary>
    public int Waiting { get; init; }

    /// <summary>In <c>work/</c>: being taken, or waiting until the node can.</summary>
    public int Working { get; init; }

    /// <summary>In <c>in/</c>, not yet fetched away by the software.</summary>
    public int Delivered { get; init; }

    /// <summary>In <c>refused/</c>, newest first; the first hundred.</summary>
    public IReadOnlyList<DropRefusal> Refused { get; init; } = [];

    /// <summary>When the folder was last looked through.</summary>
    public DateTimeOffset? ScannedAt { get; init; }

    /// <summary>Since when it cannot be used, or what was taken cannot be finished.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why.</summary>
    public string? LastError { get; init; }
}

/// <summary>What to try again.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RetryDrop
{
    /// <summary>Name of one thing in <c>refused/</c>; <c>null</c> = all.</summary>
    public string? Name { get; init; }
}

/// <summary>What is taken up again.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Names">The names.</param>
public sealed record RetriedDrops(string Agency, IReadOnlyList<string> Names);
