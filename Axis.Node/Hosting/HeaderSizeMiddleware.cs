using Axis.Node.Api;
using Axis.Node.Options;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Hosting;

/// <summary>Keeps the usual size of headers everywhere but on the VXP paths, for which the server lets larger ones in.</summary>
internal sealed class HeaderSizeMiddleware(RequestDelegate next, VxpOptions vxp)
{
    /// <summary>Most bytes of headers elsewhere.</summary>
    public const int UsualBytes = 16 * 1024;

    /// <summary>Most bytes of headers of a VXP call.</summary>
    public const int VxpBytes = 1024 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(vxp.BasePath, StringComparison.Ordinal) && Size(context.Request.Headers) > UsualBytes)
        {
            return Problems.WriteAsync(context, ApiRefusals.ForStatus(StatusCodes.Status431RequestHeaderFieldsTooLarge));
        }

        return next(context);
    }

    private static long Size(IHeaderDictionary headers)
    {
        long size = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                size += name.Length + (value?.Length ?? 0);
            }
        }

        return size;
    }
}
