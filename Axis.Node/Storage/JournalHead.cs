using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>A sealed head of the log.</summary>
/// <param name="TreeSize">Entries covered.</param>
/// <param name="Root">RFC 6962 root over them.</param>
/// <param name="At">When sealed.</param>
/// <param name="Seal">The seal (XML with an XML signature).</param>
public sealed record JournalHead(long TreeSize, Digest Root, DateTimeOffset At, ReadOnlyMemory<byte> Seal);
