namespace Axis.Cli.Client;

/// <summary>Finds the one item of a paged list that people mean.</summary>
public static class PagedLookup
{
    /// <summary>Items asked for in one page.</summary>
    public const int PageSize = 200;

    private const int MostPages = 50;
    private const int MostNamed = 10;

    /// <summary>The item's identifier, found in the first 10,000 of the list.</summary>
    /// <param name="text">What was typed; a whole identifier is taken as it is.</param>
    /// <param name="pageAsync">Asks for the page after a key: the identifiers on it that are meant, and the key of the next page.</param>
    /// <param name="kind">What an item is called, in Vietnamese.</param>
    /// <param name="missing">What to do when there is none.</param>
    /// <param name="ambiguous">What to do when there are more than one.</param>
    /// <exception cref="CliFailureException">None, or more than one.</exception>
    public static async Task<Guid> FindAsync(
        string text, Func<string?, Task<(IEnumerable<Guid> Meant, string? Next)>> pageAsync, string kind, string missing, string ambiguous)
    {
        ArgumentNullException.ThrowIfNull(pageAsync);
        if (Guid.TryParse(text, out var whole))
        {
            return whole;
        }

        var found = new HashSet<Guid>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (meant, next) = await pageAsync(after).ConfigureAwait(false);
            found.UnionWith(meant);
            after = next;
            if (after is null)
            {
                break;
            }
        }

        return found.Count switch
        {
            1 => found.Single(),
            0 => throw new CliFailureException(ExitCodes.Refused, "NOT_FOUND", $"Không thấy {kind} '{text}'.", missing),
            _ => throw new CliFailureException(ExitCodes.Refused, "AMBIGUOUS", $"Có {found.Count} {kind} ứng với '{text}'.", ambiguous)
            {
                Details = [.. found.Take(MostNamed).Select(static id => id.ToString())],
            },
        };
    }
}
