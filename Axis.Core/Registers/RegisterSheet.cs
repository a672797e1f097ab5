namespace Axis.Core.Registers;

/// <summary>A register ready for printing or export.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Cover">Its cover.</param>
/// <param name="Rows">Cells in the order of <see cref="RegisterColumns.Of"/>, one list per line.</param>
public sealed record RegisterSheet(RegisterKind Kind, RegisterCover Cover, IReadOnlyList<IReadOnlyList<string>> Rows);
