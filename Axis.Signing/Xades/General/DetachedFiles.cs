namespace Axis.Signing.Xades.General;

/// <summary>Files beside the signature and files that a person named: found by their bare name only. Thread-safe.</summary>
public sealed class DetachedFiles : IDetachedFiles
{
    private readonly string? _folder;
    private readonly Dictionary<string, string> _named;

    /// <param name="named">Paths of files named by the person who verifies; of two with one name the first counts.</param>
    public DetachedFiles(IEnumerable<string> named)
        : this(null, named.GroupBy(Path.GetFileName, StringComparer.Ordinal).ToDictionary(static g => g.Key!, static g => g.First(), StringComparer.Ordinal))
    {
    }

    private DetachedFiles(string? folder, Dictionary<string, string> named) => (_folder, _named) = (folder, named);

    /// <summary>No file at all.</summary>
    public static DetachedFiles None { get; } = new([]);

    /// <summary>The same, and before them the files of a folder: that of the signature.</summary>
    public DetachedFiles Beside(string folder) => new(Path.GetFullPath(folder), _named);

    /// <inheritdoc/>
    public Stream? Open(string reference) => Find(reference) is { } path
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan)
        : null;

    /// <summary>The path that a reference names; <c>null</c> for none.</summary>
    public string? Find(string reference)
    {
        if (BareName(reference) is not { } name)
        {
            return null;
        }

        if (_folder is not null && new FileInfo(Path.Combine(_folder, name)) is { Exists: true } file && StaysHere(file))
        {
            return file.FullName;
        }

        return _named.GetValueOrDefault(name);
    }

    /// <summary>A plain file name: no scheme, no folder, no query or fragment, also after its escapes are resolved.</summary>
    private static string? BareName(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var relative = reference.StartsWith("./", StringComparison.Ordinal) ? reference[2..] : reference;
        if (relative.AsSpan().IndexOfAny(['?', '#', ':']) >= 0)
        {
            return null;
        }

        var name = Uri.UnescapeDataString(relative);
        return name is "" or "." or ".." || name.AsSpan().IndexOfAny(['/', '\\', ':']) >= 0 || name.Any(char.IsControl) ? null : name;
    }

    // A link in the folder may name any file of the machine.
    private bool StaysHere(FileInfo file) =>
        file.LinkTarget is null || Path.GetDirectoryName(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName) == _folder;
}
