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

    /// <summary>Reads a sequence as r‖s; <c>null</c> when it is none, or its numbers are not of the field.</summary>
    /// <param name="der">The sequence, and nothing behind it.</param>
    /// <param name="field">Bytes of each number in r‖s.</param>
    public static byte[]? Read(ReadOnlySpan<byte> der, int field)
    {
        try
        {
            var reader = new AsnReader(der.ToArray(), AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var pair = new byte[2 * field];
            for (var end = field; end <= pair.Length; end += field)
            {
                var number = sequence.ReadIntegerBytes().Span;
                if ((number[0] & 0x80) != 0)
                {
                    return null;
                }

                number = number.TrimStart((byte)0);
                if (number.Length > field)
                {
                    return null;
                }

                number.CopyTo(pair.AsSpan(end - number.Length));
            }

            sequence.ThrowIfNotEmpty();
            return pair;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
