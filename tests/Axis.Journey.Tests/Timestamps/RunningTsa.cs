using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Journey.Tests.Timestamps;

/// <summary>A timestamp authority over HTTP that can be stopped and comes back at the same address.</summary>
public sealed class RunningTsa : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly DevelopmentTsa _tsa;
    private readonly int _port;
    private WebApplication? _app;
    private int _answered;

    public RunningTsa(DevelopmentCa ca, int port)
    {
        _certificate = ca.IssueWithKey(new CertificateProfile(KeyUse.Timestamp, "TSA thử nghiệm") { Validity = TimeSpan.FromDays(360) }, SignatureAlgorithm.EcdsaP256Sha256);
        _tsa = new DevelopmentTsa(_certificate, TimeProvider.System);
        _port = port;
    }

    public string Address => $"http://127.0.0.1:{_port}/tsa";

    /// <summary>Queries answered.</summary>
    public int Answered => _answered;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.ListenLocalhost(_port));
        _app = builder.Build();
        _app.MapPost("/tsa", async context =>
        {
            using var query = new MemoryStream();
            await context.Request.Body.CopyToAsync(query);
            context.Response.ContentType = "application/timestamp-reply";
            await context.Response.Body.WriteAsync(_tsa.Answer(query.ToArray()));
            Interlocked.Increment(ref _answered);
        });
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _certificate.Dispose();
    }
}
