using Axis.Core.Agencies;
using Axis.Core.Registers;

namespace Axis.Node.Storage;

/// <summary>One version of a register's line that somebody entered; it is never changed (REG-07).</summary>
/// <param name="Agency">Whose register.</param>
/// <param name="Incoming">Incoming, or outgoing.</param>
/// <param name="Year">The register's year.</param>
/// <param name="Line">Số đến, or the outgoing document's số/ký hiệu as first entered.</param>
/// <param name="Version">1 = a document on paper as it was entered; corrections follow, and begin with 2 for an electronic document.</param>
/// <param name="Number">Running number.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Pseudonym of who entered it.</param>
/// <param name="Reason">Why; <c>null</c> only for version 1.</param>
/// <param name="Fields">What it states; <c>null</c> = as before.</param>
public sealed record RegisterVersion(
    OrganId Agency, bool Incoming, int Year, string Line, int Version, long Number, DateTimeOffset At, string Actor, string? Reason, RegisterFields Fields);
