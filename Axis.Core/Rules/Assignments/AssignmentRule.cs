using Axis.Core.Tracking;

namespace Axis.Core.Rules.Assignments;

/// <summary>RCV-09: work that several take part in has one lead and its co-operators.</summary>
public static class AssignmentRule
{
    /// <summary>Most co-operators of one document.</summary>
    public const int MostCoOperators = 50;

    /// <summary>Longest instruction, in characters.</summary>
    public const int LongestInstruction = 1000;

    private const int LongestUnit = 200;
    private const int LongestPerson = 100;

    /// <summary>Whether the document may be assigned so.</summary>
    /// <param name="assignment">What the leader decides.</param>
    /// <param name="today">The day in Vietnam.</param>
    public static Answer Check(Assignment assignment, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        if (assignment.Lead.IsNobody)
        {
            return No("Phân công phải nêu đúng một đơn vị hoặc cá nhân chủ trì.", "Name the one unit or person who leads.");
        }

        if (assignment.CoOperators.Count > MostCoOperators)
        {
            return No($"Quá {MostCoOperators} đơn vị phối hợp; hãy giao đơn vị chủ trì mời tiếp.", "Too many co-operators.");
        }

        if (assignment.CoOperators.Any(static c => c.IsNobody))
        {
            return No("Có đơn vị phối hợp để trống tên.", "A co-operator has no name.");
        }

        var names = assignment.CoOperators.Prepend(assignment.Lead).Select(static a => a.ToString()).ToList();
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
        {
            return No("Một đơn vị, cá nhân chỉ đứng một lần: hoặc chủ trì, hoặc phối hợp.", "Each stands once: it leads, or it co-operates.");
        }

        if (assignment.CoOperators.Prepend(assignment.Lead).Any(static a => a.Unit is { Length: > LongestUnit } || a.Person is { Length: > LongestPerson }) || assignment.Instruction is { Length: > LongestInstruction })
        {
            return No($"Tên đơn vị dài quá {LongestUnit}, tên người quá {LongestPerson} hoặc ý kiến chỉ đạo quá {LongestInstruction} ký tự.", "A name or the instruction is too long.");
        }

        return assignment.DueDate < today ? No("Hạn xử lý đã qua; hãy đặt hạn từ hôm nay trở đi.", "The deadline has passed already.") : Answer.Yes;
    }

    private static Answer No(string sentence, string english) => Answer.No("RCV-09", sentence, english);
}
