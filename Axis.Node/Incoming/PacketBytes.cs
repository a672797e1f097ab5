namespace Axis.Node.Incoming;

/// <summary>Where the bytes of an arriving packet are. Closed.</summary>
public abstract record PacketBytes
{
    private PacketBytes()
    {
    }

    /// <summary>In memory: small enough to live in its row.</summary>
    public sealed record Small(ReadOnlyMemory<byte> Bytes) : PacketBytes;

    /// <summary>A durable file named by the packet's digest; no row names it yet.</summary>
    public sealed record Kept : PacketBytes;

    /// <summary>Stored before: this same neighbour supplied the packet or was sent it.</summary>
    public sealed record Known : PacketBytes;
}
