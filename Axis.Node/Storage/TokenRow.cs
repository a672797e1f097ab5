using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One token.</summary>
/// <param name="Id">Public identifier, shown in lists and the journal.</param>
/// <param name="Name">For people.</param>
/// <param name="SecretHash">SHA-256 of the secret.</param>
/// <param name="Role">clerk, leader, operator or auditor.</param>
/// <param name="Agencies">Agencies it is scoped to; empty for node-wide roles.</param>
public sealed record TokenRow(string Id, string Name, Digest SecretHash, string Role, IReadOnlyList<OrganId> Agencies, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
