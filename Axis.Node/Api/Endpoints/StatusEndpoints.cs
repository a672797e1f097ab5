using System.Globalization;
using System.Text;
using Axis.Core.Contracts;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>The node's condition, for operators and for machines.</summary>
internal static class StatusEndpoints
{
    public static void MapApi(IEndpointRouteBuilder routes) =>
        routes.MapGet("/status", StatusAsync).RequireAuthorization(Policies.ReadOperations).WithSummary("Tình trạng của nút và những việc cần làm.");

    public static void MapRoot(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => Results.Text("live\n")).RequireAuthorization(Policies.Anyone).ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).RequireAuthorization(Policies.Anyone).ExcludeFromDescription();
        routes.MapGet("/metrics", Metrics).RequireAuthorization(Policies.Metrics).ExcludeFromDescription();
    }

    private static Task<NodeStatus> StatusAsync(StatusReport report, CancellationToken cancellationToken) => report.MakeAsync(cancellationToken);

    private static async Task<IResult> ReadyAsync(IStore store, LimitOptions limits, ScheduleReport schedules, CancellationToken cancellationToken)
    {
        var health = store.Health;
        var lines = new StringBuilder();
        var ready = Line("store", health.Writable) & Line("disk", health.FreeBytes > limits.FreeSpaceReserveBytes) & Line("schedules", await schedules.IsRunningAsync(cancellationToken).ConfigureAwait(false));

        // An alarm takes nothing away from what the node can do; whoever watches readiness sees it all the same.
        if (store.Health.Writable && store.Read(static s => s.Heads.Alarms().Count) is > 0 and var alarms)
        {
            lines.Append(CultureInfo.InvariantCulture, $"journal: {alarms} alarm(s), see /api/v1/status\n");
        }

        return Results.Text(lines.ToString(), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

        bool Line(string name, bool good)
        {
            lines.Append(name).Append(good ? ": ok\n" : ": failing\n");
            return good;
        }
    }

    private static IResult Metrics(MetricsText metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8");
}
