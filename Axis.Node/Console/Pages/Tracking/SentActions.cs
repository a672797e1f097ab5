using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Changes;
using Axis.Node.Console.Hosting;
using Axis.Node.Storage;
using Axis.Node.Users;
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
        var sent = routes.MapGroup("/sent/{packet}");
        sent.MapGet("/map", MapOf).RequireAuthorization(Policies.ReadDocuments).WithMetadata(AskedByPage.Mark);
        sent.MapGet("/files/{index:int}", static (HttpContext context, string packet, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken) =>
            FileAsync(context, packet, index, inline: false, store, reader, access, cancellationToken)).RequireAuthorization(Policies.ReadDocuments);
        sent.MapGet("/files/{index:int}/view", static (HttpContext context, string packet, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken) =>
            FileAsync(context, packet, index, inline: true, store, reader, access, cancellationToken)).RequireAuthorization(Policies.ReadDocuments).WithMetadata(ShownInFrame.Mark);
        sent.MapPost("/recall", RecallAsync).RequireAuthorization(Policies.Submit);
        sent.MapPost("/take-back", TakeBackAsync).RequireAuthorization(Policies.Submit);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1859", Justification = "Not its own type: handlers are bound before the components are compiled.")]
    private static IResult MapOf(HttpContext context, string packet, IStore store, NodeDirectory directory, TimeProvider time) =>
        new RazorComponentResult<TrackingMap>(new Dictionary<string, object?> { [nameof(TrackingMap.Tracking)] = OutboxEndpoints.TrackOne(context, packet, store, directory, time) });

    private static async Task<IResult> FileAsync(HttpContext context, string packet, int index, bool inline, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var digest = Caller.Digest(packet);
        var row = store.Read(session => session.Packets.Find(digest) is { Submission: not null } found && actor.SpeaksFor(found.From) && actor.MayRead(found, session) ? found : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
        var file = await reader.OpenAsync(context, row, index, raw: false, cancellationToken).ConfigureAwait(false);
        var answer = inline ? await InlinePdf.PrepareAsync(context, file.Bytes, cancellationToken).ConfigureAwait(false) : Downloads.File(file.Bytes, file.SafeName, file.Sha256);
        await access.DownloadedAsync(actor, digest, row.From.Value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attachment-{index}"), cancellationToken).ConfigureAwait(false);
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
        Staff = new StaffFields(context.Features.Get<SignedIn>()?.User.FullName),
    };
}
