using Axis.Node.Api;
using Axis.Node.Console.Pages.Account;
using Axis.Node.Console.Pages.Agencies;
using Axis.Node.Console.Pages.Audit;
using Axis.Node.Console.Pages.Compose;
using Axis.Node.Console.Pages.Guides;
using Axis.Node.Console.Pages.Inbox;
using Axis.Node.Console.Pages.Overview;
using Axis.Node.Console.Pages.Queue;
using Axis.Node.Console.Pages.Registers;
using Axis.Node.Console.Pages.Reports;
using Axis.Node.Console.Pages.Systems;
using Axis.Node.Console.Pages.Tracking;
using Axis.Node.Console.Pages.Users;
using Axis.Node.Console.Pages.Waiting;
using Axis.Node.Console.Uploads;
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
        console.MapGet("/sw.js", ServiceWorker).RequireAuthorization(Policies.Anyone);
        AccountActions.Map(console);
        StandInActions.Map(console);
        InboxActions.Map(console);
        UploadActions.Map(console);
        ComposeActions.Map(console);
        WaitingActions.Map(console);
        SentActions.Map(console);
        FollowUpActions.Map(console);
        RegisterActions.Map(console);
        OverviewActions.Map(console);
        QueueActions.Map(console);
        AuditActions.Map(console);
        ReportActions.Map(console);
        UserActions.Map(console);
        SystemActions.Map(console);
        ReformActions.Map(console);
        GuideActions.Map(console);
    }

    // The first page has no slash at its end, and is to be shown when the node is down as well (Service Workers §7.2).
    private static IResult ServiceWorker(HttpContext context)
    {
        context.Response.Headers["Service-Worker-Allowed"] = ConsoleAddress.Root;
        return ConsoleAssets.Serve(context, "sw.js");
    }
}
