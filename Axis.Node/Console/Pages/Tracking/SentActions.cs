using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Changes;
using Axis.Node.Console.Hosting;
using Axis.Node.Following;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Tracking;

/// <summary>Files of sent documents, where they are at this moment, and asking them back.</summary>
internal static class SentActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tracking/live", LiveList).RequireAuthorization(Policies.ReadDocuments).WithMetadata(AskedByPage.Mark);
        var sent = routes.MapGroup("/sent/{packet}");
        sent.MapGet("/map", MapOf).RequireAuthorization(Policies.ReadDocuments).WithMetadata(AskedByPage.Mark);
        sent.MapGet("/files/{index:int}", static (HttpContext context, string packet, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken) =>
            FileAsync(context, packet, index, inline: false, store, reader, access, cancellationToken)).RequireAuthorization(Policies.ReadDocuments);
        sent.MapGet("/files/{index:int}/view", static (HttpContext context, string packet, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken) =>
            FileAsync(context, packet, index, inline: true, store, reader, access, cancellationToken)).RequireAuthorization(Policies.ReadDocuments).WithMetadata(ShownInFrame.Mark);
        sent.MapPost("/recall", RecallAsync).RequireAuthorization(Policies.Submit);
        sent.MapPost("/take-back", TakeBackAsync).RequireAuthorization(Policies.Submit);
    }

    /// <summary>The list alone, as it is now.</summary>
    public static string LiveTracking(bool all, bool late) => FollowUpActions.Page + (late ? "/live?late=true" : all ? "/live?all=true" : "/live");

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1859", Justification = "Not its own type: handlers are bound before the components are compiled.")]
    private static IResult LiveList(bool? all, bool? late) =>
        new RazorComponentResult<TrackingList>(new Dictionary<string, object?> { [nameof(TrackingList.All)] = all == true, [nameof(TrackingList.Late)] = late == true });

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1859", Justification = "Not its own type: handlers are bound before the components are compiled.")]
    private static IResult MapOf(HttpContext context, string packet, IStore store, NodeDirectory directory, FollowUp followUp, TimeProvider time)
    {
        // The page asks every few seconds: as long as nothing changed, the answer is the stamp alone.
        var (actor, digest) = (context.Actor(), Caller.Digest(packet));
        var stamp = store.Read(session => session.Packets.Find(digest) is { Kind: PacketKind.Document } row && actor.MayTrack(row, session) ? $"\"{session.Tracking.Stamp(digest, time.GetUtcNow())}\"" : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
        context.Response.Headers.ETag = stamp;
        return context.Request.Headers.IfNoneMatch == stamp
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new RazorComponentResult<TrackingMap>(new Dictionary<string, object?>
            {
                [nameof(TrackingMap.Tracking)] = OutboxEndpoints.TrackFor(actor, packet, store, directory, followUp, time, TrackingMap.Most),
                [nameof(TrackingMap.Packet)] = packet,
            });
    }

    private static async Task<IResult> FileAsync(HttpContext context, string packet, int index, bool inline, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var digest = Caller.Digest(packet);
        var row = store.Read(session => session.Packets.Find(digest) is { Submission: not null } found && actor.SpeaksFor(found.From) && actor.MayRead(found, session) ? found : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
        var file = await reader.OpenAsync(context, row, index, raw: false, cancellationToken).ConfigureAwait(false);
        var answer = inline ? await InlinePdf.PrepareAsync(context, file.Bytes, cancellationToken).ConfigureAwait(false) : Downloads.File(file.Bytes, file.SafeName, file.Sha256);
        await access.DownloadedAsync(actor, digest, row.From.Value, string.Create(CultureInfo.InvariantCulture, $"attachment-{index}"), cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private static async Task<IResult> RecallAsync(HttpContext context, string packet, IRecallDocuments recall, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        _ = (await recall.RecallAsync(Caller.Digest(packet), Request(context, form), context.Actor(), form["key"], cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, $"{ConsoleAddress.Root}/sent/{packet}", "recalled");
    }

    private static async Task<IResult> TakeBackAsync(HttpContext context, string packet, IRecallDocuments recall, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        _ = (await recall.TakeBackAsync(Caller.Digest(packet), Request(context, form), context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, $"{ConsoleAddress.Root}/sent/{packet}", "taken-back");
    }

    private static RequestRecall Request(HttpContext context, IFormCollection form) => new()
    {
        Reason = form["reason"].ToString().Trim(),
        Staff = context.Staff(),
    };
}
