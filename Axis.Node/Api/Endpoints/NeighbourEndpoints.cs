using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Api.Views;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Node.Vxp.Link;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using LinkOptions = Axis.Node.Options.LinkOptions;

namespace Axis.Node.Api.Endpoints;

/// <summary>Links: their condition, a test, and an operator's word for a key.</summary>
internal static class NeighbourEndpoints
{
    private const int MaxReason = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/links", List).RequireAuthorization(Policies.ReadOperations).WithSummary("Tình trạng các kết nối.");
        routes.MapPost("/links/{id}/test", TestAsync).RequireAuthorization(Policies.Operate).WithSummary("Thử một kết nối từng bước.").WithRequestTimeout(TimeSpan.FromMinutes(2));
        routes.MapPost("/links/{id}/sent", CompareSentAsync).RequireAuthorization(Policies.Operate).WithSummary("Đối chiếu văn bản đã chuyển cho máy chủ VXP với danh sách của máy chủ.").WithRequestTimeout(TimeSpan.FromMinutes(5));
        routes.MapPost("/links/{id}/pin", PinAsync).RequireAuthorization(Policies.Operate).WithSummary("Ghim khóa mới của nút láng giềng sau khi đã đối chiếu.");
    }

    private static IReadOnlyList<LinkView> List(IStore store, NodeDirectory directory, LinkOptions options) =>
        store.Read(session => LinkViews.List(session, directory, options));

    internal static async Task<LinkTestResult> TestAsync(string id, IStore store, NodeDirectory directory, LinkOptions options, ILinkTester tester, CancellationToken cancellationToken)
    {
        var (neighbour, _) = Find(id, store, directory, options);
        return (await tester.TestAsync(neighbour, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    private static async Task<SentComparison> CompareSentAsync(HttpContext context, string id, int? days, IStore store, NodeDirectory directory, LinkOptions options, CompareSent compare, CancellationToken cancellationToken)
    {
        var (neighbour, _) = Find(id, store, directory, options);
        return (await compare.RunAsync(neighbour, days ?? 7, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    private static async Task<LinkView> PinAsync(HttpContext context, string id, PinLink body, IStore store, NodeDirectory directory, LinkOptions options, IKeyPinning pinning, CancellationToken cancellationToken)
    {
        var (neighbour, _) = Find(id, store, directory, options);
        if (!Digest.TryParse(body.Spki, out var spki))
        {
            throw new RefusedException(ApiRefusals.Parameter("spki", "SHA-256 của khóa, 64 chữ số thập lục phân", "the key's SHA-256, 64 hexadecimal digits"));
        }

        if (body.Reason.Trim().Length is 0 or > MaxReason)
        {
            throw new RefusedException(ApiRefusals.Parameter("reason", $"lời giải thích từ 1 đến {MaxReason} ký tự", $"an explanation of 1 to {MaxReason} characters"));
        }

        await pinning.PinAsync(neighbour, spki, context.Actor().Pseudonym, body.Reason.Trim(), cancellationToken).ConfigureAwait(false);
        return Find(id, store, directory, options).View;
    }

    private static (NodeId Id, LinkView View) Find(string id, IStore store, NodeDirectory directory, LinkOptions options)
    {
        var neighbour = QueueEndpoints.Neighbour(id);
        var view = store.Read(session => LinkViews.List(session, directory, options)).FirstOrDefault(l => l.Neighbour == neighbour.Value);
        return view is null ? throw new RefusedException(ApiRefusals.NeighbourUnknown) : (neighbour, view);
    }
}
