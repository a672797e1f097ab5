using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Api.Views;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>The journal for people, and its proof.</summary>
internal static class JournalEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journal", List).RequireAuthorization(Policies.ReadJournal).WithSummary("Nhật ký, mới nhất trước.");
        routes.MapPost("/journal/verify", VerifyAsync).RequireAuthorization(Policies.ReadJournal).WithSummary("Tính lại và đối chiếu nhật ký với các đầu đã niêm và với đầu mà nút láng giềng giữ.").WithRequestTimeout(TimeSpan.FromMinutes(30));
    }

    internal static Page<JournalLineView> List(HttpContext context, IStore store, string? packet, long? after, int? limit)
    {
        var actor = context.Actor();
        var details = actor.Role == Role.Auditor;
        var rows = Paging.Limit(limit);
        Digest? digest = string.IsNullOrEmpty(packet) ? null : Caller.Digest(packet);
        return store.Read(session => Paging.Of(
            session.Journal.List(after, rows, digest),
            rows,
            line => JournalViews.View(line, details && InScope(actor, line)),
            static line => line.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    // An auditor of some agencies sees the details of their entries only.
    private static bool InScope(Actor actor, JournalLine line) =>
        actor.Agencies.Count == 0 || actor.Agencies.Any(a => a.Value == line.Entry.Agency);

    private static Task<JournalVerification> VerifyAsync(JournalCheck check, CancellationToken cancellationToken) => check.RunAsync(cancellationToken);
}
