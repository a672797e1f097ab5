using Microsoft.AspNetCore.Http;

namespace Axis.Node.Api;

/// <summary>Reads what a client sends; a body that is cut off is the client's mistake, not the node's.</summary>
internal static class UploadBody
{
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
        var buffer = new byte[16 * 1024];
        while (await ReadAsync(source, buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (whole.Length + read > most)
            {
                throw new RefusedException(new Refusal(RefusalKind.TooLarge, "FILE_TOO_LARGE", $"Tệp lớn hơn {most >> 20} MB.", $"The file is larger than {most >> 20} MB."));
            }

            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }

    public static Refusal CutOff { get; } = new(RefusalKind.Malformed, "MULTIPART_MALFORMED", "Nội dung gửi lên bị hỏng hoặc thiếu phần cuối; hãy gửi lại.", "The body is damaged or cut off; send it again.");
}
