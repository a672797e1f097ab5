using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>The last head of a neighbour's log that this node found consistent with all it was shown before.</summary>
/// <param name="Node">Whose log.</param>
/// <param name="Log">The epoch that names the log.</param>
/// <param name="TreeSize">Entries covered.</param>
/// <param name="Root">RFC 6962 root over them.</param>
/// <param name="Seal">The neighbour's seal.</param>
/// <param name="Cosignature">What this node signed to it.</param>
/// <param name="At">When.</param>
public sealed record HeldHead(NodeId Node, string Log, long TreeSize, Digest Root, ReadOnlyMemory<byte> Seal, ReadOnlyMemory<byte> Cosignature, DateTimeOffset At);
