using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Axis.Node.Console.Hosting;

/// <summary>
/// What a browser may do with a page of the console: nothing that does not come from this node, no script or style but from its files, no frame around it but, at an
/// address made for that, the console's own.
/// </summary>
internal sealed class ConsoleHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    // Two years (RFC 6797 §6.1.1); a browser heeds it over https alone.
    private const string StrictTransport = "max-age=63072000";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        Frame(headers, allowed: false);
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = StrictTransport;
        }

        return next(context);
    }

    /// <summary>Takes back what a handler said of a file that is now not shown, so that the page which says why is a page like any other.</summary>
    public static void Renew(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Remove(HeaderNames.ContentDisposition);
        Frame(headers, ShownInFrame.Is(context));
    }

    private static void Frame(IHeaderDictionary headers, bool allowed)
    {
        headers.ContentSecurityPolicy = Policy + (allowed ? "'self'" : "'none'");
        headers.XFrameOptions = allowed ? "SAMEORIGIN" : "DENY";
    }
}
