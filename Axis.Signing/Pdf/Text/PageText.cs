namespace Axis.Signing.Pdf.Text;

/// <summary>What could be read of a page's text.</summary>
/// <param name="Text">Words as they stand on the page, lines parted; empty when the page shows none.</param>
/// <param name="IsComplete">
/// Whether everything that the page writes was understood: no font without a way back to letters, no filter or content that is not read here. An incomplete text
/// proves nothing by what it lacks.
/// </param>
public sealed record PageText(string Text, bool IsComplete);
