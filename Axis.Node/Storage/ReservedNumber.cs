using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>A number that was given and not used yet.</summary>
/// <param name="Agency">Sender.</param>
/// <param name="Book">Number book.</param>
/// <param name="Year">Year of the register.</param>
/// <param name="Number">The number.</param>
/// <param name="ReservedAt">When it was given.</param>
public sealed record ReservedNumber(OrganId Agency, string Book, int Year, long Number, DateTimeOffset ReservedAt);
