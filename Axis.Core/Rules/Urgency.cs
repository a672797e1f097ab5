namespace Axis.Core.Rules;

/// <summary>Names of the grades of urgency (edXML §6.1; NĐ 30/2020).</summary>
public static class Urgency
{
    /// <summary>The grades that a clerk may choose; 4 (hỏa tốc hẹn giờ) is only read.</summary>
    public static IReadOnlyList<int> Offered { get; } = [0, 1, 2, 3];

    /// <summary>The grade's name; an unknown grade is an ordinary one.</summary>
    public static string NameOf(int priority) => priority switch
    {
        1 => "Khẩn",
        2 => "Thượng khẩn",
        3 => "Hỏa tốc",
        4 => "Hỏa tốc hẹn giờ",
        _ => "Thường",
    };
}
