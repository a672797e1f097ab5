using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Core.Contracts;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Axis.Node.Api;

/// <summary>
/// Reads a submission: multipart/form-data whose first part, <c>document</c>, is JSON and whose further parts are the files, streamed to disk as they come.
/// </summary>
internal sealed class SubmissionReader(UploadStage stage, LimitOptions limits)
{
    private const int MaxBoundary = 100;
    private const int MaxPartHeaders = 16;
    private const int MaxPartHeaderBytes = 8 * 1024;

    /// <summary>Longest file name kept as data.</summary>
    private const int MaxName = 1000;

    /// <summary>Reads fields and files; the caller discards the files when the request ends.</summary>
    /// <param name="request">The request.</param>
    /// <param name="files">Takes each file as it is staged, so that a failure in the middle loses none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SubmitDocument> ReadAsync(HttpRequest request, List<StagedFile> files, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(Boundary(request), request.Body, 64 * 1024)
        {
            HeadersCountLimit = MaxPartHeaders,
            HeadersLengthLimit = MaxPartHeaderBytes,
            BodyLengthLimit = null,
        };
        SubmitDocument? fields = null;
        long total = 0;
        while (await NextAsync(reader, cancellationToken).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
            {
                throw Malformed("Mỗi phần của yêu cầu phải có Content-Disposition: form-data.", "Each part needs Content-Disposition: form-data.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (fields is null)
            {
                fields = name == "document"
                    ? await JsonAsync(section.Body, AxisJson.Web.SubmitDocument, cancellationToken).ConfigureAwait(false)
                    : throw Malformed("Phần đầu tiên phải là 'document' (JSON), các tệp theo sau.", "The first part must be 'document' (JSON); the files follow.");
                continue;
            }

            if (name == "document")
            {
                throw Malformed("Phần 'document' chỉ được có một lần.", "There may be only one 'document' part.");
            }

            if (files.Count == limits.MaxFiles)
            {
                throw new RefusedException(new Refusal(RefusalKind.TooLarge, "TOO_MANY_FILES", $"Một văn bản có nhiều nhất {limits.MaxFiles} tệp.", $"A document has at most {limits.MaxFiles} files."));
            }

            var given = fields.Files is { } list && files.Count < list.Count ? list[files.Count] : null;
            var file = await stage.StageAsync(
                section.Body,
                given?.Name ?? FileName(disposition),
                section.ContentType ?? "application/octet-stream",
                given?.Description,
                Math.Min(limits.MaxFileBytes, limits.MaxPacketBytes - total),
                cancellationToken).ConfigureAwait(false);
            total += file.Size;
            files.Add(file);
        }

        if (fields is null)
        {
            throw Malformed("Yêu cầu không có phần 'document'.", "There is no 'document' part.");
        }

        return fields.Files is { } names && names.Count != files.Count
            ? throw Malformed($"Trường 'files' nêu {names.Count} tệp nhưng yêu cầu kèm {files.Count} tệp.", $"'files' names {names.Count} files, the request has {files.Count}.")
            : fields;
    }

    private async Task<T> JsonAsync<T>(Stream body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var limited = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await UploadBody.ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (limited.Length + read > limits.MaxFieldsBytes)
            {
                throw new RefusedException(ApiRefusals.ForStatus(StatusCodes.Status413PayloadTooLarge));
            }

            limited.Write(buffer, 0, read);
        }

        return JsonSerializer.Deserialize(limited.GetBuffer().AsSpan(0, (int)limited.Length), type)
            ?? throw new RefusedException(new Refusal(RefusalKind.Malformed, "JSON_MALFORMED", "Phần 'document' không được là null.", "The 'document' part must not be null."));
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new RefusedException(UploadBody.CutOff, e);
        }
    }

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
        return name.Length switch
        {
            0 => throw Malformed("Mỗi tệp phải có tên (filename).", "Each file part needs a filename."),
            > MaxName => name[..MaxName],
            _ => name,
        };
    }

    private static RefusedException Malformed(string sentence, string sentenceEn) => new(new Refusal(RefusalKind.Malformed, "MULTIPART_MALFORMED", sentence, sentenceEn));
}
