using System.Globalization;
using System.Net;
using Axis.Cli.Commands.Demo;
using Axis.Cli.Commands.Dev;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Cli.Commands.Bench;

/// <summary>Timestamp authority and OCSP responder of a measured network: named in its settings from the start, listening only when they are told to.</summary>
public sealed class BenchAuthorities : IAsyncDisposable
{
    private static readonly TimeSpan ResponseValidity = TimeSpan.FromHours(1);

    private readonly IPEndPoint _tsa;
    private readonly IPEndPoint _ocsp;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private DevelopmentTsa? _stamps;
    private DevelopmentOcsp? _responder;

    /// <summary>Chooses their addresses.</summary>
    public BenchAuthorities()
    {
        var ports = FreePorts.Take(2);
        (_tsa, _ocsp) = (new IPEndPoint(IPAddress.Loopback, ports[0]), new IPEndPoint(IPAddress.Loopback, ports[1]));
    }

    /// <summary>
    /// What the nodes' settings say. The waits are far shorter than the defaults: while nobody answers the nodes ask much more often, so the rate is judged harder,
    /// and afterwards it is work that is measured and not a wait that somebody set.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings =>
    [
        new("Timestamps:Authorities:0", Url(_tsa)),
        new("Timestamps:FirstRetrySeconds", "1"),
        new("Timestamps:MaxRetrySeconds", "5"),
        new("Revocation:Responders:0", Url(_ocsp)),
        new("Schedules:RefreshRevocation", "5"),
    ];

    /// <summary>Lets both answer.</summary>
    /// <param name="caFolder">The development CA that they belong to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task StartAsync(string caFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var stamps = _stamps = DevelopmentTsa.Open(caFolder, time);
        var responder = _responder = DevelopmentOcsp.Open(caFolder, ResponseValidity, time);
        await ListenAsync(_ocsp, OcspRequest.MaxBytes, app => DevOcspCommand.Map(app, responder, caFolder, ResponseValidity), cancellationToken).ConfigureAwait(false);
        await ListenAsync(_tsa, DevelopmentTsa.MaxQueryBytes, app => DevTsaCommand.Map(app, stamps), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stamps?.Dispose();
        _responder?.Dispose();
        _stop.Dispose();
    }

    private static string Url(IPEndPoint address) => string.Create(CultureInfo.InvariantCulture, $"http://{address}/");

    private async Task ListenAsync(IPEndPoint address, long maxBodyBytes, Action<Microsoft.AspNetCore.Builder.WebApplication> routes, CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = DevListener.RunAsync(address, maxBodyBytes, routes, _ => ready.TrySetResult(), _stop.Token);
        _running.Add(running);

        // Where it cannot listen, its own exception is the one to see.
        await (await Task.WhenAny(ready.Task, running).WaitAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
