using Axis.Core.Contracts;
using Axis.Node.Drop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Api.Endpoints;

/// <summary>Folders through which software sends and receives.</summary>
internal static class DropEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drop-folders", static (DropControl drop, CancellationToken cancellationToken) => drop.ListAsync(cancellationToken)).RequireAuthorization(Policies.ReadOperations).WithSummary("Thư mục trao đổi của các cơ quan và tình trạng.");
        routes.MapPost("/drop-folders/{agency}/retry", RetryAsync).RequireAuthorization(Policies.Operate).WithSummary("Làm lại những gì đã bị từ chối trong thư mục.");
    }

    private static async Task<RetriedDrops> RetryAsync(HttpContext context, string agency, RetryDrop body, DropControl drop, CancellationToken cancellationToken) =>
        (await drop.RetryAsync(agency, body, context.Actor(), cancellationToken).ConfigureAwait(false)).OrThrow();
}
