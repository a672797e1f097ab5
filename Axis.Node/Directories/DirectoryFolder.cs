using System.Collections.Concurrent;
using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Node.Hosting;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Node.Directories;

/// <summary>
/// The folder <c>directory/</c> of the data folder: the root's key that was compared at joining (<c>root.pub</c>), and section files that set-up or an operator on
/// this machine put there. The store holds what was accepted since; the files follow it.
/// </summary>
public sealed class DirectoryFolder(NodePaths paths, TimeProvider time)
{
    private const string RootKeyName = "root.pub";
    private const string Extension = ".section";
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>What the store held and could not be taken up at start.</summary>
    public IReadOnlyList<SectionRefused> NotRestored { get; private set; } = [];

    /// <summary>The book of this node at start: what the store holds and what the folder holds, the newest of each section.</summary>
    /// <exception cref="NodeStartException">The node has not joined any directory.</exception>
    public DirectoryBook Open(IReadOnlyList<StoredSection> stored, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var key = Path.Combine(paths.Directory, RootKeyName);
        if (!File.Exists(key) || !PemEncoding.TryFind(File.ReadAllText(key), out _))
        {
            throw new NodeStartException($"Nút chưa gia nhập danh bạ nào: không đọc được {key}; chạy 'axis node init --new-root' hoặc 'axis node join'.");
        }

        var text = File.ReadAllText(key);
        var fields = PemEncoding.Find(text);
        var book = new DirectoryBook(Convert.FromBase64String(text[fields.Base64Data]));
        NotRestored = book.Restore(stored.Select(static s => s.Bytes));
        // Files of set-up usually say what the store holds already: a large one is not read twice. What is refused here is met again by whoever keeps the directory
        // current, who journals it.
        foreach (var file in Changed(book.Snapshot, static (_, _) => { }))
        {
            var known = stored.FirstOrDefault(s => s.Bytes.Span.SequenceEqual(file.Bytes.Span));
            if ((known is not null && book.Find(known.Name) is not null) || book.Accept(file.Bytes, now) is not SectionRefused)
            {
                _seen[file.Path] = new Seen(file.Written, null, default);
            }
        }

        return book;
    }

    /// <summary>
    /// Section files that are new or were replaced since the last look, the root's first, and those whose refusal another directory or a later hour may lift.
    /// One that cannot be read is tried again at every look.
    /// </summary>
    /// <param name="now">The directory in force.</param>
    /// <param name="unreadable">Told of a file that cannot be read, and why; may be told again.</param>
    public IEnumerable<SectionFile> Changed(DirectorySnapshot now, Action<string, string> unreadable)
    {
        ArgumentNullException.ThrowIfNull(unreadable);
        if (!Directory.Exists(paths.Directory))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(paths.Directory, "*" + Extension).OrderBy(static f => Path.GetFileName(f) != SectionHead.RootName + Extension).ThenBy(static f => f, StringComparer.Ordinal).ToList())
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (_seen.TryGetValue(file, out var before) && before.Written == written && !before.MayBeLifted(now, time))
            {
                continue;
            }

            byte[]? bytes = null;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                unreadable(Path.GetFileName(file), e.Message);
            }

            if (bytes is not null)
            {
                yield return new SectionFile(file, written, bytes);
            }
        }
    }

    /// <summary>What became of a file; only now it counts as seen.</summary>
    /// <param name="file">The file.</param>
    /// <param name="check">The judgement.</param>
    /// <param name="by">The directory that judged it.</param>
    public void Judged(SectionFile file, SectionCheck check, DirectorySnapshot by)
    {
        ArgumentNullException.ThrowIfNull(file);
        _seen[file.Path] = new Seen(file.Written, check is SectionRefused ? by : null, time.GetTimestamp());
    }

    /// <summary>Whether a section in force has no file here, as after its first version came from a neighbour.</summary>
    public bool Lacks(string section) => !File.Exists(Path.Combine(paths.Directory, section + Extension));

    /// <summary>
    /// Puts a section in force beside the others, in place of an older file: whoever signs a section on this machine judges by the directory in force, not by the
    /// one of the day it joined. A file that was not judged yet is left: it may be the newest there is.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written; the store has the section all the same.</exception>
    public void Put(DirectorySection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var path = Path.Combine(paths.Directory, section.Head.Section + Extension);
        if (File.Exists(path) && !(_seen.TryGetValue(path, out var seen) && seen.Written == File.GetLastWriteTimeUtc(path)))
        {
            return;
        }

        PrivateFile.Replace(path, section.Bytes.Span);
        _seen[path] = new Seen(File.GetLastWriteTimeUtc(path), null, default);
    }

    // A refused file is judged again by another directory, and now and then because of the clock.
    private sealed record Seen(DateTime Written, DirectorySnapshot? RefusedBy, long At)
    {
        private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

        public bool MayBeLifted(DirectorySnapshot now, TimeProvider time) => RefusedBy is not null && (!ReferenceEquals(RefusedBy, now) || time.GetElapsedTime(At) >= Rest);
    }
}
