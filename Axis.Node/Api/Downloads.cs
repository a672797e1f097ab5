using Axis.Core.Packets;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Axis.Node.Api;

/// <summary>Bytes on their way out: never rendered by a browser, always with their digest.</summary>
internal static class Downloads
{
    public static IResult Packet(Stream bytes, PacketRow packet) =>
        Results.Stream(bytes, "application/octet-stream", packet.Digest + ".edxml", entityTag: Tag(packet.Digest), enableRangeProcessing: bytes.CanSeek);

    public static IResult File(Stream bytes, string safeName, Digest? sha256) =>
        Results.Stream(bytes, "application/octet-stream", safeName, entityTag: sha256 is { } digest ? Tag(digest) : null, enableRangeProcessing: bytes.CanSeek);

    private static EntityTagHeaderValue Tag(Digest digest) => new("\"" + digest + "\"");
}
