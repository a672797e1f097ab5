using System.Net.Http.Json;
using System.Text.Json;
using Axis.Core.Contracts;

namespace Axis.Cli.Client;

/// <summary>Turns an error answer (RFC 9457) into a failure for people.</summary>
public static class Refusals
{
    /// <summary>Reads the problem document; an answer without one is named by its HTTP status.</summary>
    public static async Task<CliFailureException> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.Content.Headers.ContentType?.MediaType == Problem.MediaType)
        {
            try
            {
                await response.Content.LoadIntoBufferAsync(1 << 20, cancellationToken).ConfigureAwait(false);
                if (await response.Content.ReadFromJsonAsync(ApiJson.Client.Problem, cancellationToken).ConfigureAwait(false) is { } problem)
                {
                    return Of(problem);
                }
            }
            catch (Exception e) when (e is JsonException or HttpRequestException)
            {
                return Plain(response, e.Message);
            }
        }

        return Plain(response, null);
    }

    /// <summary>A problem as a failure.</summary>
    public static CliFailureException Of(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var details = (problem.Errors ?? []).Select(static e =>
            $"{e.Field}: {e.Detail}" + (e.Suggestions is { Count: > 0 } near && !e.Detail.Contains("gần giống", StringComparison.Ordinal) ? $" (gần nhất: {string.Join("; ", near)})" : "")).ToArray();
        return new CliFailureException(ExitCodes.Refused, problem.Code, problem.Detail, Action(problem)) { Details = details };
    }

    private static string? Action(Problem problem) => problem switch
    {
        { RetryAfterSeconds: { } seconds } => $"Thử lại sau {seconds} giây.",
        { Status: 401 } => "Dùng tệp thẻ khác (--token-file); cấp thẻ mới bằng 'axis token issue'.",
        { Code: "ROLE_INSUFFICIENT" } => "Chạy lại với --token-file <tệp thẻ có vai trò đó>; xem các thẻ đã cấp bằng 'axis token list' (thẻ vận hành).",
        { Status: 403 } => "Dùng thẻ có vai trò và cơ quan phù hợp; xem 'axis token list'.",
        { Instance: { } instance, Status: >= 500 } => $"Báo quản trị nút kèm mã yêu cầu {instance}; xem 'axis node doctor'.",
        { Errors: { } errors } when errors.Any(static e => e is { Code: "SEC-02", Field: "noStateSecret" }) =>
            "Văn bản không chứa bí mật nhà nước thì thêm --no-state-secret; có bí mật thì không được gửi qua trục này.",
        { Errors: { } errors } when errors.Any(static e => e.Code == "SEC-02") =>
            "Văn bản có bí mật nhà nước thì gửi bằng kênh dành riêng, không gửi qua trục này; không có thì đề nghị cán bộ bảo mật xem 'axis secrecy list' và quyết định, rồi gửi lại.",
        { Code: "STA-03" or "RCV-07" } => "Tiếp nhận trước: 'axis accept <mã>', rồi phân công hoặc xử lý, sau đó mới báo hoàn thành.",
        { Code: "RECIPIENT_UNKNOWN" } => "Sửa mã ở --to; xem các cơ quan bằng 'axis directory list'.",
        { Code: "AGENCY_NOT_HOSTED" } => "Xem cơ quan nào đặt tại nút này bằng 'axis directory list'.",
        { Code: "NEIGHBOUR_UNKNOWN" } => "Xem tên các nút láng giềng bằng 'axis link list'.",
        { Code: "TOKEN_SCOPE" } => "Thẻ clerk, leader cần --agency <mã>; thẻ operator không dùng --agency.",
        { Code: "STATUS_REPEATED" } => "Không cần gửi lại; xem các trả lời đã gửi bằng 'axis inbox show <mã>'.",
        _ => null,
    };

    private static CliFailureException Plain(HttpResponseMessage response, string? remark) => new(
        ExitCodes.Refused,
        "HTTP_" + (int)response.StatusCode,
        $"Nút trả lời HTTP {(int)response.StatusCode}{(remark is null ? "" : ": " + remark)}.",
        "Kiểm tra địa chỉ (--url) có đúng là API của nút; xem 'axis node doctor'.");
}
