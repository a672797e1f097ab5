using Axis.Node.Hosting;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Sections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Directories;

/// <summary>
/// Keeps the directory current: asks the parent now and then, and at once when an offer names a newer version; takes up section files that an operator put
/// into the folder. A section that cannot be accepted changes nothing: the node goes on with the last good one.
/// </summary>
public sealed class DirectoryRefresh(
    DirectoryBook book,
    DirectoryFolder folder,
    LiveDirectory directory,
    LinkClients clients,
    IStore store,
    TimeProvider time,
    ILogger<DirectoryRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan FolderInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ParentInterval = TimeSpan.FromMinutes(5);

    // However often offers name a newer directory, the parent is asked this often at most.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(2);
    private const int LargeSection = 4 * 1024 * 1024;
    private readonly Queue<DirectorySection> _unkept = [];
    private readonly HashSet<(string File, string Reason)> _unreadable = [];
    private DateTimeOffset _asked = DateTimeOffset.MinValue;
    private bool _started;
    private volatile bool _wanted = true;
    private volatile bool _large;

    /// <summary>Asks for a refresh from the parent soon.</summary>
    public void Wake() => _wanted = true;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What the folder brought at start is kept in the store too, so that neighbours can fetch it from there.
        foreach (var section in book.Snapshot.Sections.Keys.Select(book.Find).OfType<DirectorySection>())
        {
            _unkept.Enqueue(section);
        }

        return Supervised.RunAsync(RoundAsync, Broke, FolderInterval, time, stoppingToken);
    }

    private void Broke(Exception exception)
    {
        if (exception is StoreUnavailableException or IOException)
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
        await KeepAcceptedAsync(cancellationToken).ConfigureAwait(false);
        GiveBack();
        if (!_started)
        {
            // The parent may be starting as well.
            _started = true;
            return FolderInterval;
        }

        await TakeFolderAsync(cancellationToken).ConfigureAwait(false);
        var since = time.GetUtcNow() - _asked;
        if (since >= ParentInterval || (_wanted && since >= ShortestInterval))
        {
            _wanted = false;
            _asked = time.GetUtcNow();
            await AskParentAsync(cancellationToken).ConfigureAwait(false);
        }

        return FolderInterval;
    }

    // The bytes of a whole country's section, and what was made of them on the way, are not needed again: an idle node gives the memory back instead of waiting
    // for the next need of it.
    private void GiveBack()
    {
        if (_large)
        {
            _large = false;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    // What was accepted comes into force once it is in the store, which may be away for a while: until then the book has it and nobody else.
    private async Task KeepAcceptedAsync(CancellationToken cancellationToken)
    {
        if (_unkept.Count == 0)
        {
            return;
        }

        while (_unkept.TryPeek(out var section))
        {
            await KeepAsync(section, cancellationToken).ConfigureAwait(false);
            _unkept.Dequeue();
            if (directory.Versions.GetValueOrDefault(section.Head.Section) < section.Head.Version)
            {
                Log.SectionAccepted(logger, section.Head.Section, section.Head.Version);
            }
        }

        if (directory.Snapshot != book.Snapshot)
        {
            directory.Replace(book.Snapshot);
        }
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
        foreach (var bytes in folder.Changed(Unreadable))
        {
            await AcceptAsync(bytes, "thư mục directory", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskParentAsync(CancellationToken cancellationToken)
    {
        // From a parent that speaks another protocol no sections come: they are put into the folder.
        if (directory.Own?.Parent is not { } parent || directory.FindOther(parent) is not null)
        {
            return;
        }

        try
        {
            var client = clients.For(parent);
            var theirs = await client.PingAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (name, version) in theirs.Directory.OrderBy(static s => s.Key != SectionHead.RootName))
            {
                var known = directory.Versions.GetValueOrDefault(name);
                if (version > known && await FetchAsync(client, name, known, cancellationToken).ConfigureAwait(false) is { } bytes)
                {
                    await AcceptAsync(bytes, parent.Value, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is LinkUnreachableException or LinkAnswerException)
        {
            Log.ParentNotAsked(logger, parent.Value, e.Message);
        }
    }

    // Only what changed, where both sides have the version in between; the whole when the change does not fit what is held here.
    private async Task<byte[]?> FetchAsync(LinkClient client, string name, long known, CancellationToken cancellationToken)
    {
        var answer = await client.SectionAsync(name, known, delta: known > 0, cancellationToken).ConfigureAwait(false);
        if (answer is null || !SectionDelta.Is(answer))
        {
            return answer;
        }

        try
        {
            if (book.Find(name) is { } held && held.Head.Version == known)
            {
                return SectionDelta.Apply(held.Bytes, answer);
            }
        }
        catch (SectionFormatException e)
        {
            Log.SectionRefused(logger, directory.Own?.Parent?.Value ?? "", e.Code, e.Message);
        }

        return await client.SectionAsync(name, known, delta: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task AcceptAsync(ReadOnlyMemory<byte> bytes, string source, CancellationToken cancellationToken)
    {
        switch (book.Accept(bytes, time.GetUtcNow()))
        {
            case SectionAccepted accepted:
                _unkept.Enqueue(accepted.Section);
                await KeepAcceptedAsync(cancellationToken).ConfigureAwait(false);
                break;
            case SectionRefused refused:
                Log.SectionRefused(logger, source, refused.Code, refused.Reason);
                await store.WriteAsync(
                    session =>
                    {
                        session.Journal.Append(new JournalEntry(time.GetUtcNow(), refused.IsAlarm ? "directory-fork-alarm" : "directory-section-refused", Agency: source, To: refused.Code, Detail: refused.Reason));
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task KeepAsync(DirectorySection section, CancellationToken cancellationToken)
    {
        _large |= section.Bytes.Length > LargeSection;
        await StoreAsync(section, cancellationToken).ConfigureAwait(false);
        var (name, version) = (section.Head.Section, section.Head.Version);
        book.Keep(section, () => store.Read(s => s.Directory.Find(name, version))?.Bytes
            ?? throw new InvalidDataException($"Phần danh bạ '{name}' bản {version} không còn trong kho."));
    }

    private Task<bool> StoreAsync(DirectorySection section, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            if (session.Directory.Find(section.Head.Section, section.Head.Version) is null)
            {
                session.Directory.Put(new StoredSection(section.Head.Section, section.Head.Version, section.HeadDigest, section.Bytes, time.GetUtcNow()));
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "directory-section-accepted", Agency: section.Head.Section, To: section.Head.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            return true;
        },
        cancellationToken);
}
