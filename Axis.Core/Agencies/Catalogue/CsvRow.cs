namespace Axis.Core.Agencies.Catalogue;

/// <summary>One row of a table file.</summary>
/// <param name="Line">Line of the file where it begins, from 1: what an operator looks for.</param>
/// <param name="Fields">Its fields.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Fields);
