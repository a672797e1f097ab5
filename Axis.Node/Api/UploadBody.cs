using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Api;

/// <summary>Reads what a client sends; a body that is cut off is the client's mistake, not the node's.</summary>
internal static class UploadBody
{
    private const int BufferSize = 128 * 1024;

    public static async ValueTask<int> ReadAsync(Stream source, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new RefusedException(CutOff, e);
        }
    }

    /// <summary>A small body as a whole.</summary>
    /// <exception cref="RefusedException">It is longer than that.</exception>
    public static async Task<byte[]> AllAsync(Stream source, int most, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        await CopyAsync(
            source, whole, most, () => new Refusal(RefusalKind.TooLarge, "FILE_TOO_LARGE", $"Tệp lớn hơn {most >> 20} MB.", $"The file is larger than {most >> 20} MB."), cancellationToken).ConfigureAwait(false);
        return whole.ToArray();
    }

    /// <summary>Copies what a client sends, as far as the limit goes.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="destination">Takes it.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="tooLong">What is said when there are more.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many bytes came.</returns>
    /// <exception cref="RefusedException">There are more, or the body was cut off.</exception>
    public static async Task<long> CopyAsync(Stream source, Stream destination, long most, Func<Refusal> tooLong, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long size = 0;
            int read;
            while ((read = await ReadAsync(source, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                size += read;
                if (size > most)
                {
                    throw new RefusedException(tooLong());
                }

                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            return size;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static Refusal CutOff { get; } = new(RefusalKind.Malformed, "MULTIPART_MALFORMED", "Nội dung gửi lên bị hỏng hoặc thiếu phần cuối; hãy gửi lại.", "The body is damaged or cut off; send it again.");
}
