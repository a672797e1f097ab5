using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>The legal registers: lines as they were entered, and every version that followed (REG-01…07).</summary>
public interface IBooks
{
    /// <summary>Keeps a version beside the earlier ones.</summary>
    void Add(RegisterVersion version);

    /// <summary>Keeps to whom an outgoing document on paper goes, and whether that agency was connected then (SND-01).</summary>
    void AddReceiver(OrganId agency, int year, string line, OrganId receiver, bool connected);

    /// <summary>Keeps what the registers of a closed agency held.</summary>
    void Close(RegisterClosing closing);

    /// <summary>What the registers of the agency held when they were closed; <c>null</c> while they are open.</summary>
    RegisterClosing? FindClosing(OrganId agency);

    /// <summary>Grows with every version that is entered and every number that is voided; with <see cref="List"/> it tells whether the registers changed.</summary>
    long CountEntries(OrganId agency);

    /// <summary>All versions of a line that people entered, oldest first; none for an electronic document that was never corrected.</summary>
    IReadOnlyList<RegisterVersion> Versions(OrganId agency, bool incoming, int year, string line);

    /// <summary>Every version that people entered of the lines with these numbers, by line and version.</summary>
    IReadOnlyList<RegisterVersion> Versions(OrganId agency, bool incoming, int year, long from, long to);

    /// <summary>Outgoing documents of a book, void numbers among them, by number and then by line.</summary>
    /// <param name="agency">Whose.</param>
    /// <param name="book">Number book.</param>
    /// <param name="year">Year.</param>
    /// <param name="from">First number.</param>
    /// <param name="to">Last number.</param>
    /// <param name="limit">Most lines.</param>
    /// <param name="after">Of the first number only the lines after this one, where a page ended within it.</param>
    IReadOnlyList<RegisterRow> Outgoing(OrganId agency, string book, int year, long from, long to, int limit, string? after = null);

    /// <summary>Incoming documents, electronic and on paper, by số đến.</summary>
    IReadOnlyList<RegisterRow> Incoming(OrganId agency, int year, long from, long to, int limit);

    /// <summary>One outgoing line by its số/ký hiệu.</summary>
    RegisterRow? FindOutgoing(OrganId agency, int year, string line);

    /// <summary>Lines that in any of their versions name a file (hồ sơ) of this notation; whether a line is in it now, its newest version says.</summary>
    IReadOnlyList<(bool Incoming, int Year, string Line)> NamingFile(OrganId agency, string notation, int limit);

    /// <summary>The books of an agency, newest year first.</summary>
    IReadOnlyList<RegisterBookRow> List(OrganId agency);

    /// <summary>Remembers who sent what was registered (DOC-09).</summary>
    void Remember(OrganId agency, string source, string code, int year, long number);

    /// <summary>Numbers under which a document of the same source and code was registered before, newest first.</summary>
    IReadOnlyList<(int Year, long Number)> FindSource(OrganId agency, string source, string code);
}
