using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Tests.Api;

internal sealed class OpenApiTests
{
    private RunningApi _api = null!;

    [OneTimeSetUp]
    public async Task Start() => _api = await RunningApi.StartAsync(link: static routes => routes.MapGet("/axis/1/ping", static () => "pong"));

    [OneTimeTearDown]
    public async Task Stop() => await _api.DisposeAsync();

    [Test]
    public async Task every_route_of_the_api_is_described_with_its_method()
    {
        var described = await DescribedAsync();
        var mapped = _api.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(static e => e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(m => $"{m} {WithoutConstraints(e.RoutePattern)}"))
            .ToList();
        Assert.That(mapped, Has.Count.GreaterThan(30));
        Assert.That(described.Intersect(mapped), Is.EquivalentTo(mapped));
    }

    [Test]
    public async Task the_link_between_nodes_is_not_described() =>
        Assert.That((await DescribedAsync()).Where(static d => d.Contains("/axis/", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public async Task what_a_call_takes_is_described_and_what_the_node_adds_is_not()
    {
        using var document = await DocumentAsync();
        var paths = document.RootElement.GetProperty("paths");
        Assert.Multiple(() =>
        {
            Assert.That(paths.GetProperty("/api/v1/documents").GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _), Is.True);
            Assert.That(paths.GetProperty("/api/v1/documents").GetProperty("get").TryGetProperty("requestBody", out _), Is.False);
            Assert.That(document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(static p => p.Name), Does.Not.Contain("IStore"));
        });
    }

    // No token: what the API is like is no secret.
    private async Task<JsonDocument> DocumentAsync() => JsonDocument.Parse(await _api.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));

    private async Task<List<string>> DescribedAsync()
    {
        using var document = await DocumentAsync();
        Assert.That(document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString(), Is.EqualTo("bearer"));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(static p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"))];
    }

    private static string WithoutConstraints(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(static s => string.Concat(s.Parts.Select(static p => p switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }))));
}
