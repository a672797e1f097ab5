namespace Axis.Core.Registers;

/// <summary>One column of a register.</summary>
/// <param name="Heading">Its heading, as the decree writes it.</param>
/// <param name="Width">Share of the page's width, in per cent.</param>
public sealed record RegisterColumn(string Heading, int Width);
