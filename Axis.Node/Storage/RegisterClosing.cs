using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>The registers of a closed agency as they were handed over (REF-08).</summary>
/// <param name="Agency">Whose.</param>
/// <param name="At">When they were closed.</param>
/// <param name="Actor">Pseudonym of who closed them.</param>
/// <param name="Heirs">Who continues the agency.</param>
/// <param name="Books">What they held.</param>
public sealed record RegisterClosing(OrganId Agency, DateTimeOffset At, string Actor, IReadOnlyList<OrganId> Heirs, IReadOnlyList<ClosedBook> Books);

/// <summary>One book as it was closed.</summary>
/// <param name="Row">Book, year, lines and highest number.</param>
/// <param name="Digest">SHA-256 over the CSV records of its lines in order, receivers of electronic documents by their codes.</param>
public sealed record ClosedBook(RegisterBookRow Row, Digest Digest);
