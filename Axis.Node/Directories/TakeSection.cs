using Axis.Node.Storage;
using Axis.Signing.Sections;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Directories;

/// <summary>
/// Judges a section that a neighbour or a file brings, keeps the good one in the store, and only then puts it in force. One at a time, whoever brings it; a
/// refusal changes nothing and is journalled once.
/// </summary>
public sealed class TakeSection(DirectoryBook book, LiveDirectory directory, IStore store, TimeProvider time, ILogger<TakeSection> logger) : IDisposable
{
    private const int LargeSection = 4 * 1024 * 1024;

    // So many changes at most are put together to have an older version whole again.
    private const int WholeEvery = 16;

    // However much is refused, so much of it is remembered.
    private const int MostTold = 1_000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Queue<DirectorySection> _unkept = [];
    private readonly HashSet<(string Source, string Code, string Reason)> _told = [];
    private volatile bool _large;

    /// <summary>What the folder brought at start is kept in the store too, so that neighbours can fetch it from there.</summary>
    public void KeepAll()
    {
        foreach (var section in book.Snapshot.Sections.Keys.Select(book.Find).OfType<DirectorySection>())
        {
            _unkept.Enqueue(section);
        }
    }

    /// <summary>Keeps what was accepted while the store was away, and puts it in force.</summary>
    public async Task KeepAcceptedAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await KeepQueuedAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Judges one and takes it over when it is good.</summary>
    /// <param name="bytes">The section.</param>
    /// <param name="source">Where it comes from, for the journal.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SectionCheck> RunAsync(ReadOnlyMemory<byte> bytes, string source, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var check = book.Accept(bytes, time.GetUtcNow());
            switch (check)
            {
                case SectionAccepted accepted:
                    _unkept.Enqueue(accepted.Section);
                    await KeepQueuedAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case SectionRefused refused:
                    await TellAsync(refused, source, cancellationToken).ConfigureAwait(false);
                    break;
            }

            return check;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Journals a refusal. The same from the same source again is nothing new: a neighbour that offers it at every look does not fill the journal.
    /// </summary>
    public async Task TellAsync(SectionRefused refused, string source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refused);
        if (_told.Contains((source, refused.Code, refused.Reason)))
        {
            return;
        }

        Log.SectionRefused(logger, source, refused.Code, refused.Reason);
        await store.WriteAsync(
            session =>
            {
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), refused.IsAlarm ? "directory-fork-alarm" : "directory-section-refused", Agency: source, To: refused.Code, Detail: refused.Reason));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (_told.Count == MostTold)
        {
            _told.Clear();
        }

        _told.Add((source, refused.Code, refused.Reason));
    }

    /// <summary>
    /// The bytes of a whole country's section, and what was made of them on the way, are not needed again: an idle node gives the memory back instead of waiting for
    /// the next need of it.
    /// </summary>
    public void GiveBack()
    {
        if (_large)
        {
            _large = false;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    // What was accepted comes into force once it is in the store, which may be away for a while: until then the book has it and nobody else.
    private async Task KeepQueuedAsync(CancellationToken cancellationToken)
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

    private async Task KeepAsync(DirectorySection section, CancellationToken cancellationToken)
    {
        _large |= section.Bytes.Length > LargeSection;
        if (await StoreAsync(section, cancellationToken).ConfigureAwait(false))
        {
            await ShrinkBeforeAsync(section, cancellationToken).ConfigureAwait(false);
        }

        var (name, version) = (section.Head.Section, section.Head.Version);
        book.Keep(section, () => store.Read(s => s.Directory.Find(name, version))?.Bytes
            ?? throw new InvalidDataException($"Phần danh bạ '{name}' bản {version} không còn trong kho."));
    }

    // What was signed with the version before is proved by it for years, but most of its lines stand in the newer one.
    private async Task ShrinkBeforeAsync(DirectorySection section, CancellationToken cancellationToken)
    {
        var (name, version) = (section.Head.Section, section.Head.Version);
        if (store.Read(s => s.Directory.FindWholeBefore(name, version)) is not { } before || before.Version / WholeEvery != version / WholeEvery)
        {
            return;
        }

        var change = SectionDelta.Between(section.Bytes, before.Bytes);
        if (change.Length < before.Bytes.Length / 2)
        {
            await store.WriteAsync(
                session =>
                {
                    session.Directory.Shrink(name, before.Version, version, change);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<bool> StoreAsync(DirectorySection section, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            var isNew = session.Directory.Find(section.Head.Section, section.Head.Version) is null;
            if (isNew)
            {
                session.Directory.Put(new StoredSection(section.Head.Section, section.Head.Version, section.HeadDigest, section.Bytes, time.GetUtcNow()));
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "directory-section-accepted", Agency: section.Head.Section, To: section.Head.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            return isNew;
        },
        cancellationToken);
}
