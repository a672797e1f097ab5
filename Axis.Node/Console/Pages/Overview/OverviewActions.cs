using Axis.Node.Api;
using Axis.Node.Api.Endpoints;
using Axis.Node.Console.Hosting;
using Axis.Node.Links;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using LinkOptions = Axis.Node.Options.LinkOptions;

namespace Axis.Node.Console.Pages.Overview;

/// <summary>The test of a link, shown at once and kept nowhere.</summary>
internal static class OverviewActions
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/overview/links/{id}/test", TestAsync).RequireAuthorization(Policies.Operate);

    /// <summary>Where a link is tested.</summary>
    public static string Test(string neighbour) => $"{ConsoleAddress.Root}/overview/links/{Uri.EscapeDataString(neighbour)}/test";

    private static async Task<IResult> TestAsync(string id, IStore store, NodeDirectory directory, LinkOptions options, ILinkTester tester, CancellationToken cancellationToken)
    {
        var result = await NeighbourEndpoints.TestAsync(id, store, directory, options, tester, cancellationToken).ConfigureAwait(false);
        return new RazorComponentResult<LinkTestPage>(new Dictionary<string, object?> { [nameof(LinkTestPage.Result)] = result });
    }
}
