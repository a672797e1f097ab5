using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>Opens the bytes of stored packets.</summary>
internal sealed class PacketContent(IStore store, IPacketFiles files)
{
    /// <summary>The packet's bytes, from the row or from its file.</summary>
    /// <exception cref="RefusedException">They are no longer here.</exception>
    public Stream Open(PacketRow packet)
    {
        if (store.Read(session => session.Payloads.Find(packet.Digest)) is { } release)
        {
            throw new RefusedException(new Refusal(
                RefusalKind.Gone,
                "PAYLOAD_RELEASED",
                $"Nội dung đã được giải phóng theo thời hạn giữ lúc {Core.Rules.VietnamTime.Full(release.At)}; hồ sơ bằng chứng ở {release.File}.",
                $"The bytes were given up by retention; the evidence is in {release.File}."));
        }

        if (store.Read(session => session.Isolations.IsWithheld(packet.Digest)))
        {
            throw new RefusedException(ApiRefusals.ContentIsolated);
        }

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
