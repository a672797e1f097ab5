using System.Buffers;
using System.Buffers.Text;

namespace Axis.Signing.Keys;

/// <summary>
/// A signature value as other tools write it, brought to the one spelling that packets carry: openssl and most tokens write ECDSA as a DER sequence (RFC 3279 §2.2.3) with
/// either of its two values of s, and some write base64.
/// </summary>
public static class SignatureSpelling
{
    /// <summary>The value as packets carry it: RSA as it is, ECDSA as r‖s with low S.</summary>
    /// <param name="algorithm">What it was made with.</param>
    /// <param name="length">How long the value is in a packet, in bytes.</param>
    /// <param name="given">As it came: raw, DER, or either in base64.</param>
    /// <returns><c>null</c> when it is no value of this algorithm and length.</returns>
    public static byte[]? Read(SignatureAlgorithm algorithm, int length, ReadOnlySpan<byte> given)
    {
        if (given.Length > length && Base64.IsValid(given, out var decoded))
        {
            var bytes = new byte[decoded];
            return Base64.DecodeFromUtf8(given, bytes, out _, out var written) == OperationStatus.Done ? Spell(algorithm, length, bytes.AsSpan(0, written)) : null;
        }

        return Spell(algorithm, length, given);
    }

    private static byte[]? Spell(SignatureAlgorithm algorithm, int length, ReadOnlySpan<byte> value)
    {
        if (algorithm == SignatureAlgorithm.RsaSha256)
        {
            return value.Length == length ? value.ToArray() : null;
        }

        if ((value.Length == length ? value.ToArray() : EcdsaDer.Read(value, length / 2)) is not { } pair)
        {
            return null;
        }

        EcdsaLowS.Normalise(pair);
        return pair;
    }
}
