using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>One book of one year.</summary>
/// <param name="Agency">Whose.</param>
/// <param name="Incoming">Incoming, or outgoing.</param>
/// <param name="Book">Number book.</param>
/// <param name="Year">Year.</param>
/// <param name="Lines">Lines that it holds, without void numbers.</param>
/// <param name="Last">Highest number.</param>
public sealed record RegisterBookRow(OrganId Agency, bool Incoming, string Book, int Year, long Lines, long Last);
