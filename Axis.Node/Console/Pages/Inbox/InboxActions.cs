using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Changes;
using Axis.Node.Console.Hosting;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Inbox;

/// <summary>Files of received documents, and the answers to them: the API's own handlers under the person's role.</summary>
internal static class InboxActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup("/inbox/{id:guid}");
        inbox.MapGet("/packet", InboxEndpoints.PacketAsync).RequireAuthorization(Policies.ReadDocuments);
        inbox.MapGet("/files/{index:int}", FileAsync).RequireAuthorization(Policies.ReadDocuments);
        inbox.MapGet("/files/{index:int}/view", ViewAsync).RequireAuthorization(Policies.ReadDocuments);
        inbox.MapPost("/answer", AnswerAsync).RequireAuthorization(Policies.Answer);
        inbox.MapPost("/change", ChangeAsync).RequireAuthorization(Policies.Answer);
        inbox.MapPost("/paper-returned", PaperAsync).RequireAuthorization(Policies.Answer);
    }

    /// <summary>The document's page.</summary>
    public static string Page(Guid id) => $"{ConsoleAddress.Root}/inbox/{id}";

    private static Task<IResult> FileAsync(HttpContext context, Guid id, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken) =>
        InboxEndpoints.AttachmentAsync(context, id, index, raw: null, store, reader, access, cancellationToken);

    private static async Task<IResult> ViewAsync(HttpContext context, Guid id, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var (item, packet) = InboxEndpoints.Readable(store, actor, id);
        var attachment = packet.Facts.Attachments.FirstOrDefault(a => a.Index == index) ?? throw new RefusedException(ApiRefusals.AttachmentUnknown);
        var file = await reader.OpenAsync(packet, attachment, raw: false, cancellationToken).ConfigureAwait(false);
        context.Response.RegisterForDisposeAsync(file.Bytes);
        var shown = await InlinePdf.PrepareAsync(context, file.Bytes, cancellationToken).ConfigureAwait(false);
        await access.FetchedAsync(actor, item, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attachment-{index}"), cancellationToken).ConfigureAwait(false);
        return shown;
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Guid id, IStore store, IStatusAnswers answers, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var code = form["code"].ToString();
        var answer = new AnswerStatus
        {
            Code = code,
            ReasonCode = code == "02" ? form["reasonCode"].ToString() : null,
            Description = Text(form["description"]),
            Staff = StaffOf(context, form),
        };
        _ = await InboxEndpoints.AnswerAsync(context, id, answer, store, answers, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page(id), "answered-" + code);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, Guid id, IChangeAnswers answers, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var agree = form["agree"] == "yes";
        var answer = new AnswerChange { Agree = agree, ReasonCode = agree ? null : form["reasonCode"].ToString(), Description = Text(form["description"]), Staff = StaffOf(context, form) };
        _ = await ChangeEndpoints.AnswerAsync(context, id, answer, answers, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page(id), agree ? "change-agreed" : "change-declined");
    }

    private static async Task<IResult> PaperAsync(HttpContext context, Guid id, IStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = await ChangeEndpoints.PaperAsync(context, id, store, time, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page(id));
    }

    // Who acts is the person signed in; an assignment names the one who is to do the work.
    private static StaffFields StaffOf(HttpContext context, IFormCollection form) => new(
        Text(form["assignee"]) ?? context.Features.Get<SignedIn>()?.User.FullName,
        Department: Text(form["department"]));

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
