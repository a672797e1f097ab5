namespace Axis.Core.Edxml;

/// <summary>One way in which a packet departs from the strict profile.</summary>
/// <param name="Id">Row of the tolerance catalogue (<c>T13</c>) or of its continuation (<c>D05</c>); see <see cref="DeviationCatalogue"/>.</param>
/// <param name="Detail">What was found and what was done about it, in Vietnamese; holds no more than a short excerpt of the packet.</param>
/// <param name="Repair">Whether reading changed or chose among what was written: such a packet is never TOTAL-PASSED.</param>
public sealed record Deviation(string Id, string Detail, bool Repair);
