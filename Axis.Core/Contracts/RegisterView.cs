using System.Text.Json.Serialization;
using Axis.Core.Registers;

namespace Axis.Core.Contracts;

/// <summary>One book of one year.</summary>
/// <param name="Register"><c>di</c> or <c>den</c>.</param>
/// <param name="Agency">Whose.</param>
/// <param name="Book">Number book.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Year">Year.</param>
/// <param name="Lines">Lines that it holds.</param>
/// <param name="Last">Highest number.</param>
public sealed record RegisterBookView(string Register, string Agency, string Book, string Name, int Year, long Lines, long Last);

/// <summary>One line of a register as it stands.</summary>
public sealed record RegisterLineView
{
    /// <summary>What names the line: số đến, or số/ký hiệu.</summary>
    public required string Line { get; init; }

    /// <summary>Running number.</summary>
    public required long Number { get; init; }

    /// <summary>The register's year.</summary>
    public required int Year { get; init; }

    /// <summary>When it was entered.</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>1, and one more for each correction.</summary>
    public required int Version { get; init; }

    /// <summary>A document on paper.</summary>
    public bool Paper { get; init; }

    /// <summary>The number was brought by the sender (DOC-06).</summary>
    public bool ByHand { get; init; }

    /// <summary>Why the number is void, if it is.</summary>
    public string? VoidReason { get; init; }

    /// <summary>Digest of the packet of an electronic document.</summary>
    public string? Packet { get; init; }

    /// <summary>Tiến độ of an incoming document.</summary>
    public string? Progress { get; init; }

    /// <summary>What it says.</summary>
    public required RegisterFields Fields { get; init; }

    /// <summary>The cells in the legal columns of the register asked for, in their order.</summary>
    public required IReadOnlyList<string> Cells { get; init; }
}

/// <summary>One line with everything that was ever entered of it (REG-07).</summary>
/// <param name="Line">As it stands.</param>
/// <param name="Versions">What people entered, oldest first.</param>
public sealed record RegisterLineDetail(RegisterLineView Line, IReadOnlyList<RegisterVersionView> Versions);

/// <summary>One version of a line.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Pseudonym of who entered it.</param>
/// <param name="Reason">Why; <c>null</c> for a document on paper as it was entered first.</param>
/// <param name="Fields">What it stated.</param>
public sealed record RegisterVersionView(int Version, DateTimeOffset At, string Actor, string? Reason, RegisterFields Fields);

/// <summary>A document on paper for a register.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EnterPaper
{
    /// <summary>Whose register.</summary>
    public required string Agency { get; init; }

    /// <summary>What the line says.</summary>
    public required RegisterFields Fields { get; init; }

    /// <summary>Number book of an outgoing document; <c>null</c> = the common one.</summary>
    public string? Book { get; init; }

    /// <summary>Outgoing: codes of the agencies to which it goes on paper; excused only where they are not connected (SND-01).</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>Enter it although a document of the same agency and code is registered (DOC-09).</summary>
    public bool Again { get; init; }
}

/// <summary>A correction of a line.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CorrectLine
{
    /// <summary>Whose register.</summary>
    public required string Agency { get; init; }

    /// <summary>The register's year.</summary>
    public required int Year { get; init; }

    /// <summary>The line: số đến, or số/ký hiệu.</summary>
    public required string Line { get; init; }

    /// <summary>What changes; what is left out stays.</summary>
    public required RegisterFields Fields { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>A line was entered or corrected.</summary>
/// <param name="Line">What names it.</param>
/// <param name="Number">Running number.</param>
/// <param name="Year">The register's year.</param>
/// <param name="Version">Version that was entered.</param>
/// <param name="Warnings">What the clerk should know.</param>
public sealed record EnteredLine(string Line, long Number, int Year, int Version, IReadOnlyList<Warning> Warnings);

/// <summary>What a clerk chooses from: types, copies, capacities of signing, grades of urgency (DOC-01, DOC-10).</summary>
/// <param name="Types">The 29 administrative types with their abbreviations.</param>
/// <param name="Copies">The three kinds of copy.</param>
/// <param name="Competences">Capacities of signing.</param>
/// <param name="Priorities">Grades of urgency that a clerk may choose.</param>
public sealed record RegisterChoices(
    IReadOnlyList<DocumentTypeView> Types, IReadOnlyList<DocumentTypeView> Copies, IReadOnlyList<ChoiceView> Competences, IReadOnlyList<ChoiceView> Priorities);

/// <summary>One type.</summary>
/// <param name="Number">Position in the decree's list.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Abbreviation">First part of the notation; <c>null</c> where there is none.</param>
public sealed record DocumentTypeView(int Number, string Name, string? Abbreviation);

/// <summary>One choice: what is written and what it means.</summary>
public sealed record ChoiceView(string Value, string Name);
