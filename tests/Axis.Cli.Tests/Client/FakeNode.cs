using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Axis.Cli.Tests.Client;

/// <summary>An HTTP server on loopback that answers as the test says, and remembers what it was asked.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeNode(WebApplication app, string folder) => (_app, Folder) = (app, folder);

    public string Folder { get; }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    public string TokenFile => Path.Combine(Folder, "operator.token");

    public List<string> Requests { get; } = [];

    public List<string?> Authorizations { get; } = [];

    public static async Task<FakeNode> StartAsync(RequestDelegate answer)
    {
        var folder = Directory.CreateTempSubdirectory("axis-cli-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var node = new FakeNode(app, folder);
        await File.WriteAllTextAsync(node.TokenFile, "secret-of-the-test\n");
        app.Run(async context =>
        {
            lock (node.Requests)
            {
                node.Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
                node.Authorizations.Add(context.Request.Headers.Authorization);
            }

            await answer(context);
        });
        await app.StartAsync();
        return node;
    }

    public string[] Options(params string[] args) => [.. args, "--url", Url, "--token-file", TokenFile];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
