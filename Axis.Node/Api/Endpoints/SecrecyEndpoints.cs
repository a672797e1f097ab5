using Axis.Core.Contracts;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>What was stopped for signs of a state secret, and the officer's decisions (SEC-02).</summary>
internal static class SecrecyEndpoints
{
    private const int MaxReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/secrecy/holds", List).RequireAuthorization(Policies.GuardSecrets).WithSummary("Văn bản bị giữ vì có dấu hiệu bí mật nhà nước, mới nhất trước.");
        routes.MapPost("/secrecy/holds/{id:guid}", DecideAsync).RequireAuthorization(Policies.GuardSecrets).WithSummary("Cán bộ bảo mật quyết định: cho gửi hoặc không, kèm lý do.");
        IsolationEndpoints.Map(routes);
    }

    private static Page<SecrecyHoldView> List(HttpContext context, IStore store, string? agency, bool? all, Guid? after, int? limit)
    {
        var scope = context.Actor().Scope(agency);
        var rows = Paging.Limit(limit);
        return Paging.Of(store.Read(s => s.SecrecyHolds.List(scope, all != true, after, rows)), rows, View, static h => h.Id.ToString());
    }

    private static Task<SecrecyHoldView> DecideAsync(HttpContext context, Guid id, DecideSecrecy body, IStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var reason = body.Reason.Trim();
        if (reason.Length is 0 or > MaxReason)
        {
            throw new RefusedException(new Refusal(RefusalKind.Invalid, "SEC-02", $"Quyết định phải có lý do, dài đến {MaxReason} ký tự.", "A decision needs a reason."));
        }

        return store.WriteAsync(
            session =>
            {
                if (session.SecrecyHolds.Find(id) is not { } hold || !actor.SpeaksFor(hold.Agency))
                {
                    throw new RefusedException(new Refusal(RefusalKind.NotFound, "HOLD_UNKNOWN", "Không có văn bản bị giữ nào dưới mã này.", "No such hold."));
                }

                var now = time.GetUtcNow();
                if (!session.SecrecyHolds.Decide(id, body.Release, actor.Pseudonym, reason, now))
                {
                    throw new RefusedException(new Refusal(RefusalKind.Conflict, "HOLD_DECIDED", "Văn bản này đã có quyết định; quyết định không bị ghi đè.", "It was decided before."));
                }

                session.Journal.Append(new JournalEntry(now, body.Release ? "secrecy-released" : "secrecy-confirmed", Agency: hold.Agency.Value, Actor: actor.Pseudonym, To: id.ToString(), Detail: reason));
                return View(session.SecrecyHolds.Find(id)!);
            },
            cancellationToken);
    }

    private static SecrecyHoldView View(SecrecyHold hold) => new(
        hold.Id, hold.Agency.Value, hold.Fingerprint.ToString(), hold.Findings, hold.Channel, hold.At, hold.LastAt, hold.Times, hold.Released, hold.DecidedAt, hold.DecidedBy, hold.Reason);
}
