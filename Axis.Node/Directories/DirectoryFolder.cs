using System.Security.Cryptography;
using Axis.Node.Hosting;
using Axis.Node.Storage;
using Axis.Signing.Sections;

namespace Axis.Node.Directories;

/// <summary>
/// The folder <c>directory/</c> of the data folder: the root's key that was compared at joining (<c>root.pub</c>), and section files that set-up or an operator on
/// this machine put there. The store holds what was accepted since.
/// </summary>
public sealed class DirectoryFolder(NodePaths paths)
{
    private const string RootKeyName = "root.pub";
    private readonly Dictionary<string, DateTime> _seen = new(StringComparer.Ordinal);

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
        book.Restore(stored.Select(static s => s.Bytes));
        // Files of set-up usually say what the store holds already: a large one is not read twice.
        foreach (var bytes in Changed(static (_, _) => { }).Where(b => !stored.Any(s => s.Bytes.Span.SequenceEqual(b.Span))))
        {
            book.Accept(bytes, now);
        }

        return book;
    }

    /// <summary>Section files that are new or were replaced since the last look, the root's first. One that cannot be read is tried again at every look.</summary>
    /// <param name="unreadable">Told of a file that cannot be read, and why; may be told again.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Changed(Action<string, string> unreadable)
    {
        ArgumentNullException.ThrowIfNull(unreadable);
        var changed = new List<ReadOnlyMemory<byte>>();
        if (!Directory.Exists(paths.Directory))
        {
            return changed;
        }

        foreach (var file in Directory.EnumerateFiles(paths.Directory, "*.section").OrderBy(static f => Path.GetFileName(f) != SectionHead.RootName + ".section").ThenBy(static f => f, StringComparer.Ordinal))
        {
            var written = File.GetLastWriteTimeUtc(file);
            if (!_seen.TryGetValue(file, out var before) || before != written)
            {
                try
                {
                    changed.Add(File.ReadAllBytes(file));
                    _seen[file] = written;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    unreadable(Path.GetFileName(file), e.Message);
                }
            }
        }

        return changed;
    }
}
