using System.Collections.Concurrent;
using System.Net;
using Axis.Node.Links;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Journey.Tests.Network;

/// <summary>Stands at a node's link address with that node's own key, and answers what the test wants to whoever asks what waits.</summary>
public sealed class FakeParent : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeParent(WebApplication app) => _app = app;

    /// <summary>Calls so far, by path.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>What an asking node is told; <c>null</c> = nothing waits.</summary>
    public Func<WaitingFrame>? Waiting { get; set; }

    /// <summary>What is told of earlier traffic: nothing passed between the two.</summary>
    public string Traffic { get; set; } = """{"entries":[],"next":null}""";

    /// <summary>What every other call is answered with.</summary>
    public Func<HttpContext, Task> Other { get; set; } = static context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public static async Task<FakeParent> StartAsync(TestNetwork network, NodeSpec node)
    {
        var keys = Path.Combine(network.FolderOf(node), "keys");
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(keys, "tls.p12"), File.ReadAllText(Path.Combine(keys, "passphrase")).TrimEnd('\n'));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, network.LinkOf(node).Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = static (_, _, _) => true;
            });
        }));
        var fake = new FakeParent(builder.Build());
        fake._app.Run(fake.AnswerAsync);
        await fake._app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Calls.AddOrUpdate(path, 1, static (_, n) => n + 1);
        if (path == "/axis/1/deliveries/waiting")
        {
            context.Response.ContentType = WaitingFrame.ContentType;
            await context.Response.Body.WriteAsync((Waiting?.Invoke() ?? new WaitingFrame([], [])).Write());
        }
        else if (path == "/axis/1/traffic")
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Traffic);
        }
        else
        {
            await Other(context);
        }
    }
}
