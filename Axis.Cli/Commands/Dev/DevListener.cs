using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Cli.Commands.Dev;

/// <summary>A small HTTP server for one development service: plain HTTP, small bodies, silent logs.</summary>
public static class DevListener
{
    /// <summary>Reads <c>ADDRESS:PORT</c>.</summary>
    /// <exception cref="CliFailureException">It is none.</exception>
    public static IPEndPoint Address(string text)
    {
        if (!IPEndPoint.TryParse(text, out var address) || !text.Contains(':', StringComparison.Ordinal))
        {
            throw CliFailureException.Usage($"'{text}' không phải ĐỊA_CHỈ:CỔNG.", "Ví dụ: 127.0.0.1:8180 hoặc [::1]:8180.");
        }

        // A development authority answers whoever asks, with a key that lies in a folder: nobody else's machine is to come to trust it.
        return IPAddress.IsLoopback(address.Address)
            ? address
            : throw CliFailureException.Usage($"'{address.Address}' không phải địa chỉ của chính máy này: dịch vụ thử nghiệm chỉ nghe 127.0.0.0/8 hoặc ::1.", "Ví dụ: 127.0.0.1:8180 hoặc [::1]:8180.");
    }

    /// <summary>Runs the server until it is told to stop.</summary>
    /// <param name="address">Where to listen.</param>
    /// <param name="maxBodyBytes">Largest request body.</param>
    /// <param name="routes">Adds the routes.</param>
    /// <param name="ready">Told the address once requests are answered (port 0 has become a real one).</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(IPEndPoint address, long maxBodyBytes, Action<WebApplication> routes, Action<string> ready, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(ready);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = 200;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(address);
        });
        var app = builder.Build();
        await using (app.ConfigureAwait(false))
        {
            routes(app);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            ready(app.Urls.First());
            await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The whole body of a request; Kestrel cuts one that is too large.</summary>
    public static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return body.ToArray();
    }
}
