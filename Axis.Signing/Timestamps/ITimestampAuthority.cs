using System.Security.Cryptography;

namespace Axis.Signing.Timestamps;

/// <summary>Something that stamps: the configured services, or one in a test. The transport is the caller's.</summary>
public interface ITimestampAuthority
{
    /// <summary>Asks for a token over a hash. The answer fits the question.</summary>
    /// <param name="imprint">The hash.</param>
    /// <param name="algorithm">Its algorithm.</param>
    /// <param name="problem">Why a token will not do, in Vietnamese; <c>null</c> when it will. A token that will not do does not end the search for another authority.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="TimestampUnavailableException">No service gave a token that will do.</exception>
    Task<TimestampToken> StampAsync(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm, Func<TimestampToken, string?> problem, CancellationToken cancellationToken);
}
