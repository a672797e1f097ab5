using Axis.Signing.Timestamps;

namespace Axis.Node.Storage;

/// <summary>How far a packet's signature is proved, and what is due.</summary>
/// <param name="Level">The level reached.</param>
/// <param name="Pending">Whether the level that the settings ask for is not reached yet.</param>
/// <param name="DueAt">When something is to be done: at once, at the next try, or at the renewal of its newest timestamp.</param>
/// <param name="Failures">Tries in a row that came to nothing for a reason of this packet's own.</param>
/// <param name="Reason">Why the last one did, in Vietnamese.</param>
public sealed record PacketLevel(SignatureLevel Level, bool Pending, DateTimeOffset DueAt, int Failures, string? Reason);
