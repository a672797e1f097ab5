using Axis.Core.Contracts;
using Axis.Node.Vxp.Link;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Items of a VXP server above that could not be taken.</summary>
internal static class LinkItemEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/links/{id}/items", List).RequireAuthorization(Policies.ReadOperations).WithSummary("Các gói tin ở máy chủ VXP chưa nhận được hoặc đã bị bỏ, và lý do.");
        routes.MapPost("/links/{id}/items/retry", RetryAsync).RequireAuthorization(Policies.Operate).WithSummary("Nhận lại ngay các gói tin đó.");
    }

    private static IReadOnlyList<VxpLinkItem> List(string id, RetryItems items) => items.List(QueueEndpoints.Neighbour(id)).OrThrow();

    private static async Task<RetriedVxpItems> RetryAsync(HttpContext context, string id, RetryVxpItems body, RetryItems items, CancellationToken cancellationToken) =>
        (await items.RunAsync(QueueEndpoints.Neighbour(id), body, context.Actor().Pseudonym, cancellationToken).ConfigureAwait(false)).OrThrow();
}
