using Axis.Core.Packets;

namespace Axis.Node.Incoming;

/// <summary>A packet whose bytes are where they stay.</summary>
/// <param name="Digest">Its identity.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Small">The bytes when they are in memory; otherwise they lie in their file.</param>
public sealed record HashedPacket(Digest Digest, long Size, ReadOnlyMemory<byte>? Small);
