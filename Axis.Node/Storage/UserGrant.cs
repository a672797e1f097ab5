using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>What a person may do, and for whom.</summary>
/// <param name="Role">The role.</param>
/// <param name="Agencies">Its agencies; empty for node-wide roles.</param>
public sealed record UserGrant(Role Role, IReadOnlyList<OrganId> Agencies);
