namespace Axis.Signing.Xades.General;

/// <summary>Files beside the signature and files that a person named: found by their bare name only. Thread-safe.</summary>
public sealed class DetachedFiles : IDetachedFiles
{
    private readonly string? _folder;
    private readonly Dictionary<string, string> _named;

    /// <param name="folder">Folder of the signature; <c>null</c> when its neighbours do not count.</param>
    /// <param name="named">Paths of files named by the person who verifies; of two with one name the first counts.</param>
    public DetachedFiles(string? folder, IEnumerable<string> named)
    {
        _folder = folder is null ? null : Path.GetFullPath(folder);
        _named = named.GroupBy(Path.GetFileName, StringComparer.Ordinal).ToDictionary(static g => g.Key!, static g => g.First(), StringComparer.Ordinal);
    }

    /// <summary>No file at all.</summary>
    public static DetachedFiles None { get; } = new(null, []);

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

        if (_named.TryGetValue(name, out var given))
        {
            return given;
        }

        if (_folder is null)
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(_folder, name));
        return file.Exists && StaysHere(file) ? file.FullName : null;
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
