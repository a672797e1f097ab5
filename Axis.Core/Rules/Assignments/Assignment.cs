namespace Axis.Core.Rules.Assignments;

/// <summary>What the responsible leader decides of a received document (RCV-09; NĐ 30/2020 Điều 23.2, 23.4). It stays within the receiving agency.</summary>
/// <param name="Lead">Who solves it: exactly one, whoever else takes part.</param>
/// <param name="CoOperators">Who co-operates.</param>
/// <param name="Instruction">Ý kiến chỉ đạo, up to 1000 characters.</param>
/// <param name="DueDate">Until when.</param>
public sealed record Assignment(Assignee Lead, IReadOnlyList<Assignee> CoOperators, string? Instruction, DateOnly? DueDate)
{
    /// <summary>One line for registers.</summary>
    public override string ToString() => CoOperators.Count == 0 ? Lead.ToString() : $"{Lead} (chủ trì); {string.Join("; ", CoOperators)} (phối hợp)";
}
