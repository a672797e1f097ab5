using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>What the responsible leader decides of a received document (RCV-09). It stays within the receiving agency; the sender learns unit and person of the lead.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AssignWork
{
    /// <summary>Who solves it: a unit, a person, or a person of a unit.</summary>
    public required AssigneeFields Lead { get; init; }

    /// <summary>Who co-operates, at most 50.</summary>
    public IReadOnlyList<AssigneeFields>? CoOperators { get; init; }

    /// <summary>Ý kiến chỉ đạo, up to 1000 characters.</summary>
    public string? Instruction { get; init; }

    /// <summary>Until when, today or later.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A unit, a person, or a person of a unit.</summary>
/// <param name="Unit">Đơn vị, up to 200 characters.</param>
/// <param name="Person">Họ tên, up to 100 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AssigneeFields(string? Unit = null, string? Person = null);

/// <summary>One version of who has to solve a document; the last one holds, the earlier ones stay.</summary>
/// <param name="Version">1 for the first.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Actor">Pseudonym of who recorded it.</param>
/// <param name="Lead">Who solves it.</param>
/// <param name="CoOperators">Who co-operates.</param>
/// <param name="Instruction">Ý kiến chỉ đạo.</param>
/// <param name="DueDate">Until when.</param>
public sealed record AssignmentView(
    int Version, DateTimeOffset At, string Actor, AssigneeFields Lead, IReadOnlyList<AssigneeFields> CoOperators, string? Instruction, DateOnly? DueDate);

/// <summary>A suspected error or abnormal sign of a received document (RCV-10).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReportAnomaly
{
    /// <summary>One of the reason codes of a refusal (RCV-02).</summary>
    public required string ReasonCode { get; init; }

    /// <summary>What was noticed, up to 1000 characters.</summary>
    public required string Description { get; init; }

    /// <summary>Who noticed it.</summary>
    public StaffFields? Staff { get; init; }
}
