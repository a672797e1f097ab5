using Axis.Node.Api;
using Axis.Node.Console.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Axis.Node.Console.Pages.Guides;

/// <summary>The pictures of the guides.</summary>
internal static class GuideActions
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/guides/images/{name}", Picture).RequireAuthorization(Policies.AnyToken);

    private static IResult Picture(string name) =>
        GuideShelf.Open("images/" + name) is { } picture ? Results.Stream(picture, "image/png") : throw new RefusedException(ConsoleRefusals.NoPage);
}
