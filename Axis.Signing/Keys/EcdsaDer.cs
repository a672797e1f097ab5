using System.Formats.Asn1;
using System.Numerics;

namespace Axis.Signing.Keys;

/// <summary>ECDSA values as X.509 and openssl write them: a DER sequence of r and s (RFC 3279 §2.2.3).</summary>
internal static class EcdsaDer
{
    /// <summary>Writes r‖s as a sequence.</summary>
    public static byte[] Write(ReadOnlySpan<byte> fixedField)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(fixedField[..(fixedField.Length / 2)], isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(fixedField[(fixedField.Length / 2)..], isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }
}
