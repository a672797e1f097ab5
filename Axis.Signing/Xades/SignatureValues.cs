using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Xades;

/// <summary>Everything that varies in the closed signature template except the signature value; the template is a pure function of it.</summary>
public sealed record SignatureValues
{
    /// <summary>Algorithm of SignatureValue.</summary>
    public required SignatureAlgorithm Algorithm { get; init; }

    /// <summary>DigestValue of the packet reference (<c>URI=""</c>).</summary>
    public required Digest Packet { get; init; }

    /// <summary>DigestValue of <c>#contents</c>.</summary>
    public required Digest ContentsDigest { get; init; }

    /// <summary>DigestValue of <c>#signed-properties</c>.</summary>
    public required Digest PropertiesDigest { get; init; }

    /// <summary>The signer's certificate, DER.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>SHA-256 of the certificate, as the signed properties name it (EN 319 132-1 §5.2.2).</summary>
    public required Digest CertificateDigest { get; init; }

    /// <summary>The time the signer claims, UTC, whole seconds.</summary>
    public required DateTimeOffset SigningTime { get; init; }

    /// <summary>What the signature says about the packet.</summary>
    public required SignedContents Contents { get; init; }
}
