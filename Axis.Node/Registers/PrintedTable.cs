using Axis.Core.Registers;

namespace Axis.Node.Registers;

/// <summary>A table as it is printed: a cover, then the rows under their headings on A4 across.</summary>
/// <param name="Title">Title, for viewers.</param>
/// <param name="Issuer">Whose it is, for viewers.</param>
/// <param name="Foot">What stands at the foot of every page before its number.</param>
/// <param name="Cover">Lines of the cover.</param>
/// <param name="Columns">Headings and widths, in hundredths of the page.</param>
/// <param name="Rows">Cells in the order of the columns.</param>
internal sealed record PrintedTable(
    string Title, string Issuer, string Foot, IReadOnlyList<CoverLine> Cover, IReadOnlyList<RegisterColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A line of a cover; a long one is broken between words.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Size">Size of the letters, in points.</param>
/// <param name="Bold">Bold face.</param>
/// <param name="Space">Room below, in points.</param>
internal sealed record CoverLine(string Text, double Size, bool Bold, double Space);
