using System.Numerics;
using System.Security.Cryptography;

namespace Axis.Signing.Xades.General;

/// <summary>
/// RSASSA-PSS verification (RFC 8017 §8.1.2, §9.1.2) for salts and masks that .NET does not offer: it knows only a salt as long as the digest and a mask of the same
/// digest. Works on public values only.
/// </summary>
internal static class PssVerification
{
    private const int LongestExponent = 8;

    public static bool Holds(RSAParameters key, HashAlgorithmName hash, HashAlgorithmName mask, int salt, ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        if (key.Modulus is not { } modulus || key.Exponent is not { Length: <= LongestExponent } exponent || value.Length != modulus.Length)
        {
            return false;
        }

        var n = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        var s = new BigInteger(value, isUnsigned: true, isBigEndian: true);
        if (s >= n)
        {
            return false;
        }

        var bits = (int)n.GetBitLength() - 1;
        var message = BigInteger.ModPow(s, new BigInteger(exponent, isUnsigned: true, isBigEndian: true), n);
        var encoded = new byte[(bits + 7) / 8];
        return message.GetByteCount(isUnsigned: true) <= encoded.Length && Encoded(message, encoded) && Consistent(encoded, bits, hash, mask, salt, data);
    }

    private static bool Encoded(BigInteger message, byte[] encoded)
    {
        var size = message.GetByteCount(isUnsigned: true);
        return message.TryWriteBytes(encoded.AsSpan(encoded.Length - size), out _, isUnsigned: true, isBigEndian: true);
    }

    private static bool Consistent(byte[] encoded, int bits, HashAlgorithmName hash, HashAlgorithmName mask, int salt, ReadOnlySpan<byte> data)
    {
        var digest = CryptographicOperations.HashData(hash, data);
        var block = encoded.Length - digest.Length - 1;
        if (block < salt + 1 || encoded[^1] != 0xBC)
        {
            return false;
        }

        var unused = (8 * encoded.Length) - bits;
        if ((encoded[0] & ~(0xFF >> unused)) != 0)
        {
            return false;
        }

        var stated = encoded.AsSpan(block, digest.Length);
        var opened = Mask(stated, block, mask);
        for (var i = 0; i < block; i++)
        {
            opened[i] ^= encoded[i];
        }

        opened[0] &= (byte)(0xFF >> unused);
        var zeros = block - salt - 1;
        if (opened.AsSpan(0, zeros).ContainsAnyExcept((byte)0) || opened[zeros] != 1)
        {
            return false;
        }

        using var again = IncrementalHash.CreateHash(hash);
        again.AppendData(new byte[8]);
        again.AppendData(digest);
        again.AppendData(opened.AsSpan(zeros + 1));
        return CryptographicOperations.FixedTimeEquals(again.GetHashAndReset(), stated);
    }

    /// <summary>MGF1 (RFC 8017, appendix B.2.1).</summary>
    private static byte[] Mask(ReadOnlySpan<byte> seed, int length, HashAlgorithmName hash)
    {
        var mask = new byte[length];
        Span<byte> counter = stackalloc byte[4];
        using var digest = IncrementalHash.CreateHash(hash);
        for (var (at, round) = (0, 0); at < length; round++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(counter, round);
            digest.AppendData(seed);
            digest.AppendData(counter);
            var piece = digest.GetHashAndReset();
            var size = Math.Min(piece.Length, length - at);
            piece.AsSpan(0, size).CopyTo(mask.AsSpan(at));
            at += size;
        }

        return mask;
    }
}
