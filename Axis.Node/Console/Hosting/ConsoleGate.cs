using Axis.Node.Api;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>
/// Leads requests below <c>/console</c> on the API's listener into the console, which is put together at the first of them: a node whose console nobody opens carries
/// none of it in memory.
/// </summary>
internal sealed class ConsoleGate(RequestDelegate next, IServiceProvider node)
{
    private readonly Lazy<ConsolePipeline> _console = new(() => ConsolePipeline.Build(node));

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ListenerFace>() != ListenerFace.Api)
        {
            return next(context);
        }

        var path = context.Request.Path;
        if (path == "/" && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(ConsoleAddress.Root);
            return Task.CompletedTask;
        }

        return path.StartsWithSegments(ConsoleAddress.Root, StringComparison.Ordinal) ? _console.Value.RunAsync(context) : next(context);
    }
}
