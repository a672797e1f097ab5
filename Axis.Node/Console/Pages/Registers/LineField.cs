using Axis.Core.Registers;

namespace Axis.Node.Console.Pages.Registers;

/// <summary>One field of a register's line, as a form asks for it and as a page shows it.</summary>
/// <param name="Name">As refusals name it.</param>
/// <param name="Vietnamese">For people.</param>
/// <param name="English">For people.</param>
/// <param name="Kind">How it is asked.</param>
/// <param name="Most">Longest text, in characters.</param>
/// <param name="Get">What a line has, as the form writes it; <c>null</c> when nothing.</param>
/// <param name="Set">The line with what the form says.</param>
public sealed record LineField(
    string Name, string Vietnamese, string English, LineFieldKind Kind, int Most, Func<RegisterFields, string?> Get, Func<RegisterFields, string, RegisterFields> Set)
{
    /// <summary>In which register it stands; <c>null</c> in both.</summary>
    public bool? Incoming { get; init; }

    /// <summary>Seldom filled in: folded away.</summary>
    public bool Seldom { get; init; }

    /// <summary>A document on paper is not entered without it.</summary>
    public bool Needed { get; init; }

    /// <summary>Is not corrected in the outgoing register: an issued code stays (DOC-04).</summary>
    public bool Issued { get; init; }
}

/// <summary>How a field is asked.</summary>
public enum LineFieldKind
{
    /// <summary>One line of text.</summary>
    Text = 1,

    /// <summary>Several lines of text.</summary>
    Area = 2,

    /// <summary>A day, dd/MM/yyyy.</summary>
    Day = 3,

    /// <summary>A whole number.</summary>
    Number = 4,

    /// <summary>One of the administrative types and copies (DOC-01).</summary>
    Type = 5,

    /// <summary>A grade of urgency.</summary>
    Urgency = 6,
}
