using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Api.Views;
using Axis.Node.Following;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Documents sent, and where they are.</summary>
internal static class OutboxEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/documents", List).RequireAuthorization(Policies.Track).WithSummary("Văn bản đã gửi, mới nhất trước.");
        routes.MapGet("/documents/{packet}", ShowAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Một văn bản đã gửi.");
        routes.MapGet("/tracking", Track).RequireAuthorization(Policies.Track).WithSummary("Theo dõi theo từng nơi nhận, mới nhất trước; late chỉ những nơi chậm hoặc vướng.");
        routes.MapGet("/tracking/{packet}", TrackOne).RequireAuthorization(Policies.Track).WithSummary("Văn bản đang ở đâu, qua những nút nào.");
    }

    internal static Page<OutboxItemView> List(HttpContext context, IStore store, string? agency, Guid? after, int? limit)
    {
        var actor = context.Actor();
        var scope = actor.Scope(agency);
        var rows = Paging.Limit(limit);
        var contents = actor.Role != Role.Operator;
        return store.Read(session => Paging.Of(
            session.Packets.ListSubmitted(scope, after, rows),
            rows,
            row => DocumentViews.OutboxItem(row, session, contents),
            static row => row.Submission?.ToString() ?? ""));
    }

    internal static async Task<OutboxDetail> ShowAsync(HttpContext context, string packet, IStore store, NodeDirectory directory, AccessLog access, TimeProvider time, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var digest = Caller.Digest(packet);
        var row = store.Read(session => session.Packets.Find(digest) is { } found && found.Submission is not null && actor.SpeaksFor(found.From) ? found : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
        await access.ViewedAsync(actor, digest, row.From.Value, cancellationToken).ConfigureAwait(false);
        return store.Read(session => DocumentViews.OutboxDetail(row, session, directory, time.GetUtcNow()));
    }

    internal static Page<TrackingLine> Track(HttpContext context, IStore store, NodeDirectory directory, FollowUp followUp, TimeProvider time, string? agency, bool? openOnly, bool? late, Guid? after, int? limit)
    {
        var scope = context.Actor().Scope(agency);
        var rows = Paging.Limit(limit);
        if (late == true)
        {
            return followUp.List(scope, after, rows);
        }

        var now = time.GetUtcNow();
        return store.Read(session =>
        {
            var standstills = followUp.Over(session);
            return Paging.Of(
                session.Tracking.List(scope, openOnly ?? false, after, rows),
                rows,
                row => TrackingViews.Line(row, session, directory, now, standstills.Find(row)),
                static row => row.Id.ToString());
        });
    }

    internal static TrackingView TrackOne(HttpContext context, string packet, IStore store, NodeDirectory directory, FollowUp followUp, TimeProvider time) =>
        TrackFor(context.Actor(), packet, store, directory, followUp, time, most: null);

    internal static TrackingView TrackFor(Actor actor, string packet, IStore store, NodeDirectory directory, FollowUp followUp, TimeProvider time, int? most)
    {
        var digest = Caller.Digest(packet);
        return store.Read(session => session.Packets.Find(digest) is { Kind: PacketKind.Document } row && actor.MayTrack(row, session)
                ? TrackingViews.View(row, session, directory, time.GetUtcNow(), actor, followUp.Over(session), most)
                : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
    }
}
