using Axis.Core.Rules.Assignments;

namespace Axis.Node.Storage;

/// <summary>One version of who has to solve a received document; it is never changed.</summary>
/// <param name="Item">The inbox item.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Pseudonym of who recorded it.</param>
/// <param name="Assignment">What was decided.</param>
public sealed record AssignmentRow(Guid Item, int Version, DateTimeOffset At, string Actor, Assignment Assignment);
