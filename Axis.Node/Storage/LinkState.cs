using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>What is remembered of one neighbour.</summary>
/// <param name="Neighbour">Who.</param>
/// <param name="LastContactAt">Last successful call either way.</param>
/// <param name="LastErrorAt">Last failure.</param>
/// <param name="LastErrorCode">Its code.</param>
/// <param name="LastError">Its sentence.</param>
/// <param name="ClosedReason">Set while the link is closed (changed key): only the directory or an operator opens it.</param>
/// <param name="PinnedSpki">SPKI digest that an operator pinned by hand.</param>
/// <param name="Epoch">The neighbour's epoch at last contact.</param>
public sealed record LinkState(
    NodeId Neighbour,
    DateTimeOffset? LastContactAt,
    DateTimeOffset? LastErrorAt,
    string? LastErrorCode,
    string? LastError,
    string? ClosedReason,
    Digest? PinnedSpki,
    string? Epoch);
