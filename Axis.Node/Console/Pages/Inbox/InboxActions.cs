using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Changes;
using Axis.Node.Console.Hosting;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Inbox;

/// <summary>Files of received documents, and the answers to them: the API's own handlers under the person's role.</summary>
internal static class InboxActions
{
    /// <summary>The inbox.</summary>
    public const string List = ConsoleAddress.Root + "/inbox";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/inbox/live", LiveList).RequireAuthorization(Policies.ReadDocuments).WithMetadata(AskedByPage.Mark);
        var inbox = routes.MapGroup("/inbox/{id:guid}");
        inbox.MapGet("/packet", InboxEndpoints.PacketAsync).RequireAuthorization(Policies.ReadDocuments);
        inbox.MapGet("/files/{index:int}", FileAsync).RequireAuthorization(Policies.ReadDocuments);
        inbox.MapGet("/files/{index:int}/view", ViewAsync).RequireAuthorization(Policies.ReadDocuments).WithMetadata(ShownInFrame.Mark);
        inbox.MapPost("/answer", AnswerAsync).RequireAuthorization(Policies.Answer);
        inbox.MapPost("/undo", UndoAsync).RequireAuthorization(Policies.Answer);
        inbox.MapPost("/change", ChangeAsync).RequireAuthorization(Policies.Answer);
        inbox.MapPost("/paper-returned", PaperAsync).RequireAuthorization(Policies.Answer);
    }

    /// <summary>The inbox with what is wanted of it.</summary>
    public static string ListOf(string? state, string? agency) => List + Wanted(state, agency);

    /// <summary>The list alone, as it is now.</summary>
    public static string Live(string? state, string? agency) => List + "/live" + Wanted(state, agency);

    /// <summary>The document's page.</summary>
    public static string Page(Guid id) => $"{List}/{id}";

    private static QueryString Wanted(string? state, string? agency)
    {
        var query = QueryString.Empty;
        query = state is null ? query : query.Add("state", state);
        return agency is null ? query : query.Add("agency", agency);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1859", Justification = "Not its own type: handlers are bound before the components are compiled.")]
    private static IResult LiveList(string? state, string? agency) =>
        new RazorComponentResult<InboxList>(new Dictionary<string, object?> { [nameof(InboxList.State)] = state, [nameof(InboxList.Agency)] = agency });

    private static Task<IResult> FileAsync(HttpContext context, Guid id, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken) =>
        InboxEndpoints.AttachmentAsync(context, id, index, raw: null, store, reader, access, cancellationToken);

    private static async Task<IResult> ViewAsync(HttpContext context, Guid id, int index, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var (item, packet) = InboxEndpoints.Readable(store, actor, id);
        var file = await reader.OpenAsync(context, packet, index, raw: false, cancellationToken).ConfigureAwait(false);
        var shown = await InlinePdf.PrepareAsync(context, file.Bytes, cancellationToken).ConfigureAwait(false);
        await access.FetchedAsync(actor, item, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attachment-{index}"), cancellationToken).ConfigureAwait(false);
        return shown;
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Guid id, IStore store, IStatusAnswers answers, HoldRefusals refusals, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var code = form["code"].ToString();
        var answer = new AnswerStatus
        {
            Code = code,
            ReasonCode = code == "02" ? form["reasonCode"].ToString() : null,
            Description = Text(form["description"]),
            Staff = context.Staff(),
            Assignment = code == "04" ? Assignment(form) : null,
        };
        if (code == "02")
        {
            var leaves = (await refusals.RefuseAsync(id, answer, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
            return Done.At(context, Page(id), leaves is null ? "answered-02" : null);
        }

        if (store.Read(s => s.HeldRefusals.Find(id)) is not null)
        {
            throw new RefusedException(HoldRefusals.AlreadyHeld);
        }

        _ = await InboxEndpoints.AnswerAsync(context, id, answer, store, answers, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page(id), "answered-" + code);
    }

    private static async Task<IResult> UndoAsync(HttpContext context, Guid id, HoldRefusals refusals, CancellationToken cancellationToken)
    {
        _ = (await refusals.UndoAsync(id, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
        return Done.At(context, Page(id), "refusal-undone");
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, Guid id, IChangeAnswers answers, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        var agree = form["agree"] == "yes";
        var answer = new AnswerChange { Agree = agree, ReasonCode = agree ? null : form["reasonCode"].ToString(), Description = Text(form["description"]), Staff = context.Staff() };
        _ = await ChangeEndpoints.AnswerAsync(context, id, answer, answers, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page(id), agree ? "change-agreed" : "change-declined");
    }

    private static async Task<IResult> PaperAsync(HttpContext context, Guid id, IStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = await ChangeEndpoints.PaperAsync(context, id, store, time, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page(id));
    }

    private static AssignWork? Assignment(IFormCollection form) =>
        Text(form["department"]) is null && Text(form["assignee"]) is null
            ? null
            : new AssignWork
            {
                Lead = new AssigneeFields(Text(form["department"]), Text(form["assignee"])),
                CoOperators = [.. (Text(form["cooperators"]) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static u => new AssigneeFields(u))],
                Instruction = Text(form["description"]),
                DueDate = Text(form["due"]) is not { } due ? null
                    : VietnamTime.TryDay(due, out var day) ? day
                    : throw new RefusedException(UserRefusals.Field("due", "DATE", "Ngày viết theo dạng dd/mm/yyyy.", "Write the date as dd/mm/yyyy.")),
            };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
