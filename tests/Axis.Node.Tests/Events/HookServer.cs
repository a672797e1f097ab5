using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Tests.Events;

/// <summary>A receiver of events over real HTTP: keeps what it was told and answers as the test wants.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HookServer(WebApplication app) => _app = app;

    public ConcurrentQueue<HookCall> Calls { get; } = new();

    /// <summary>What it does with a call after keeping it; 204 unless set.</summary>
    public RequestDelegate? Answer { get; set; }

    public Uri Address => new(new Uri(_app.Urls.First()), "/axis");

    public static async Task<HookServer> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l =>
        {
            if (certificate is not null)
            {
                l.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var server = new HookServer(app);
        app.Run(server.TakeAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Calls.Enqueue(new HookCall(body.ToArray(), headers));
        context.Response.StatusCode = 204;
        if (Answer is { } answer)
        {
            await answer(context);
        }
    }
}

/// <summary>One call as it came.</summary>
internal sealed record HookCall(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public long Sequence => Json.GetProperty("sequence").GetInt64();

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
