using System.Collections.Concurrent;
using Axis.Core.Agencies;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Sections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Directories;

/// <summary>
/// Keeps the directory current: asks the parent and the children now and then, and whoever names a newer version at once; takes up section files that an operator
/// put into the folder. A section that cannot be accepted changes nothing: the node goes on with the last good one.
/// </summary>
public sealed class DirectoryRefresh(
    DirectoryBook book,
    DirectoryFolder folder,
    LiveDirectory directory,
    LinkClients clients,
    TakeSection take,
    AskNeighbour ask,
    TimeProvider time,
    ILogger<DirectoryRefresh> logger) : BackgroundService
{
    private const string FolderSource = "thư mục directory";
    private const string StoreSource = "kho của nút";
    private const int AtOnce = 4;

    private static readonly TimeSpan FolderInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AskInterval = TimeSpan.FromMinutes(5);

    // However often offers name a newer directory, a neighbour is asked this often at most: the parent for what all need, a child for what only it may have.
    private static readonly TimeSpan ShortestForParent = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestForChild = TimeSpan.FromSeconds(10);

    private readonly HashSet<(string File, string Reason)> _unreadable = [];
    private readonly ConcurrentDictionary<NodeId, long> _asked = [];
    private readonly ConcurrentDictionary<NodeId, bool> _wanted = [];
    private bool _started;

    /// <summary>Asks for what the neighbour and the parent have, soon.</summary>
    /// <param name="neighbour">Who names a newer version.</param>
    public void Wake(NodeId neighbour) => _wanted[neighbour] = true;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        take.KeepAll();
        return Supervised.RunAsync(RoundAsync, Broke, FolderInterval, time, stoppingToken);
    }

    private void Broke(Exception exception)
    {
        if (exception is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            Log.DirectoryNotKept(logger, exception.Message);
        }
        else
        {
            Log.RefreshBroke(logger, exception);
        }
    }

    private async Task<TimeSpan> RoundAsync(CancellationToken cancellationToken)
    {
        await take.KeepAcceptedAsync(cancellationToken).ConfigureAwait(false);
        take.GiveBack();
        if (!_started)
        {
            // The neighbours may be starting as well.
            _started = true;
            foreach (var refused in folder.NotRestored)
            {
                await take.TellAsync(refused, StoreSource, cancellationToken).ConfigureAwait(false);
            }

            foreach (var section in book.Snapshot.Sections.Keys.Where(folder.Lacks).Select(book.Find).OfType<DirectorySection>())
            {
                folder.Put(section);
            }

            return FolderInterval;
        }

        await TakeFolderAsync(cancellationToken).ConfigureAwait(false);
        await AskAsync(cancellationToken).ConfigureAwait(false);
        return FolderInterval;
    }

    private void Unreadable(string file, string reason)
    {
        // A file stays as it is for days: it is told of once, and again when the reason is another.
        if (_unreadable.Add((file, reason)))
        {
            Log.FileNotRead(logger, file, reason);
        }
    }

    private async Task TakeFolderAsync(CancellationToken cancellationToken)
    {
        foreach (var file in folder.Changed(book.Snapshot, Unreadable))
        {
            var check = await take.RunAsync(file.Bytes, FolderSource, cancellationToken).ConfigureAwait(false);
            folder.Judged(file, check, book.Snapshot);
            if (check is SectionRefused { Code: SectionCodes.Older } && book.Find(Path.GetFileNameWithoutExtension(file.Path)) is { } newer)
            {
                // As after a restore of this folder: what is signed next has to follow what everybody else has.
                folder.Put(newer);
            }
        }
    }

    // Neighbours that speak another protocol have no sections, and those that only fetch cannot be asked: their section files are put into the folder.
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var woken = _wanted.Keys.ToHashSet();
        _wanted.Clear();
        var due = directory.Neighbours.Where(MayBeAsked).Where(n => IsDue(n, woken)).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            due.OrderBy(static n => n.Relation),
            parallel,
            async (neighbour, token) =>
            {
                _asked[neighbour.Id] = time.GetTimestamp();
                await ask.RunAsync(neighbour, token).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    // A child that is away costs nothing until its link is tried again; the others do not wait for it.
    private bool MayBeAsked(Neighbour neighbour) =>
        neighbour.Relation == NeighbourRelation.Parent
        || (neighbour is { Relation: NeighbourRelation.Child, Fetches: false } && clients.Circuit(neighbour.Id).Remaining == TimeSpan.Zero);

    private bool IsDue(Neighbour neighbour, HashSet<NodeId> woken)
    {
        if (!_asked.TryGetValue(neighbour.Id, out var at))
        {
            return true;
        }

        var (since, parent) = (time.GetElapsedTime(at), neighbour.Relation == NeighbourRelation.Parent);
        var named = parent ? woken.Count > 0 : woken.Contains(neighbour.Id);
        if (since >= AskInterval || (named && since >= (parent ? ShortestForParent : ShortestForChild)))
        {
            return true;
        }

        // Not forgotten because it came too soon after the last time.
        if (named)
        {
            _wanted[neighbour.Id] = true;
        }

        return false;
    }
}
