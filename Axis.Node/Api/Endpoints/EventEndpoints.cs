using Axis.Core.Contracts;
using Axis.Node.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Who outside the node is told of events.</summary>
internal static class EventEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/event-receivers", static (EventControl events) => events.List()).RequireAuthorization(Policies.ReadOperations).WithSummary("Nơi nhận sự kiện và tình trạng.");
        routes.MapPost("/event-receivers/{name}/test", TestAsync).RequireAuthorization(Policies.Operate).WithSummary("Gửi thử một sự kiện.").WithRequestTimeout(TimeSpan.FromMinutes(3));
        routes.MapPost("/event-receivers/{name}/replay", ReplayAsync).RequireAuthorization(Policies.Operate).WithSummary("Gửi lại các sự kiện bị dừng, hoặc từ một số thứ tự.");
    }

    private static async Task<EventTestResult> TestAsync(HttpContext context, string name, EventControl events, CancellationToken cancellationToken) =>
        (await events.TestAsync(name, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();

    private static async Task<ReplayedEvents> ReplayAsync(HttpContext context, string name, ReplayEvents body, EventControl events, CancellationToken cancellationToken) =>
        (await events.ReplayAsync(name, body, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
}
