using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Console.Hosting;
using Axis.Node.Console.Pages.Waiting;
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
        compose.MapPost("/prepare", PrepareAsync).RequireAuthorization(Policies.Submit);
    }

    private static async Task<IResult> CheckAsync(HttpContext context, CheckDraft check, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        return Results.Json(await check.RunAsync(asked.Document, asked.Uploads.Count, context.Actor(), cancellationToken).ConfigureAwait(false));
    }

    private static Task<IResult> SendAsync(HttpContext context, IStore store, ISubmission submission, UploadFolder uploads, UploadSlots slots, KeyedTurns turns, CancellationToken cancellationToken) =>
        HandInAsync(context, store, uploads, slots, turns, async (document, files, key) => (Page(Answered(await submission.SubmitAsync(document, files, context.Actor(), key, cancellationToken).ConfigureAwait(false))), "sent"), cancellationToken);

    private static Task<IResult> PrepareAsync(HttpContext context, IStore store, ISubmission submission, UploadFolder uploads, UploadSlots slots, KeyedTurns turns, CancellationToken cancellationToken) =>
        HandInAsync(context, store, uploads, slots, turns, async (document, files, key) => (WaitingActions.Page(Answered(await submission.PrepareAsync(document, files, context.Actor(), key, cancellationToken).ConfigureAwait(false)).Id), "prepared"), cancellationToken);

    private static async Task<IResult> HandInAsync(
        HttpContext context, IStore store, UploadFolder uploads, UploadSlots slots, KeyedTurns turns, Func<SubmitDocument, IReadOnlyList<StagedFile>, string, Task<(string Page, string Said)>> work, CancellationToken cancellationToken)
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
            var (page, said) = await work(document, files, asked.Key).ConfigureAwait(false);
            uploads.Remove(person, asked.Uploads);
            return Done.At(context, page, said);
        }
        finally
        {
            UploadFolder.Discard(files);
        }
    }

    private static T Answered<T>(Outcome<T> outcome) => outcome is Refused<T> refused ? throw new RefusedException(FormFields.Rename(refused.Why)) : outcome.OrThrow();

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
