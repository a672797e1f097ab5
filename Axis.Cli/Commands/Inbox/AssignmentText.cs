using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Inbox;

/// <summary>An assignment as text for people.</summary>
internal static class AssignmentText
{
    public static string Of(AssignmentView view)
    {
        var partners = view.CoOperators.Count == 0 ? "" : $"; phối hợp: {string.Join("; ", view.CoOperators.Select(Who))}";
        var due = view.DueDate is { } day ? $"; hạn {VietnamTime.Day(day)}" : "";
        return SafeText.Of($"chủ trì: {Who(view.Lead)}{partners}{due}{(view.Instruction is { } told ? $"; chỉ đạo: {told}" : "")}");
    }

    private static string Who(AssigneeFields who) => string.Join(", ", new[] { who.Unit, who.Person }.Where(static w => !string.IsNullOrEmpty(w)));
}
