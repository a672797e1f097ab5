using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api.Views;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>What is owed to neighbours, what is parked, what was refused.</summary>
internal static class QueueEndpoints
{
    // Groups are for a glance; beyond this many rows the counts say "at least".
    private const int MostGrouped = 20_000;
    private const int MostNamed = 100;
    private const int PageSize = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/queue", List).RequireAuthorization(Policies.ReadOperations).WithSummary("Các lượt chuyển và số đếm theo kết nối.");
        routes.MapPost("/queue/{delivery:guid}/retry", RetryAsync).RequireAuthorization(Policies.Operate).WithSummary("Chuyển lại ngay một lượt.");
        routes.MapGet("/dead-letters", DeadLetters).RequireAuthorization(Policies.ReadOperations).WithSummary("Các lượt chuyển bị dừng, nhóm theo nguyên nhân.");
        routes.MapPost("/dead-letters/replay", ReplayAsync).RequireAuthorization(Policies.Operate).WithSummary("Chuyển lại các lượt bị dừng; dryRun chỉ liệt kê.");
        routes.MapGet("/quarantine", Quarantine).RequireAuthorization(Policies.ReadOperations).WithSummary("Các gói tin bị cách ly làm bằng chứng.");
    }

    internal static QueueView List(IStore store, string? link, string? state, Guid? after, int? limit)
    {
        var rows = Paging.Limit(limit);
        var wanted = QueueViews.ReadState(state);
        NodeId? neighbour = string.IsNullOrEmpty(link) ? null : Neighbour(link);
        return store.Read(session =>
        {
            var page = Paging.Of(session.Outbox.List(wanted, neighbour, after, rows), rows, QueueViews.View, static d => d.Id.ToString());
            return new QueueView(QueueViews.Counts(session), page.Items, page.Next);
        });
    }

    internal static async Task<DeliveryView> RetryAsync(HttpContext context, Guid delivery, IQueue queue, CancellationToken cancellationToken) =>
        (await queue.RetryAsync(delivery, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<ReplayResult> ReplayAsync(HttpContext context, ReplayRequest body, IQueue queue, CancellationToken cancellationToken) =>
        (await queue.ReplayAsync(body, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static IReadOnlyList<DeadLetterGroup> DeadLetters(IStore store) => store.Read(static session =>
    {
        var dead = new List<Delivery>();
        Guid? after = null;
        while (dead.Count < MostGrouped && session.Outbox.List(DeliveryState.Dead, null, after, PageSize) is { Count: > 0 } page)
        {
            dead.AddRange(page);
            after = page[^1].Id;
            if (page.Count < PageSize)
            {
                break;
            }
        }

        return (IReadOnlyList<DeadLetterGroup>)[.. dead
            .GroupBy(static d => (d.Link, d.ReasonCode))
            .Select(static g => new DeadLetterGroup(
                g.Key.Link.Value,
                g.Key.ReasonCode,
                g.MaxBy(static d => d.CreatedAt)?.Reason,
                g.Count(),
                g.Min(static d => d.CreatedAt),
                [.. g.Take(MostNamed).Select(static d => d.Id)]))
            .OrderByDescending(static g => g.Count)];
    });

    internal static Page<QuarantineView> Quarantine(IStore store, Guid? after, int? limit)
    {
        var rows = Paging.Limit(limit);
        return store.Read(session => Paging.Of(
            session.Quarantine.List(after, rows),
            rows,
            static q => new QuarantineView(q.Id, q.Neighbour.Value, q.Delivery, q.Packet.ToString(), q.Size, q.ReasonCode, q.Reason, q.Verdict, q.At),
            static q => q.Id.ToString()));
    }

    internal static NodeId Neighbour(string text) =>
        NodeId.TryParse(text, out var id) ? id : throw new RefusedException(ApiRefusals.NeighbourUnknown);
}
