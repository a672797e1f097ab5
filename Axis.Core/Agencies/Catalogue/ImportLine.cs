namespace Axis.Core.Agencies.Catalogue;

/// <summary>One line of the report of an import.</summary>
/// <param name="Line">Line of the file; 0 for what concerns the whole.</param>
/// <param name="IsError">Whether nothing can be signed before it is mended.</param>
/// <param name="Code"><c>CELL</c>, or the id of the rule.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record ImportLine(int Line, bool IsError, string Code, string Sentence);
