namespace Axis.Node.Storage;

/// <summary>One step of a search: what was found in the rows looked at.</summary>
/// <param name="Rows">Documents that fit, newest first.</param>
/// <param name="Next">Key to go on below; <c>null</c> when nothing older is left.</param>
public sealed record PacketHits(IReadOnlyList<PacketRow> Rows, long? Next);
