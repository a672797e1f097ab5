using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>
/// A file that the browser may show inside a page: PDF by its first bytes and nothing else, in a place of its own without scripts, forms or network, framed by this
/// console alone. Everything else is downloaded, never rendered.
/// </summary>
internal static class InlinePdf
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'";

    private static ReadOnlySpan<byte> Magic => "%PDF-"u8;

    /// <summary>The answer that shows the file.</summary>
    /// <exception cref="RefusedException">It is no PDF.</exception>
    public static async Task<IResult> PrepareAsync(HttpContext context, Stream bytes, CancellationToken cancellationToken)
    {
        var head = new byte[Magic.Length];
        var read = await bytes.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < head.Length || !head.AsSpan().SequenceEqual(Magic) || !bytes.CanSeek)
        {
            throw new RefusedException(new Refusal(RefusalKind.Unsupported, "NOT_SHOWN", "Chỉ tệp PDF được hiển thị trong trang; hãy tải tệp này về.", "Only PDF files are shown in the page; download this one."));
        }

        bytes.Position = 0;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "SAMEORIGIN";
        headers.ContentDisposition = "inline";

        // Whole, never by ranges: a viewer would ask for hundreds, and each would take the file out of its packet again and be journalled as another download.
        return Results.Stream(bytes, "application/pdf", enableRangeProcessing: false);
    }

    /// <summary>Whether a file calls itself a PDF, so that the page offers to show it.</summary>
    public static bool IsOffered(string name, string contentType) =>
        contentType.Contains("pdf", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);
}
