using System.Net;

namespace Axis.Node.Vxp.Link;

/// <summary>The body of <c>sendEdoc</c>: the packet, byte for byte, and one CRLF, as the official client writes it; streamed, its length known.</summary>
internal sealed class EdocBody(Stream packet, long size) : HttpContent
{
    private const int BufferBytes = 64 * 1024;
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await LocalFile.ReadAsync(packet, buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(LineEnd, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size + LineEnd.Length;
        return true;
    }
}
