using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One accepted version of a section, as received.</summary>
public sealed record StoredSection(string Name, long Version, Digest Head, ReadOnlyMemory<byte> Bytes, DateTimeOffset AcceptedAt);
