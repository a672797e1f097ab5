using Axis.Core.Agencies;

namespace Axis.Node.Api;

/// <summary>The directory in force at this moment, as the API shows it.</summary>
/// <param name="Self">This node.</param>
/// <param name="Current">Gives the snapshot in force; a newer directory is another snapshot.</param>
public sealed record NodeDirectory(NodeId Self, Func<DirectorySnapshot> Current)
{
    /// <summary>Name of an agency, if known.</summary>
    public string? NameOf(OrganId agency) => Current().FindAgency(agency)?.Name;

    /// <summary>The agency and those that continue it directly: who may have answered for it.</summary>
    public IEnumerable<OrganId> ActingFor(OrganId agency) => (Current().FindAgency(agency)?.Successors.Select(static s => s.To) ?? []).Prepend(agency).Distinct();
}
