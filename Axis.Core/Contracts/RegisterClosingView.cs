using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>Closes the registers of a closed agency (REF-08).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CloseRegisters
{
    /// <summary>The closed agency; a clerk of one that continues it asks.</summary>
    public required string Agency { get; init; }
}

/// <summary>The registers of a closed agency as they were handed over. Asked again, it is the same.</summary>
/// <param name="Agency">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="At">When they were closed.</param>
/// <param name="Actor">Pseudonym of who closed them.</param>
/// <param name="Successors">Codes of those that continue the agency; they begin sequences of their own.</param>
/// <param name="Books">What the registers held.</param>
public sealed record RegisterClosingView(string Agency, string? Name, DateTimeOffset At, string Actor, IReadOnlyList<string> Successors, IReadOnlyList<ClosedBookView> Books);

/// <summary>One book as it was closed.</summary>
/// <param name="Register"><c>di</c> or <c>den</c>.</param>
/// <param name="Book">Number book.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Year">Year.</param>
/// <param name="Lines">Lines that it holds.</param>
/// <param name="Last">Highest number.</param>
/// <param name="Sha256">Digest over the CSV records of its lines in order.</param>
public sealed record ClosedBookView(string Register, string Book, string Name, int Year, long Lines, long Last, string Sha256);
