using Axis.Core.Agencies;
using Axis.Signing.Xades;

namespace Axis.Signing.Trust;

/// <summary>What the cryptography alone says about a signature: the input of <see cref="TrustJudge"/>.</summary>
public sealed record CryptographicResult
{
    /// <summary>TOTAL-PASSED only when every cryptographic check passed.</summary>
    public required Indication Indication { get; init; }

    /// <summary>Why not.</summary>
    public required SubIndication SubIndication { get; init; }

    /// <summary>The checks made.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>The signer's certificate (DER), if it was reached.</summary>
    public ReadOnlyMemory<byte>? CertificateDer { get; init; }

    /// <summary>The signing time claimed.</summary>
    public DateTimeOffset? ClaimedSigningTime { get; init; }

    /// <summary>The agency in whose name the packet speaks.</summary>
    public required OrganId From { get; init; }

    /// <summary>Takes over the result of the packet verifier.</summary>
    /// <param name="check">The packet's cryptographic check.</param>
    /// <param name="from"><c>From/OrganId</c> of the same packet.</param>
    public static CryptographicResult Of(PacketCheck check, OrganId from)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new CryptographicResult
        {
            Indication = check.CryptographicIndication,
            SubIndication = check.CryptographicSubIndication,
            Checks = check.Checks,
            CertificateDer = check.Certificate?.RawDataMemory,
            ClaimedSigningTime = check.ClaimedSigningTime,
            From = from,
        };
    }
}
