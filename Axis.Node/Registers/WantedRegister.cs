using Axis.Core.Agencies;

namespace Axis.Node.Registers;

/// <summary>Which register of which year.</summary>
/// <param name="Agency">Whose.</param>
/// <param name="Incoming">Incoming, or outgoing.</param>
/// <param name="Book">Number book of outgoing documents.</param>
/// <param name="Year">Year.</param>
public sealed record WantedRegister(OrganId Agency, bool Incoming, string Book, int Year);
