using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>A submission whose signature is made off the node.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Agency">Sender.</param>
/// <param name="StateJson">Everything needed to finish it.</param>
/// <param name="ExpiresAt">After which it is voided.</param>
/// <param name="Maker">Pseudonym of who prepared it.</param>
/// <param name="Idempotency">The client's key for the submission.</param>
public sealed record PreparedSubmission(Guid Id, OrganId Agency, string StateJson, DateTimeOffset ExpiresAt, string? Maker = null, string? Idempotency = null);
