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

    public static Refusal CutOff { get; } = new(RefusalKind.Malformed, "MULTIPART_MALFORMED", "Nội dung gửi lên bị hỏng hoặc thiếu phần cuối; hãy gửi lại.", "The body is damaged or cut off; send it again.");
}
