using Axis.Node.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Api;

/// <summary>Turns every failure into a problem document with a stable code and no stack trace, and sets the security headers.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Harden(context.Response.Headers);
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
            {
                await Problems.WriteAsync(context, ApiRefusals.ForStatus(context.Response.StatusCode)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.ClientGone(logger, context.TraceIdentifier);
        }
        catch (Exception e)
        {
            await AnswerAsync(context, e).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var refusal = Explain(exception);
        if ((int)refusal.Kind == 500)
        {
            Log.Unexpected(logger, context.TraceIdentifier, context.Request.Method, context.GetEndpoint()?.DisplayName, exception);
        }
        else
        {
            Log.Refused(logger, context.TraceIdentifier, refusal.Code, (int)refusal.Kind);
        }

        if (context.Response.HasStarted)
        {
            // Half an answer is out: cutting the connection is the only way left to say that it failed.
            context.Abort();
            return;
        }

        context.Response.Clear();
        Harden(context.Response.Headers);
        await Problems.WriteAsync(context, refusal).ConfigureAwait(false);
    }

    private static Refusal Explain(Exception exception) => exception switch
    {
        RefusedException e => e.Refusal,
        StoreUnavailableException => ApiRefusals.StoreUnavailable,
        BadHttpRequestException { InnerException: System.Text.Json.JsonException json } => JsonProblems.Explain(json),
        BadHttpRequestException e => ApiRefusals.ForStatus(e.StatusCode),
        System.Text.Json.JsonException e => JsonProblems.Explain(e),
        IOException e when IsDiskFull(e) => ApiRefusals.DiskReserve,
        OperationCanceledException => ApiRefusals.ForStatus(StatusCodes.Status504GatewayTimeout),
        _ => ApiRefusals.Internal,
    };

    // ENOSPC (28), EDQUOT (122), ERROR_DISK_FULL (0x70).
    private static bool IsDiskFull(IOException e) => (e.HResult & 0xFFFF) is 28 or 122 or 0x70;

    private static void Harden(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
