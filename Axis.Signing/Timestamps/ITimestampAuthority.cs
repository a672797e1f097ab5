using System.Security.Cryptography;

namespace Axis.Signing.Timestamps;

/// <summary>Something that stamps: the configured services, or one in a test. The transport is the caller's.</summary>
public interface ITimestampAuthority
{
    /// <summary>Asks for a token over a hash. The answer fits the question; whether its signer is trusted is judged by the caller.</summary>
    /// <exception cref="TimestampUnavailableException">No service gave a token.</exception>
    Task<TimestampToken> StampAsync(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm, CancellationToken cancellationToken);
}
