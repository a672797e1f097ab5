using Axis.Core.Packets;

namespace Axis.Signing.Seals;

/// <summary>A seal as read, its signature not verified yet.</summary>
/// <param name="Head">The statement.</param>
/// <param name="Certificate">The certificate it carries (DER).</param>
/// <param name="SignedInfo">The canonical bytes that the signature covers; they hold the digest of the head.</param>
/// <param name="Signature">r‖s.</param>
public sealed record Seal(SealHead Head, ReadOnlyMemory<byte> Certificate, ReadOnlyMemory<byte> SignedInfo, ReadOnlyMemory<byte> Signature)
{
    /// <summary>SHA-256 of the certificate.</summary>
    public Digest CertificateDigest { get; } = Digest.Of(Certificate.Span);
}
