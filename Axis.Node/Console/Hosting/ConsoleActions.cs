using Axis.Node.Api;
using Axis.Node.Console.Pages.Account;
using Axis.Node.Console.Pages.Inbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Hosting;

/// <summary>Everything of the console that is no page: files, what forms do, what scripts ask. Each area maps its own.</summary>
internal static class ConsoleActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var console = routes.MapGroup(ConsoleAddress.Root);
        console.MapGet("/assets/{**name}", ConsoleAssets.Serve).RequireAuthorization(Policies.Anyone);
        console.MapGet("/sw.js", static (HttpContext context) => ConsoleAssets.Serve(context, "sw.js")).RequireAuthorization(Policies.Anyone);
        AccountActions.Map(console);
        InboxActions.Map(console);
    }
}
