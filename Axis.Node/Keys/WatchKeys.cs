using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Keys;

/// <summary>
/// Looks after the keys while the node runs: takes up new files, finishes keys whose certificate has come with the directory, and journals whenever another key comes into
/// force. Choosing itself does not wait for this: a revoked key stops with the directory that says so.
/// </summary>
public sealed class WatchKeys(KeyRing ring, PendingKeys pending, LiveDirectory directory, IStore store, TimeProvider time, ILogger<WatchKeys> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(30);

    private readonly Dictionary<(KeyUse Use, string Owner), string> _inForce = [];
    private DateTimeOffset _probedAt = DateTimeOffset.MinValue;
    private readonly HashSet<KeyFileTrouble> _told = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What is in force at the start is known to the journal from the time it came into force.
        foreach (var (use, owner) in Owners())
        {
            _inForce[(use, owner)] = NameOf(ring.Choose(use, owner));
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is KeyFileException or IOException or UnauthorizedAccessException or StoreUnavailableException)
            {
                Log.KeysNotWatched(logger, e.Message);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var file in pending.Finish(directory.Snapshot))
        {
            Log.KeyCertified(logger, Path.GetFileName(file));
        }

        ring.Reload();
        foreach (var trouble in ring.Troubles.Where(_told.Add))
        {
            Log.KeyFileNotUsed(logger, Path.GetFileName(trouble.Path), trouble.Code);
        }

        foreach (var (use, owner) in Owners())
        {
            await NoteAsync(use, owner, cancellationToken).ConfigureAwait(false);
        }

        if (time.GetUtcNow() - _probedAt >= ProbeInterval)
        {
            _probedAt = time.GetUtcNow();
            await Task.Run(ProbeTokens, cancellationToken).ConfigureAwait(false);
        }
    }

    // So that a missing token is seen before a clerk meets it, and one that is back no longer stands as missing.
    private void ProbeTokens()
    {
        foreach (var token in ring.Keys.Select(static k => k.Key).OfType<TokenSigningKey>().Where(static t => !t.HasSigned || t.Failure is not null))
        {
            try
            {
                token.Probe();
            }
            catch (Exception e) when (e is KeyUnavailableException or ObjectDisposedException)
            {
                Log.TokenDoesNotSign(logger, token.Uri.Name, (e as KeyUnavailableException)?.Code ?? KeyUnavailableException.TokenFailed);
            }
        }
    }

    private async Task NoteAsync(KeyUse use, string owner, CancellationToken cancellationToken)
    {
        var choice = ring.Choose(use, owner);
        var (before, now) = (_inForce.GetValueOrDefault((use, owner), ""), NameOf(choice));
        if (before == now)
        {
            return;
        }

        var whose = owner.Length == 0 ? ring.Self.Value : owner;
        await store.WriteAsync(
            session =>
            {
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "key-in-force", Agency: whose, From: before, To: now, Detail: use.ToString()));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        _inForce[(use, owner)] = now;
        if (choice is KeyChoice.None none)
        {
            Log.NoKey(logger, use.ToString(), whose, none.Why.Code);
        }
        else
        {
            Log.KeyInForce(logger, use.ToString(), whose, now);
        }
    }

    private List<(KeyUse Use, string Owner)> Owners() =>
        [.. ring.Keys.Select(k => (k.File.Use, k.File.Use == KeyUse.Agency ? ring.OwnerOf(k) : "")).Concat(_inForce.Keys).Distinct()];

    private static string NameOf(KeyChoice choice) => choice is KeyChoice.Chosen chosen ? chosen.Held.Thumbprint.ToString() : "";
}
