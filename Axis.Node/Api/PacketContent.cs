using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>Opens the bytes of stored packets.</summary>
internal sealed class PacketContent(IStore store, IPacketFiles files)
{
    /// <summary>The packet's bytes, from the row or from its file.</summary>
    /// <exception cref="RefusedException">They are no longer here.</exception>
    public Stream Open(PacketRow packet)
    {
        if (packet.Inline)
        {
            var bytes = store.Read(session => session.Packets.ReadInline(packet.Digest));
            return bytes is null ? throw new RefusedException(ApiRefusals.PayloadMissing) : new MemoryStream(bytes, writable: false);
        }

        try
        {
            return files.OpenRead(packet.Digest);
        }
        catch (FileNotFoundException e)
        {
            throw new RefusedException(ApiRefusals.PayloadMissing, e);
        }
    }
}
