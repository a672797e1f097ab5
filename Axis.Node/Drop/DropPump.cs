using Axis.Node.Api;
using Axis.Node.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Drop;

/// <summary>
/// Looks through the folders at a fixed pace: file system events are lost on network shares and under load, a look is not. Without folders it ends at once.
/// </summary>
internal sealed class DropPump(
    DropFolders folders, ClaimDropped claim, TakeDropped take, NodeDirectory directory, DropOptions options, TimeProvider time, ILogger<DropPump> log) : BackgroundService
{
    private const int MostWaiting = 3;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        folders.All.Count == 0 ? Task.CompletedTask : Task.WhenAll(folders.All.Select(f => Task.Run(() => RunAsync(f, stoppingToken), stoppingToken)));

    /// <summary>One look: claims what is complete and takes what is claimed.</summary>
    /// <returns>What cannot be done now, in Vietnamese; <c>null</c> when all is well.</returns>
    internal async Task<string?> RoundAsync(DropFolder folder, FolderHold hold, CancellationToken cancellationToken)
    {
        if (!folder.IsHosted(directory, time))
        {
            // Another node serves the agency, and may use the very folder.
            hold.Release();
            return $"cơ quan {folder.Agency} không đặt tại nút này, nút không làm việc trong thư mục";
        }

        try
        {
            folder.Prepare();
            hold.Take();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            hold.Release();
            return e.Message;
        }

        var errors = new List<string>();
        try
        {
            var refused = new List<(string Path, string Name, Refusal Why)>();
            var stuck = claim.Run(folder, (path, name, why) => refused.Add((path, name, why)));
            foreach (var (path, name, why) in refused.Take(ClaimDropped.AtOnce))
            {
                await RefuseAsync(folder, path, name, why, errors, cancellationToken).ConfigureAwait(false);
            }

            await TakeAllAsync(folder, errors, cancellationToken).ConfigureAwait(false);
            errors.AddRange(stuck is null ? [] : [stuck]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(e.Message);
        }

        return errors.Count == 0 ? null : errors[0];
    }

    private async Task TakeAllAsync(DropFolder folder, List<string> errors, CancellationToken cancellationToken)
    {
        // What the node cannot do now it cannot do for the others either; the next round begins behind those that waited, so that they hold up nobody for ever.
        var names = new DirectoryInfo(folder.Work).EnumerateFileSystemInfos().Where(static e => !ClaimDropped.IsMarker(e)).Select(static e => e.Name)
            .OrderBy(n => string.CompareOrdinal(n, folder.LastWaiting) <= 0).ThenBy(static n => n, StringComparer.Ordinal).ToList();
        var waiting = 0;
        foreach (var name in names)
        {
            if (await TakeAsync(folder, name, cancellationToken).ConfigureAwait(false) is { } waits)
            {
                errors.Add($"{name}: {waits}");
                folder.LastWaiting = name;
                if (++waiting == MostWaiting)
                {
                    return;
                }
            }
        }
    }

    // It says why it waits: one that breaks is tried again too.
    private async Task<string?> TakeAsync(DropFolder folder, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await take.RunAsync(folder, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            Log.Broke(log, folder.Agency.Value, e);
            return e.Message;
        }
    }

    // What cannot even be refused holds up none of the others; its marker stays until it is.
    private async Task RefuseAsync(DropFolder folder, string path, string name, Refusal why, List<string> errors, CancellationToken cancellationToken)
    {
        try
        {
            await take.RefuseAsync(folder, path, name, why, cancellationToken).ConfigureAwait(false);
            ClaimDropped.Unmark(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotRefused(log, folder.Agency.Value, e);
            errors.Add($"{name}: {why.Sentence} Không chuyển được sang refused/: {e.Message}");
        }
    }

    private async Task RunAsync(DropFolder folder, CancellationToken stoppingToken)
    {
        using var hold = new FolderHold(folder);
        while (!stoppingToken.IsCancellationRequested)
        {
            string? error;
            try
            {
                error = await RoundAsync(folder, hold, stoppingToken).ConfigureAwait(false);
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
