using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Axis.Node.Api;

/// <summary>A multipart/form-data body (RFC 7578), read part by part as it comes: nothing of it is laid down before somebody asks for it.</summary>
internal sealed class MultipartBody
{
    private const int MaxBoundary = 100;
    private const int MaxPartHeaders = 16;
    private const int MaxPartHeaderBytes = 8 * 1024;

    /// <summary>Longest file name kept as data.</summary>
    private const int MaxName = 1000;

    private readonly MultipartReader _reader;

    /// <exception cref="RefusedException">It is no such body.</exception>
    public MultipartBody(HttpRequest request) => _reader = new MultipartReader(Boundary(request), request.Body, 64 * 1024)
    {
        HeadersCountLimit = MaxPartHeaders,
        HeadersLengthLimit = MaxPartHeaderBytes,
        BodyLengthLimit = null,
    };

    /// <summary>The next part; <c>null</c> at the end.</summary>
    /// <exception cref="RefusedException">The body is damaged or cut off.</exception>
    public async Task<MultipartPart?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is not { } section ? null
                : ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
                    ? new MultipartPart(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), FileName(disposition), section.ContentType, section.Body, disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
                    : throw Malformed("Mỗi phần của yêu cầu phải có Content-Disposition: form-data.", "Each part needs Content-Disposition: form-data.");
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new RefusedException(UploadBody.CutOff, e);
        }
    }

    public static RefusedException Malformed(string sentence, string sentenceEn) => new(new Refusal(RefusalKind.Malformed, "MULTIPART_MALFORMED", sentence, sentenceEn));

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(ApiRefusals.ForStatus(StatusCodes.Status415UnsupportedMediaType));
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= MaxBoundary ? boundary : throw Malformed("Thiếu hoặc sai boundary của multipart/form-data.", "The multipart boundary is missing or wrong.");
    }

    private static string FileName(ContentDispositionHeaderValue disposition)
    {
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        return name.Length > MaxName ? name[..MaxName] : name;
    }
}
