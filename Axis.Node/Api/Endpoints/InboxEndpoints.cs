using Axis.Core.Contracts;
using Axis.Node.Api.Views;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ISession = Axis.Node.Storage.ISession;

namespace Axis.Node.Api.Endpoints;

/// <summary>Documents received, their files, and the answers to them.</summary>
internal static class InboxEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/inbox", List).RequireAuthorization(Policies.ReadDocuments).WithSummary("Văn bản đến, mới nhất trước.");
        routes.MapGet("/inbox/{id:guid}", ShowAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Một văn bản đến.");
        routes.MapGet("/inbox/{id:guid}/packet", PacketAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Gói tin nguyên vẹn từng byte.");
        routes.MapGet("/inbox/{id:guid}/attachments/{index:int}", AttachmentAsync).RequireAuthorization(Policies.ReadDocuments).WithSummary("Một tệp: đã mở gói, hoặc nguyên trạng với raw=true.");
        routes.MapPost("/inbox/{id:guid}/status", AnswerAsync).RequireAuthorization(Policies.Answer).WithSummary("Trả lời nơi gửi: 02, 03, 04 (kèm phân công xử lý), 05, 06.");
        routes.MapPost("/inbox/{id:guid}/anomaly", ReportAsync).RequireAuthorization(Policies.Answer).WithSummary("Báo nơi gửi ngay khi nghi sai sót, bất thường: trả lại nếu chưa tiếp nhận, cảnh báo nếu đã tiếp nhận.");
    }

    internal static Page<InboxItemView> List(HttpContext context, IStore store, NodeDirectory directory, TimeProvider time, string? agency, string? state, Guid? after, int? limit)
    {
        var now = time.GetUtcNow();
        var scope = context.Actor().Scope(agency);
        var rows = Paging.Limit(limit);
        InboxState? wanted = string.IsNullOrEmpty(state) ? null : InboxViews.ReadState(state);
        return store.Read(session => Paging.Of(
            session.Inbox.List(scope, wanted, after, rows),
            rows,
            item => InboxViews.Item(item, PacketOf(item, session), session, directory, now),
            static item => item.Id.ToString()));
    }

    internal static async Task<InboxDetail> ShowAsync(HttpContext context, Guid id, IStore store, NodeDirectory directory, AccessLog access, TimeProvider time, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var (item, packet) = Find(store, actor, id);
        await access.ViewedAsync(actor, item.Packet, item.Recipient.Value, cancellationToken).ConfigureAwait(false);
        return store.Read(session => InboxViews.Detail(item, packet, session, directory, time.GetUtcNow(), actor));
    }

    internal static async Task<IResult> PacketAsync(HttpContext context, Guid id, IStore store, PacketContent content, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var (item, packet) = Readable(store, actor, id);
        var bytes = content.Open(packet);
        context.Response.RegisterForDisposeAsync(bytes);
        await access.FetchedAsync(actor, item, "packet", cancellationToken).ConfigureAwait(false);
        return Downloads.Packet(bytes, packet);
    }

    internal static async Task<IResult> AttachmentAsync(HttpContext context, Guid id, int index, bool? raw, IStore store, AttachmentReader reader, AccessLog access, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var (item, packet) = Readable(store, actor, id);
        var file = await reader.OpenAsync(context, packet, index, raw ?? false, cancellationToken).ConfigureAwait(false);
        await access.FetchedAsync(actor, item, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attachment-{index}"), cancellationToken).ConfigureAwait(false);
        return Downloads.File(file.Bytes, file.SafeName, file.Sha256);
    }

    internal static async Task<AnswerResult> AnswerAsync(HttpContext context, Guid id, AnswerStatus body, IStore store, IStatusAnswers answers, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        _ = Find(store, actor, id);
        return (await answers.AnswerAsync(id, body, actor, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    internal static async Task<AnswerResult> ReportAsync(HttpContext context, Guid id, ReportAnomaly body, IStore store, IStatusAnswers answers, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        _ = Find(store, actor, id);
        return (await answers.ReportAsync(id, body, actor, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    internal static (InboxItem Item, PacketRow Packet) Readable(IStore store, Actor actor, Guid id) =>
        Find(store, actor, id) is { Item.State: not InboxState.Recalled } found ? found : throw new RefusedException(ApiRefusals.Recalled);

    private static (InboxItem Item, PacketRow Packet) Find(IStore store, Actor actor, Guid id) =>
        store.Read(session => session.Inbox.Find(id) is { } item && actor.SpeaksFor(item.Recipient) ? (item, PacketOf(item, session)) : default((InboxItem, PacketRow)?))
        ?? throw new RefusedException(ApiRefusals.InboxItemUnknown);

    private static PacketRow PacketOf(InboxItem item, ISession session) =>
        session.Packets.Find(item.Packet) ?? throw new InvalidOperationException($"Inbox item {item.Id} names a packet that is not in the store.");
}
