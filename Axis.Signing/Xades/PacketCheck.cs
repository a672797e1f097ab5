using System.Security.Cryptography.X509Certificates;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades;

/// <summary>
/// What the cryptography of a native packet says. It is one part of a verdict: who the certificate belongs to, and whether it was valid and bound to the
/// sender, is judged over it. So a <see cref="CryptographicIndication"/> of TOTAL-PASSED never stands for the packet's verdict by itself.
/// </summary>
public sealed record PacketCheck
{
    /// <summary>TOTAL-PASSED when every check here passed, else TOTAL-FAILED (EN 319 102-1 §5.1.3), or INDETERMINATE when the packet is not signed.</summary>
    public required Indication CryptographicIndication { get; init; }

    /// <summary>Why; <see cref="SubIndication.None"/> when every check passed.</summary>
    public required SubIndication CryptographicSubIndication { get; init; }

    /// <summary>Every check in order; what was not reached is <see cref="CheckOutcome.NotMade"/>.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>The packet as read; <c>null</c> when it is not in the native form.</summary>
    public NativePacket? Packet { get; init; }

    /// <summary>The message in the packet; <c>null</c> when it breaks the strict profile.</summary>
    public BoundMessage? Message { get; init; }

    /// <summary>Code of the departure from the native form, e.g. <c>native-base64</c>.</summary>
    public string? FormCode { get; init; }

    /// <summary>Byte offset of that departure; −1 when there is none or no single place is at fault.</summary>
    public long FormOffset { get; init; } = -1;

    /// <summary>The certificate in the signature. Shared: do not dispose. <c>null</c> when it was not reached or is unreadable.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>SHA-256 of the certificate's DER.</summary>
    public Digest? CertificateDigest { get; init; }

    /// <summary>The signing time the signer claims.</summary>
    public DateTimeOffset? ClaimedSigningTime { get; init; }

    /// <summary>What the signature says about the packet, once it is proved to be the signer's.</summary>
    public SignedContents? SignedContents { get; init; }

    /// <summary>
    /// When the packet reference fails but the signed list of contents holds: which files and header fields are as they were signed, and which not.
    /// </summary>
    public ContentsComparison? Survivors { get; init; }

    /// <summary>Whether every cryptographic check passed.</summary>
    public bool Passed => CryptographicIndication == Indication.TotalPassed;

    /// <summary>DigestValue of the packet reference, as computed here; <c>null</c> for an unsigned or non-native packet.</summary>
    public Digest? ContentDigest => Packet?.EnvelopedDigest;
}
