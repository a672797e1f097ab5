using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Core.Contracts;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Api;

/// <summary>
/// Reads a submission: multipart/form-data whose first part, <c>document</c>, is JSON and whose further parts are the files, streamed to disk as they come.
/// </summary>
internal sealed class SubmissionReader(UploadStage stage, LimitOptions limits)
{
    /// <summary>Reads fields and files; the caller discards the files when the request ends.</summary>
    /// <param name="request">The request.</param>
    /// <param name="files">Takes each file as it is staged, so that a failure in the middle loses none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SubmitDocument> ReadAsync(HttpRequest request, List<StagedFile> files, CancellationToken cancellationToken)
    {
        var body = new MultipartBody(request);
        SubmitDocument? fields = null;
        long total = 0;
        while (await body.NextAsync(cancellationToken).ConfigureAwait(false) is { } part)
        {
            if (fields is null)
            {
                fields = part.Name == "document"
                    ? await JsonAsync(part, AxisJson.Web.SubmitDocument, cancellationToken).ConfigureAwait(false)
                    : throw MultipartBody.Malformed("Phần đầu tiên phải là 'document' (JSON), các tệp theo sau.", "The first part must be 'document' (JSON); the files follow.");
                continue;
            }

            if (part.Name == "document")
            {
                throw MultipartBody.Malformed("Phần 'document' chỉ được có một lần.", "There may be only one 'document' part.");
            }

            if (files.Count == limits.MaxFiles)
            {
                throw new RefusedException(new Refusal(RefusalKind.TooLarge, "TOO_MANY_FILES", $"Một văn bản có nhiều nhất {limits.MaxFiles} tệp.", $"A document has at most {limits.MaxFiles} files."));
            }

            var given = fields.Files is { } list && files.Count < list.Count ? list[files.Count] : null;
            var file = await stage.StageAsync(
                part.Body,
                given?.Name ?? (part.FileName.Length > 0 ? part.FileName : throw MultipartBody.Malformed("Mỗi tệp phải có tên (filename).", "Each file part needs a filename.")),
                part.ContentType ?? "application/octet-stream",
                given?.Description,
                Math.Min(limits.MaxFileBytes, limits.MaxPacketBytes - total),
                cancellationToken).ConfigureAwait(false);
            total += file.Size;
            files.Add(file);
        }

        if (fields is null)
        {
            throw MultipartBody.Malformed("Yêu cầu không có phần 'document'.", "There is no 'document' part.");
        }

        return fields.Files is { } names && names.Count != files.Count
            ? throw MultipartBody.Malformed($"Trường 'files' nêu {names.Count} tệp nhưng yêu cầu kèm {files.Count} tệp.", $"'files' names {names.Count} files, the request has {files.Count}.")
            : fields;
    }

    private async Task<T> JsonAsync<T>(MultipartPart part, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var held = await part.HoldAsync(limits.MaxFieldsBytes, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(held.GetBuffer().AsSpan(0, (int)held.Length), type)
            ?? throw new RefusedException(new Refusal(RefusalKind.Malformed, "JSON_MALFORMED", "Phần 'document' không được là null.", "The 'document' part must not be null."));
    }
}
