using Axis.Core.Contracts;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Api.Views;
using Axis.Node.Changes;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Documents asked back, the answers to that, and the duties with their deadlines.</summary>
internal static class ChangeEndpoints
{
    private const int MostDeadlines = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/documents/{packet}/recall", RecallAsync).RequireAuthorization(Policies.Submit).WithSummary("Thu hồi một văn bản đã gửi (nghiệp vụ 1).");
        routes.MapPost("/documents/{packet}/take-back", TakeBackAsync).RequireAuthorization(Policies.Submit).WithSummary("Đề nghị lấy lại một văn bản gửi nhầm hoặc lỗi (13).");
        routes.MapPost("/inbox/{id:guid}/change", AnswerAsync).RequireAuthorization(Policies.Answer).WithSummary("Trả lời yêu cầu thu hồi, lấy lại, cập nhật: đồng ý (15) hoặc từ chối (16).");
        routes.MapPost("/inbox/{id:guid}/paper-returned", PaperAsync).RequireAuthorization(Policies.Answer).WithSummary("Ghi nhận đã gửi trả bản giấy của văn bản bị thu hồi.");
        routes.MapGet("/deadlines", Deadlines).RequireAuthorization(Policies.ReadDocuments).WithSummary("Việc chưa xong có thời hạn, đến hạn trước đứng trước.");
    }

    internal static async Task<SubmitAnswer> RecallAsync(HttpContext context, string packet, RequestRecall body, IRecallDocuments recall, CancellationToken cancellationToken) =>
        (await recall.RecallAsync(Caller.Digest(packet), body, context.Actor(), context.IdempotencyKey(), cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<TakeBackAnswer> TakeBackAsync(HttpContext context, string packet, RequestRecall body, IRecallDocuments recall, CancellationToken cancellationToken) =>
        (await recall.TakeBackAsync(Caller.Digest(packet), body, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<ChangeAnswerResult> AnswerAsync(HttpContext context, Guid id, AnswerChange body, IChangeAnswers answers, CancellationToken cancellationToken) =>
        (await answers.AnswerAsync(id, body, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();

    internal static async Task<DeadlineView> PaperAsync(HttpContext context, Guid id, IStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var now = time.GetUtcNow();
        var settled = await store.WriteAsync(
            session =>
            {
                if (session.Inbox.Find(id) is not { } item || !actor.SpeaksFor(item.Recipient))
                {
                    throw new RefusedException(ApiRefusals.InboxItemUnknown);
                }

                if (!session.Deadlines.Settle(id, DeadlineKind.PaperReturn, now))
                {
                    return null;
                }

                session.Journal.Append(new JournalEntry(now, "paper-returned", item.Packet, Agency: item.Recipient.Value, Actor: actor.Pseudonym));
                return session.Deadlines.ListFor(id).First(static d => d.Kind == DeadlineKind.PaperReturn);
            },
            cancellationToken).ConfigureAwait(false);
        return settled is null ? throw new RefusedException(ApiRefusals.NoPaperOwed) : ChangeViews.View(settled, now);
    }

    internal static List<DeadlineView> Deadlines(HttpContext context, IStore store, TimeProvider time, string? agency)
    {
        var scope = context.Actor().Scope(agency);
        var now = time.GetUtcNow();
        return store.Read(s => s.Deadlines.ListOpen(scope, MostDeadlines).Select(d => ChangeViews.View(d, now)).ToList());
    }
}
