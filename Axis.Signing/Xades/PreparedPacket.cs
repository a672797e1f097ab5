using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Xades;

/// <summary>
/// A packet that lacks only its signature value, for keys that are kept elsewhere: plain data that can be stored between the two calls. The packet's bytes
/// are already in the destination, with a gap (filled with zero bits) where the value goes.
/// </summary>
public sealed record PreparedPacket
{
    /// <summary>Exactly the bytes to sign (canonical SignedInfo): RSA PKCS#1 v1.5 or ECDSA over their SHA-256 or SHA-384.</summary>
    public required ReadOnlyMemory<byte> ToBeSigned { get; init; }

    /// <summary>What to sign with.</summary>
    public required SignatureAlgorithm Algorithm { get; init; }

    /// <summary>The signer's certificate, DER.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>DigestValue of the packet reference.</summary>
    public required Digest Content { get; init; }

    /// <summary>Size of the whole packet in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Offset in the packet of its signature block, which <see cref="DraftToSign"/> reads.</summary>
    public required long BlockOffset { get; init; }

    /// <summary>Length of that block in bytes.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Offset in the packet of the base64 of SignatureValue.</summary>
    public required long ValueOffset { get; init; }

    /// <summary>Length of that base64.</summary>
    public required int ValueLength { get; init; }
}

/// <summary>A signed packet.</summary>
/// <param name="Packet">SHA-256 of all bytes: the packet's identity.</param>
/// <param name="Content">DigestValue of the packet reference.</param>
/// <param name="Size">Size in bytes.</param>
public sealed record SignedPacket(Digest Packet, Digest Content, long Size);
