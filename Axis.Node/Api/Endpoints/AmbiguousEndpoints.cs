using Axis.Core.Contracts;
using Axis.Core.Tracking;
using Axis.Node.Api.Views;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ISession = Axis.Node.Storage.ISession;

namespace Axis.Node.Api.Endpoints;

/// <summary>Statuses that fit several documents and wait for a person (STA-09).</summary>
internal static class AmbiguousEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/statuses/ambiguous", List).RequireAuthorization(Policies.Track).WithSummary("Trạng thái khớp với nhiều văn bản, chờ người chọn; cũ nhất trước.");
        routes.MapPost("/statuses/ambiguous/{id}", SettleAsync).RequireAuthorization(Policies.Settle).WithSummary("Chọn văn bản mà trạng thái nói tới, hoặc bỏ qua kèm lý do.");
    }

    private static Page<AmbiguousStatusView> List(HttpContext context, IStore store, NodeDirectory directory, TimeProvider time, string? agency, Guid? after, int? limit)
    {
        var actor = context.Actor();
        var scope = actor.Scope(agency);
        var rows = Paging.Limit(limit);
        var now = time.GetUtcNow();
        return store.Read(session => Paging.Of(
            session.AmbiguousStatuses.ListOpen(scope, after, rows),
            rows,
            row => View(row, session, directory, now, actor.Role != Role.Operator),
            static row => row.Id.ToString()));
    }

    private static async Task<SettledStatus> SettleAsync(HttpContext context, Guid id, SettleAmbiguous body, SettleStatus settle, CancellationToken cancellationToken) =>
        (await settle.RunAsync(id, body, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();

    private static AmbiguousStatusView View(AmbiguousStatus status, ISession session, NodeDirectory directory, DateTimeOffset now, bool contents) => new(
        status.Id,
        status.StatusCode,
        StateText.StatusName(status.StatusCode),
        status.Reporter.Value,
        status.Sender.Value,
        status.DocumentId,
        status.Code,
        status.EventAt,
        status.ArrivedAt,
        contents ? status.Description : null,
        status.Packet.ToString(),
        [.. status.Candidates.Select(c => session.Tracking.Find(c)).OfType<TrackingRow>().Select(r => TrackingViews.Line(r, session, directory, now))]);
}
