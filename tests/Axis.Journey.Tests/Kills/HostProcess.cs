using System.Collections.Concurrent;
using System.Diagnostics;
using Axis.Node.Hosting;
using Axis.TestHost;

namespace Axis.Journey.Tests.Kills;

/// <summary>One node as a process of its own, started over and over on the same data folder.</summary>
internal sealed class HostProcess(string name, string folder) : IAsyncDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly string[] Settings = ["--Schedules:SealJournal=1", "--Schedules:SweepPackets=2", "--Schedules:RetryDeliveries=2"];

    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;
    private TaskCompletionSource _ready = new();

    public string Name => name;

    /// <summary>Error lines of the log, over all runs.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>How long each start took until the node was ready.</summary>
    public ConcurrentQueue<TimeSpan> Starts { get; } = new();

    public bool HasExited => _process is not { HasExited: false };

    /// <summary>Starts the node, and returns when it is ready or has killed itself.</summary>
    /// <param name="killAt">As <see cref="KillPoint.Variable"/> takes it; <c>null</c> = lives until killed from outside.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task StartAsync(string? killAt, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var start = HostCommand();
        start.ArgumentList.Add(folder);
        foreach (var setting in Settings)
        {
            start.ArgumentList.Add(setting);
        }

        start.Environment[KillPoint.Variable] = killAt ?? "";
        var ready = _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = _process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(NodeHost.ReadyWord, StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var exited = process.WaitForExitAsync(cancellationToken);
        var first = await Task.WhenAny(ready.Task, exited, Task.Delay(StartLimit, cancellationToken));
        if (first == ready.Task)
        {
            Starts.Enqueue(Stopwatch.GetElapsedTime(started));
        }
        else if (first != exited || killAt is null)
        {
            throw new InvalidOperationException($"{name} was not ready ({(HasExited ? $"ended with {process.ExitCode}" : "still starting")}).\n{Tail()}");
        }
    }

    /// <summary>Waits until the process has ended by itself; <c>false</c> when it lives on after the time.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var exited = Running.WaitForExitAsync(cancellationToken);
        return await Task.WhenAny(exited, Task.Delay(time, cancellationToken)) == exited && Running.HasExited;
    }

    /// <summary>Whether the process that has ended was killed with SIGKILL (exit status 128 + 9).</summary>
    public bool WasKilled => OperatingSystem.IsWindows() ? Running.ExitCode != 0 : Running.ExitCode == 137;

    public int Id => Running.Id;

    public int ExitCode => Running.ExitCode;

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>The last lines of the log.</summary>
    public string Tail() => string.Join('\n', _log);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _process = null;
    }

    private Process Running => _process ?? throw new InvalidOperationException($"{name} was not started.");

    private static ProcessStartInfo HostCommand()
    {
        var assembly = typeof(KillPoint).Assembly.Location;
        var runner = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return new ProcessStartInfo(runner, [assembly]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        while (_log.Count > KeptLines)
        {
            _log.TryDequeue(out _);
        }

        if (line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal))
        {
            Errors.Enqueue(line);
        }
    }
}
