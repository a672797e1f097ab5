namespace Axis.Node.Storage.Sqlite;

/// <summary>
/// A page over several index ranges (agencies, states): each range gives its own page in key order and these are merged, so that a page costs what it
/// shows, never what lies behind it.
/// </summary>
internal static class KeyPages
{
    /// <summary>Later than any key, for "from the newest on".</summary>
    public static readonly Guid End = Guid.AllBitsSet;

    /// <summary>The first rows of all ranges by descending key.</summary>
    public static IReadOnlyList<T> Newest<T>(IEnumerable<IReadOnlyList<T>> pages, Func<T, Guid> key, int limit) =>
        [.. pages.SelectMany(static p => p).OrderByDescending(key).Take(limit)];

    /// <summary>The first rows of all ranges by ascending key.</summary>
    public static IReadOnlyList<T> Oldest<T>(IEnumerable<IReadOnlyList<T>> pages, Func<T, Guid> key, int limit) =>
        [.. pages.SelectMany(static p => p).OrderBy(key).Take(limit)];
}
