using System.Net;
using Axis.Cli.Commands.Dev;
using Axis.Node.Options;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust.Ocsp;
using Microsoft.AspNetCore.Builder;

namespace Axis.Cli.Commands.Demo;

/// <summary>The demonstration's timestamp authority and OCSP responder, those of <c>axis dev tsa</c> and <c>axis dev ocsp</c>, on loopback inside this process.</summary>
public sealed class DemoServices : IAsyncDisposable
{
    private static readonly TimeSpan AnswerValidity = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly DevelopmentTsa _tsa;
    private readonly DevelopmentOcsp _responder;
    private readonly List<Task> _running = [];

    private DemoServices(DevelopmentTsa tsa, DevelopmentOcsp responder) => (_tsa, _responder) = (tsa, responder);

    /// <summary>Starts both over the development CA of a folder.</summary>
    /// <param name="authorityFolder">The folder of the CA.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The running services and their addresses.</returns>
    public static async Task<(DemoServices Running, TrustServices Addresses)> StartAsync(string authorityFolder, TimeProvider time)
    {
        var services = new DemoServices(DevelopmentTsa.Open(authorityFolder, time), DevelopmentOcsp.Open(authorityFolder, AnswerValidity, time));
        try
        {
            var timestamps = await services.ListenAsync(DevelopmentTsa.MaxQueryBytes, app => DevTsaCommand.Map(app, services._tsa)).ConfigureAwait(false);
            var responder = await services.ListenAsync(OcspRequest.MaxBytes, app => DevOcspCommand.Map(app, services._responder, authorityFolder, AnswerValidity)).ConfigureAwait(false);
            return (services, new TrustServices(timestamps, responder, new Uri(responder, "crl")));
        }
        catch
        {
            await services.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(false);
        _tsa.Dispose();
        _responder.Dispose();
        _stop.Dispose();
    }

    // Port 0: the operating system gives one that is free, and it is held from then on.
    private async Task<Uri> ListenAsync(long maxBodyBytes, Action<WebApplication> routes)
    {
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = DevListener.RunAsync(new IPEndPoint(IPAddress.Loopback, 0), maxBodyBytes, routes, url => ready.SetResult(new Uri(url)), _stop.Token);
        _running.Add(running);
        await (await Task.WhenAny(ready.Task, running).ConfigureAwait(false)).ConfigureAwait(false);
        return await ready.Task.ConfigureAwait(false);
    }
}
