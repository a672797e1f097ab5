using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>What is kept as evidence of one neighbour's refused packets, against its quota.</summary>
/// <param name="Neighbour">Who handed them over.</param>
/// <param name="Packets">How many.</param>
/// <param name="Bytes">Their sizes together.</param>
public sealed record QuarantineUse(NodeId Neighbour, long Packets, long Bytes);
