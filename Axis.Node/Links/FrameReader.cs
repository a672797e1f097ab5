using System.Buffers.Binary;
using Axis.Core.Packets;

namespace Axis.Node.Links;

/// <summary>Reads length-prefixed frames with a limit on every length; anything else is <c>FRAME_MALFORMED</c>.</summary>
internal ref struct FrameReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _rest = bytes;

    /// <summary>A count that may not exceed the limit.</summary>
    public int Count(int max)
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span);
        return value <= (uint)max ? (int)value : throw new LinkException(LinkErrors.FrameMalformed);
    }

    public ReadOnlyMemory<byte> Block(int max) => Take(Count(max));

    public long Int64()
    {
        var value = BinaryPrimitives.ReadInt64BigEndian(Take(8).Span);
        return value >= 0 ? value : throw new LinkException(LinkErrors.FrameMalformed);
    }

    public int UInt16(int max)
    {
        var value = BinaryPrimitives.ReadUInt16BigEndian(Take(2).Span);
        return value <= max ? value : throw new LinkException(LinkErrors.FrameMalformed);
    }

    public Digest Digest() => new(Take(Core.Packets.Digest.Size).Span);

    /// <summary>What follows, to the end.</summary>
    public ReadOnlyMemory<byte> Rest()
    {
        var rest = _rest;
        _rest = default;
        return rest;
    }

    /// <summary>Requires that nothing is left.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new LinkException(LinkErrors.FrameMalformed);
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new LinkException(LinkErrors.FrameMalformed);
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
