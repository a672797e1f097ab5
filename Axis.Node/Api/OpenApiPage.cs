using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Axis.Node.Api;

/// <summary>
/// The OpenAPI document of the API, made from the routes at the first request for it and kept: what makes it loads a dozen assemblies, which a commune's node would otherwise carry
/// from its start for a page that its developers read once.
/// </summary>
internal sealed class OpenApiPage
{
    /// <summary>Where the document is.</summary>
    public const string Path = "/openapi/v1.json";

    private const string Name = "v1";

    private readonly Lazy<Task<byte[]>> document;

    public OpenApiPage(IServiceProvider node, IServiceCollection registered) => document = new(() => MakeAsync(node, registered));

    /// <summary>Maps the document's address.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, static async (OpenApiPage page, CancellationToken cancellationToken) =>
                TypedResults.Bytes(await page.document.Value.WaitAsync(cancellationToken).ConfigureAwait(false), "application/json; charset=utf-8"))
            .ExcludeFromDescription()
            .RequireAuthorization(Policies.Anyone);

    // Made for all who ask: the first of them going away does not end it.
    private static async Task<byte[]> MakeAsync(IServiceProvider node, IServiceCollection registered)
    {
        // What a handler takes from the services and what from the request's body is told apart by what is registered: so all of it is, though nothing but the page's parts is made.
        var services = new ServiceCollection();
        foreach (var service in registered)
        {
            ((ICollection<ServiceDescriptor>)services).Add(service);
        }

        services.AddSingleton(node.GetRequiredService<EndpointDataSource>());
        services.AddSingleton(node.GetRequiredService<IServer>());
        services.AddOpenApi(Name, static o => o.AddDocumentTransformer<ApiDescription>());
        var provider = services.BuildServiceProvider();
        await using (provider.ConfigureAwait(false))
        {
            var description = await provider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(CancellationToken.None).ConfigureAwait(false);
            using var bytes = new MemoryStream();
            await description.SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None).ConfigureAwait(false);
            return bytes.ToArray();
        }
    }
}
