using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Axis.Node.Vxp.Systems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Systems;

/// <summary>Cutting a system off and letting it back in.</summary>
internal static class SystemActions
{
    /// <summary>The list.</summary>
    public const string Page = ConsoleAddress.Root + "/systems";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/systems/{id}/disable", DisableAsync).RequireAuthorization(Policies.Operate);
        routes.MapPost("/systems/{id}/enable", EnableAsync).RequireAuthorization(Policies.Operate);
    }

    /// <summary>Where something is done with one system.</summary>
    public static string Of(string id, string what) => $"{Page}/{Uri.EscapeDataString(id)}/{what}";

    private static async Task<IResult> DisableAsync(HttpContext context, string id, VxpSystems systems, CancellationToken cancellationToken)
    {
        _ = await VxpEndpoints.DisableAsync(context, id, systems, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page, "system-disabled");
    }

    private static async Task<IResult> EnableAsync(HttpContext context, string id, VxpSystems systems, CancellationToken cancellationToken)
    {
        _ = await VxpEndpoints.EnableAsync(context, id, systems, cancellationToken).ConfigureAwait(false);
        return Done.At(context, Page, "system-enabled");
    }
}
