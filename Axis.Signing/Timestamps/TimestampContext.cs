using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>What a token is judged with.</summary>
/// <param name="Directory">Holds the trust anchors.</param>
/// <param name="Revocation">The revocation data at hand.</param>
/// <param name="At">The instant it is judged at: now, or the time of a later proof that stands over it.</param>
/// <param name="Limits">How old revocation data may be at that instant.</param>
/// <param name="Sunset">Until when algorithms are trusted.</param>
public sealed record TimestampContext(DirectorySnapshot Directory, RevocationBook Revocation, DateTimeOffset At, RevocationLimits Limits, AlgorithmSunset Sunset)
{
    /// <summary>How far ahead of the judged instant a token's time may lie: clocks differ.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>The largest error a token may claim: EN 319 421 §7.7.1 asks for one second, and what may be off by days proves no time.</summary>
    public static readonly TimeSpan WorstAccuracy = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Up to when revocations have become known: a list from after <see cref="At"/> may say that an authority's certificate had been revoked before it. Not earlier
    /// than <see cref="At"/>.
    /// </summary>
    public DateTimeOffset KnownAt { get; init; } = At;
}
