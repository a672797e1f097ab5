using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>A neighbour's signature over a head of this node's journal.</summary>
/// <param name="Log">Number of the log.</param>
/// <param name="TreeSize">The head.</param>
/// <param name="Neighbour">Who signed.</param>
/// <param name="Cosignature">The seal over the head's seal.</param>
/// <param name="At">When it came.</param>
public sealed record HeadCosignature(int Log, long TreeSize, NodeId Neighbour, ReadOnlyMemory<byte> Cosignature, DateTimeOffset At);
