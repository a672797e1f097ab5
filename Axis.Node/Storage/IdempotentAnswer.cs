using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>One remembered answer.</summary>
/// <param name="Agency">Sender.</param>
/// <param name="Key">Idempotency-Key header.</param>
/// <param name="Request">SHA-256 of the request's content; another one under the same key is 409.</param>
/// <param name="Packet">The packet made of it.</param>
/// <param name="ResponseJson">The answer's body.</param>
/// <param name="At">When.</param>
public sealed record IdempotentAnswer(OrganId Agency, string Key, Digest Request, Digest Packet, string ResponseJson, DateTimeOffset At);
