namespace Axis.Signing.Keys;

/// <summary>
/// ECDSA signatures come in pairs, (r, s) and (r, n − s), both valid. Only the one with s ≤ n/2 is made and accepted here, so nobody can respell a signature
/// and give the same packet another identity.
/// </summary>
public static class EcdsaLowS
{
    // Orders n of the curves (SEC 2 §2.4.2, §2.5.1).
    private static readonly byte[] OrderP256 = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly byte[] OrderP384 = Convert.FromHexString(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973");

    private static readonly byte[] HalfP256 = Half(OrderP256);
    private static readonly byte[] HalfP384 = Half(OrderP384);

    /// <summary>Whether s ≤ n/2 in a signature of IEEE P1363 form (r‖s) of P-256 (64 bytes) or P-384 (96 bytes). Other lengths are not low.</summary>
    public static bool IsLow(ReadOnlySpan<byte> signature) =>
        HalfOf(signature.Length) is { } half && signature[half.Length..].SequenceCompareTo(half) <= 0;

    /// <summary>Replaces s by n − s where s is high. The signature stays valid.</summary>
    /// <exception cref="ArgumentException">Not a P-256 or P-384 signature in IEEE P1363 form.</exception>
    public static void Normalise(Span<byte> signature)
    {
        var half = HalfOf(signature.Length) ?? throw new ArgumentException($"{signature.Length} bytes are no P-256 or P-384 signature.", nameof(signature));
        var s = signature[half.Length..];
        if (s.SequenceCompareTo(half) <= 0)
        {
            return;
        }

        var order = half.Length == OrderP256.Length ? OrderP256 : OrderP384;
        var borrow = 0;
        for (var i = s.Length - 1; i >= 0; i--)
        {
            var difference = order[i] - s[i] - borrow;
            borrow = difference < 0 ? 1 : 0;
            s[i] = (byte)difference;
        }
    }

    private static byte[]? HalfOf(int signatureLength) => signatureLength switch
    {
        64 => HalfP256,
        96 => HalfP384,
        _ => null,
    };

    private static byte[] Half(byte[] order)
    {
        var half = new byte[order.Length];
        var carry = 0;
        for (var i = 0; i < order.Length; i++)
        {
            half[i] = (byte)((order[i] >> 1) | carry);
            carry = (order[i] & 1) << 7;
        }

        return half;
    }
}
