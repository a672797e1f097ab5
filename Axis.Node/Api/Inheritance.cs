using Axis.Core.Agencies;
using Axis.Core.Routing;

namespace Axis.Node.Api;

/// <summary>
/// Whose traffic a token reaches once agencies are closed: those that continue a closed agency read what it sent and received, and its own tokens keep no rights
/// (REF-09). A closed agency that nobody continues keeps its own readers.
/// </summary>
internal static class Inheritance
{
    /// <returns>
    /// The agencies reached, empty for a scope that names none and so is node-wide; <c>null</c> when it named agencies and none is left: whoever holds it reaches nothing.
    /// </returns>
    public static IReadOnlyList<OrganId>? Of(DirectorySnapshot directory, IReadOnlyList<OrganId> scope, DateTimeOffset at)
    {
        if (scope.Count == 0)
        {
            return scope;
        }

        var own = scope.Where(a => Standing.Heirs(directory, a, at).Count == 0).ToList();
        var inherited = own.SelectMany(a => directory.PredecessorsOf(a).Where(p => Standing.Heirs(directory, p, at).Any(h => h.Code == a)));
        return own.Count == 0 ? null : [.. own.Concat(inherited).Distinct()];
    }
}
