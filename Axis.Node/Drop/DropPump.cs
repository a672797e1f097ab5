using Axis.Node.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Drop;

/// <summary>
/// Looks through the folders at a fixed pace: file system events are lost on network shares and under load, a look is not. Without folders it ends at once.
/// </summary>
internal sealed class DropPump(DropFolders folders, ClaimDropped claim, TakeDropped take, DropOptions options, TimeProvider time, ILogger<DropPump> log) : BackgroundService
{
    private const int MostWaiting = 3;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        folders.All.Count == 0 ? Task.CompletedTask : Task.WhenAll(folders.All.Select(f => Task.Run(() => RunAsync(f, stoppingToken), stoppingToken)));

    /// <summary>One look: claims what is complete and takes what is claimed.</summary>
    /// <returns>What cannot be done now, in Vietnamese; <c>null</c> when all is well.</returns>
    internal async Task<string?> RoundAsync(DropFolder folder, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        try
        {
            folder.Prepare();
            var refused = new List<(string Path, string Name, Refusal Why)>();
            if (claim.Run(folder, (path, name, why) => refused.Add((path, name, why))) is { } stuck)
            {
                errors.Add(stuck);
            }

            foreach (var (path, name, why) in refused)
            {
                await take.RefuseAsync(folder, path, name, why, cancellationToken).ConfigureAwait(false);
            }

            var waiting = 0;
            foreach (var name in Directory.EnumerateFileSystemEntries(folder.Work).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal).ToList())
            {
                // What the node cannot do now it cannot do for the others either.
                if (waiting < MostWaiting && await TakeAsync(folder, name, errors, cancellationToken).ConfigureAwait(false) is { } waits)
                {
                    waiting++;
                    errors.Add($"{name}: {waits}");
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(e.Message);
        }

        return errors.Count == 0 ? null : errors[0];
    }

    // One that breaks holds up none of the others; it is tried again at every round.
    private async Task<string?> TakeAsync(DropFolder folder, string name, List<string> errors, CancellationToken cancellationToken)
    {
        try
        {
            return await take.RunAsync(folder, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            Log.Broke(log, folder.Agency.Value, e);
            errors.Add($"{name}: {e.Message}");
            return null;
        }
    }

    private async Task RunAsync(DropFolder folder, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            string? error;
            try
            {
                error = await RoundAsync(folder, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Log.Broke(log, folder.Agency.Value, e);
                error = e.Message;
            }

            if (folder.Health.Scanned(time.GetUtcNow(), error))
            {
                Log.Failing(log, folder.Agency.Value, error!);
            }

            await Task.Delay(TimeSpan.FromSeconds(options.ScanSeconds), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
