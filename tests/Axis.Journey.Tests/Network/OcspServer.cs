using Axis.Signing.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Axis.Journey.Tests.Network;

/// <summary>The responder of a test network's authority and its revocation list (<c>/ca.crl</c>), over real HTTP.</summary>
/// <param name="validity">How long an answer is good for; zero makes every answer one that has just run out.</param>
public sealed class OcspServer(string caFolder, Uri address, TimeSpan? validity = null) : IAsyncDisposable
{
    private readonly DevelopmentOcsp _responder = DevelopmentOcsp.Open(caFolder, validity ?? TimeSpan.FromHours(1), TimeProvider.System);
    private WebApplication? _app;
    private int _asked;

    /// <summary>How many requests came.</summary>
    public int Asked => _asked;

    public Uri Address => address;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, address.Port));
        _app = builder.Build();
        _app.MapPost("/", async (HttpRequest request) =>
        {
            Interlocked.Increment(ref _asked);
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Bytes(_responder.Answer(body.ToArray()), "application/ocsp-response");
        });
        _app.MapGet("/ca.crl", () => Results.Bytes(DevelopmentCa.CurrentCrl(caFolder, TimeSpan.FromHours(1), TimeProvider.System), "application/pkix-crl"));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _responder.Dispose();
    }
}
