using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Console.Hosting;
using Axis.Node.Console.Uploads;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Console.Pages.Compose;

/// <summary>What the form of a new document asks while it is filled in, and sending it: the same submission that the API makes.</summary>
internal static class ComposeActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var compose = routes.MapGroup("/compose");
        compose.MapGet("/agencies", static (RecipientSearch search, string q) => Results.Json(search.Find(q))).RequireAuthorization(Policies.Submit);
        compose.MapGet("/groups/{group}", static (RecipientSearch search, string group, string from) => Results.Json(search.Group(group, from))).RequireAuthorization(Policies.Submit);
        compose.MapPost("/check", CheckAsync).RequireAuthorization(Policies.Submit);
        compose.MapPost("/send", SendAsync).RequireAuthorization(Policies.Submit);
    }

    private static async Task<IResult> CheckAsync(HttpContext context, CheckDraft check, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        return Results.Json(await check.RunAsync(asked.Document, asked.Uploads.Count, context.Actor(), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<IResult> SendAsync(HttpContext context, IStore store, ISubmission submission, UploadFolder uploads, UploadSlots slots, KeyedTurns turns, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        var actor = context.Actor();
        if (!OrganId.TryParse(asked.Document.From, out var from) || !actor.SpeaksFor(from))
        {
            throw new RefusedException(ApiRefusals.OutOfScope(asked.Document.From));
        }

        // One press of a form at a time: the next one finds what the first one sent, not a form whose files are gone.
        using var turn = await turns.TakeAsync(asked.Key, cancellationToken).ConfigureAwait(false);
        if (Earlier(store, from, asked.Key) is { } before)
        {
            return Done.At(context, Page(before), "sent-before");
        }

        var person = context.Who().User.Id;
        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        var files = await uploads.StageAsync(person, asked.Uploads, cancellationToken).ConfigureAwait(false);
        try
        {
            var document = asked.Document with { Files = [.. files.Select(static f => new FileFields(f.Name))], Staff = context.Staff() };
            var answer = await submission.SubmitAsync(document, files, actor, asked.Key, cancellationToken).ConfigureAwait(false);
            if (answer is Refused<SubmitAnswer> refused)
            {
                throw new RefusedException(FormFields.Rename(refused.Why));
            }

            uploads.Remove(person, asked.Uploads);
            return Done.At(context, Page(answer.OrThrow()), "sent");
        }
        finally
        {
            UploadFolder.Discard(files);
        }
    }

    private static string Page(SubmitAnswer answer) => $"{ConsoleAddress.Root}/sent/{answer.Packet}";

    // The answer to an earlier press was lost on its way: its files are gone with the document, so the form is not asked for them again.
    private static SubmitAnswer? Earlier(IStore store, OrganId from, string key) =>
        store.Read(s => s.Submissions.FindAnswer(from, key)) is { } answer ? new IdempotencyKey(key, answer.Request).Repeat(answer) : null;

    private static async Task<ComposeRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var asked = await JsonSerializer.DeserializeAsync<ComposeRequest>(context.Request.Body, ComposeRequest.Reading, cancellationToken).ConfigureAwait(false)
                ?? throw new RefusedException(ConsoleRefusals.Form);
            return asked.Check(context.RequestServices.GetRequiredService<LimitOptions>().MaxFiles) is { } wrong ? throw new RefusedException(wrong) : asked;
        }
        catch (JsonException e)
        {
            throw new RefusedException(JsonProblems.Explain(e), e);
        }
    }
}
