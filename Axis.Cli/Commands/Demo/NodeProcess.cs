using System.Diagnostics;
using Axis.Node.Options;

namespace Axis.Cli.Commands.Demo;

/// <summary>One node as a child process of the demonstration: the same program with <c>node run --data …</c>.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly string _logFile;
    private Process? _process;
    private Task _copying = Task.CompletedTask;

    /// <param name="node">Which node.</param>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="url">Base address of its API.</param>
    public NodeProcess(DemoNode node, string dataFolder, Uri url)
    {
        Node = node;
        DataFolder = dataFolder;
        Url = url;
        _logFile = Path.Combine(dataFolder, "node.log");
    }

    /// <summary>Which node.</summary>
    public DemoNode Node { get; }

    /// <summary>Its data folder.</summary>
    public string DataFolder { get; }

    /// <summary>Base address of its API.</summary>
    public Uri Url { get; }

    /// <summary>Settings given to the process beside its file, as <c>Section:Key</c>; they count from the next start on.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Process id, while it runs.</summary>
    public int? Pid => _process is { HasExited: false } running ? running.Id : null;

    /// <summary>Starts the process; it is ready when <see cref="WaitUntilReadyAsync"/> returns.</summary>
    public void Start()
    {
        var start = Self("node", "run", "--data", DataFolder, "--stop-at-end-of-input");
        foreach (var (key, value) in Settings)
        {
            start.Environment[SettingsFile.EnvironmentPrefix + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The operating system started no process.");
        _copying = Task.WhenAll(CopyAsync(_process.StandardOutput), CopyAsync(_process.StandardError));
    }

    /// <summary>Waits until the node says it is ready.</summary>
    /// <exception cref="CliFailureException">It ended, or is not ready in time; the end of its log is in the details.</exception>
    public async Task WaitUntilReadyAsync(HttpClient http, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(time);
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < timeout)
        {
            if (_process is not { HasExited: false })
            {
                throw await FailedAsync($"Nút {Node.Id} đã dừng ngay khi khởi động.").ConfigureAwait(false);
            }

            if (await IsReadyAsync(http, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
        }

        throw await FailedAsync($"Nút {Node.Id} chưa sẵn sàng sau {timeout.TotalSeconds:0} giây.").ConfigureAwait(false);
    }

    /// <summary>Ends the process at once (SIGKILL): nothing is flushed, nothing is said goodbye to.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }

        await _copying.ConfigureAwait(false);
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Asks the node to stop (end of its standard input), then kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.StandardInput.Close();
            using var limit = new CancellationTokenSource(StopTimeout);
            try
            {
                await running.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                running.Kill(entireProcessTree: true);
            }
        }

        await _copying.ConfigureAwait(false);
        _process?.Dispose();
        _process = null;
    }

    /// <summary>How this program starts itself: its own executable, or the runtime with its assembly.</summary>
    public static ProcessStartInfo Self(params ReadOnlySpan<string> args)
    {
        var host = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(host) is "dotnet" or "testhost")
        {
            start.FileName = "dotnet";
            start.ArgumentList.Add(typeof(NodeProcess).Assembly.Location);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return start;
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Url, "/health/ready"), cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private async Task<CliFailureException> FailedAsync(string sentence)
    {
        var last = File.Exists(_logFile) ? (await ReadLogAsync().ConfigureAwait(false)).TakeLast(8).ToArray() : [];
        return new CliFailureException(ExitCodes.Unreachable, "NODE_NOT_READY", sentence, $"Xem nhật ký: {_logFile}") { Details = last };
    }

    private async Task<IReadOnlyList<string>> ReadLogAsync()
    {
        await using var file = new FileStream(_logFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync().ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task CopyAsync(StreamReader source)
    {
        await using var file = new FileStream(_logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await source.BaseStream.CopyToAsync(file).ConfigureAwait(false);
    }
}
