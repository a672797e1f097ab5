using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Layout;

/// <summary>One line of the menu.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Vietnamese">Its name.</param>
/// <param name="English">The same in English.</param>
/// <param name="Roles">Who sees it; what a page shows is decided by the page's policy, not here.</param>
internal sealed record MenuEntry(string Address, string Vietnamese, string English, params IReadOnlyList<Role> Roles)
{
    /// <summary>Whether a page lies under this line.</summary>
    public bool Holds(PathString path) => path == Address || path.StartsWithSegments(Address, StringComparison.Ordinal);
}
