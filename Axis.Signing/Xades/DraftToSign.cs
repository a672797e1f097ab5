using Axis.Core.Edxml;
using Axis.Core.Packets;

namespace Axis.Signing.Xades;

/// <summary>
/// What a node asks a key that is kept elsewhere to sign: the signature block of the prepared packet, with zeros where the value will stand. Whoever holds the key reads from
/// it what the signature is going to say (from whom, to whom, which files by their digests) and signs no digest blindly.
/// </summary>
public sealed record DraftToSign
{
    /// <summary>Longest block that is read, in bytes; thousands of recipients fit.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private DraftToSign(SignatureValues values, ReadOnlyMemory<byte> toBeSigned) => (Values, ToBeSigned) = (values, toBeSigned);

    /// <summary>What the signature is going to say, certificate and time included.</summary>
    public SignatureValues Values { get; }

    /// <summary>The bytes to sign: canonical SignedInfo.</summary>
    public ReadOnlyMemory<byte> ToBeSigned { get; }

    /// <summary>Reads a block and holds each part of it against the others: what is shown is what will be signed.</summary>
    /// <exception cref="InvalidDataException">It is no such block, it bears a value already, or its parts do not belong together.</exception>
    public static DraftToSign Read(ReadOnlySpan<byte> block)
    {
        if (block.Length > MaxBytes)
        {
            throw new InvalidDataException("Too long for a signature block.");
        }

        try
        {
            var (values, value) = SignatureReader.Read(NativeScanner.ScanElement(block, 0));
            var whole = SignatureTemplate.Block(values, value).AsSpan().SequenceEqual(block)
                && !value.AsSpan().ContainsAnyExcept((byte)0)
                && values.Contents.Kind == PacketKind.Document
                && values.CertificateDigest == Digest.Of(values.Certificate.Span)
                && values.ContentsDigest == SignatureTemplate.ContentsDigest(values.Contents)
                && values.PropertiesDigest == SignatureTemplate.PropertiesDigest(values.SigningTime, values.CertificateDigest);
            return whole ? new DraftToSign(values, SignatureTemplate.SignedInfo(values)) : throw new InvalidDataException("The parts of the signature block do not belong together.");
        }
        catch (Exception e) when (e is NativeFormException or SignatureFormException)
        {
            throw new InvalidDataException("Not a signature block of a prepared packet.", e);
        }
    }
}
