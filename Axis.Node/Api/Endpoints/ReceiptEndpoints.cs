using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Api.Views;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ISession = Axis.Node.Storage.ISession;

namespace Axis.Node.Api.Endpoints;

/// <summary>Evidence: receipts with their seals, and packets byte for byte.</summary>
internal static class ReceiptEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/receipts/{digest}", Show).RequireAuthorization(Policies.Track).WithSummary("Một biên nhận kèm niêm ký.");
        routes.MapGet("/packets/{digest}/receipts", List).RequireAuthorization(Policies.Track).WithSummary("Mọi biên nhận về một gói tin.");
        routes.MapGet("/packets/{digest}/bytes", BytesAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Gói tin nguyên vẹn từng byte.");
    }

    internal static ReceiptView Show(HttpContext context, string digest, IStore store)
    {
        var actor = context.Actor();
        var wanted = Caller.Digest(digest);
        return store.Read(session =>
            {
                if (session.Receipts.Find(wanted) is not { } found)
                {
                    return null;
                }

                var view = ReceiptViews.View(found);
                return MaySee(actor, Digest.Parse(view.Packet), session) && actor.MaySee(ReceiptXml.Read(found.Bytes.Span)) ? view : null;
            })
            ?? throw new RefusedException(ApiRefusals.ReceiptUnknown);
    }

    internal static IReadOnlyList<ReceiptView> List(HttpContext context, string digest, IStore store)
    {
        var actor = context.Actor();
        var packet = Caller.Digest(digest);
        return store.Read(session => MaySee(actor, packet, session)
                ? (IReadOnlyList<ReceiptView>)[.. session.Receipts.ListFor(packet).Where(r => actor.MaySee(ReceiptXml.Read(r.Bytes.Span))).Select(ReceiptViews.View)]
                : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
    }

    internal static async Task<IResult> BytesAsync(HttpContext context, string digest, IStore store, PacketContent content, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var wanted = Caller.Digest(digest);
        var packet = store.Read(session => session.Packets.Find(wanted) is { } row && actor.MayRead(row, session) ? row : null)
            ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
        var bytes = content.Open(packet);
        context.Response.RegisterForDisposeAsync(bytes);
        await access.DownloadedAsync(actor, wanted, packet.From.Value, "packet", cancellationToken).ConfigureAwait(false);
        return Downloads.Packet(bytes, packet);
    }

    private static bool MaySee(Actor actor, Digest packet, ISession session) =>
        session.Packets.Find(packet) is { } row ? actor.MayTrack(row, session) : actor.Role is Role.Operator or Role.Auditor;
}
