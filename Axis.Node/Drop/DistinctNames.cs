using System.Globalization;

namespace Axis.Node.Drop;

/// <summary>
/// Names for the files of one document side by side. Senders choose them, so any two may be alike, and any name made up here may be one that was sent as well.
/// </summary>
/// <param name="folder">Where the files are written: it is asked too, since some file systems tell fewer names apart than .NET does.</param>
internal sealed class DistinctNames(string folder)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that none of the earlier ones has; the file's own if it is free.</summary>
    /// <param name="name">The file's safe name.</param>
    /// <param name="place">Its place in the document, from 1, which a later file of the same name bears.</param>
    public string Choose(string name, int place)
    {
        var free = name;
        for (var n = 1; !_taken.Add(free) || Path.Exists(Path.Combine(folder, free)); n++)
        {
            free = n == 1 ? string.Create(CultureInfo.InvariantCulture, $"{place}-{name}") : string.Create(CultureInfo.InvariantCulture, $"{place}-{n}-{name}");
        }

        return free;
    }
}
