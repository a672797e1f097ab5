using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Axis.Node.Outgoing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Queue;

/// <summary>An operator's hand on the queue. A replay is always shown first: what it would send, before it sends.</summary>
internal static class QueueActions
{
    /// <summary>The page.</summary>
    public const string Page = ConsoleAddress.Root + "/queue";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/queue/replay", ReplayAsync).RequireAuthorization(Policies.Operate);
        routes.MapPost("/queue/{delivery:guid}/retry", RetryAsync).RequireAuthorization(Policies.Operate);
    }

    private static async Task<IResult> ReplayAsync(HttpContext context, IQueue queue, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var request = new ReplayRequest
        {
            Link = Text(form["link"]),
            ReasonCode = Text(form["reasonCode"]),
            DryRun = form["confirmed"] != "yes",
        };
        var result = await QueueEndpoints.ReplayAsync(context, request, queue, cancellationToken).ConfigureAwait(false);
        return result.DryRun
            ? new RazorComponentResult<ReplayPage>(new Dictionary<string, object?> { [nameof(ReplayPage.Result)] = result, [nameof(ReplayPage.Request)] = request })
            : Done.At(context, Page, "replayed");
    }

    private static async Task<IResult> RetryAsync(HttpContext context, Guid delivery, IQueue queue, CancellationToken cancellationToken)
    {
        _ = await QueueEndpoints.RetryAsync(context, delivery, queue, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page, "retried");
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
