using System.Security.Cryptography;
using Axis.Signing.Timestamps;

namespace Axis.Signing.Evidence;

/// <summary>Who stamps containers, and who judges the tokens before they are put in: a token that does not hold proves nothing and would stand in the way.</summary>
/// <param name="Authority">Who stamps.</param>
/// <param name="Problem">Why a token over this imprint will not do, in Vietnamese; <c>null</c> when it will.</param>
public sealed record ContainerStamping(ITimestampAuthority Authority, Func<TimestampToken, byte[], string?> Problem)
{
    internal Task<TimestampToken> StampAsync(byte[] manifest, CancellationToken cancellationToken)
    {
        var imprint = SHA256.HashData(manifest);
        return Authority.StampAsync(imprint, HashAlgorithmName.SHA256, t => Problem(t, imprint), cancellationToken);
    }
}
