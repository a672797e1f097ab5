using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Registers;

/// <summary>Registers as files: the API's own export.</summary>
internal static class RegisterActions
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/registers/{register}/export", RegisterEndpoints.ExportAsync).RequireAuthorization(Policies.ReadDocuments);
}
