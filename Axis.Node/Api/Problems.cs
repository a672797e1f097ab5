using System.Globalization;
using System.Text.Json;
using Axis.Core.Contracts;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Api;

/// <summary>Writes refusals as problem documents (RFC 9457).</summary>
internal static class Problems
{
    public static Problem From(Refusal refusal, string requestId) => new()
    {
        Type = "urn:docaxis:problem:" + refusal.Code.ToLowerInvariant(),
        Title = Title((int)refusal.Kind),
        Status = (int)refusal.Kind,
        Code = refusal.Code,
        Detail = refusal.Sentence,
        DetailEn = refusal.SentenceEn,
        Instance = "urn:docaxis:request:" + requestId,
        Errors = refusal.Errors.Count == 0 ? null : refusal.Errors,
        RetryAfterSeconds = refusal.RetryAfter is { } after ? (int)Math.Ceiling(after.TotalSeconds) : null,
    };

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var problem = From(refusal, context.TraceIdentifier);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.MediaType;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (refusal.Kind == RefusalKind.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"docaxis\"";
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(problem, AxisJson.Web.Problem);
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static string Title(int status) => status switch
    {
        400 => "Yêu cầu sai dạng",
        401 => "Chưa xác thực",
        403 => "Không có quyền",
        404 => "Không tìm thấy",
        405 => "Phương thức không được phép",
        409 => "Xung đột",
        410 => "Không còn",
        413 => "Quá lớn",
        415 => "Kiểu nội dung không hỗ trợ",
        422 => "Không hợp lệ",
        503 => "Tạm thời không phục vụ được",
        507 => "Hết dung lượng",
        >= 500 => "Lỗi của nút",
        _ => "Bị từ chối",
    };
}
