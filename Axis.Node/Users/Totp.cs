using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Axis.Node.Users;

/// <summary>One-time codes by the clock (RFC 6238 over RFC 4226 with HMAC-SHA-1, six digits, steps of 30 seconds): what every authenticator program makes.</summary>
public static class Totp
{
    /// <summary>Bytes of a new secret (RFC 4226 §4 R6: 160 bits recommended).</summary>
    public const int SecretBytes = 20;

    /// <summary>Seconds of one step (RFC 6238 §5.2).</summary>
    public const int StepSeconds = 30;

    private const int Digits = 6;

    /// <summary>Steps before and after the present one that are taken too, for clocks that differ (RFC 6238 §5.2).</summary>
    private const int Window = 1;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret from the system's random source.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The step that an instant lies in (RFC 6238 §4.2, T0 = 0).</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step (RFC 4226 §5.3).</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 4226 is defined over HMAC-SHA-1; its security does not rest on collision resistance.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0xF;
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[offset..]) & 0x7FFF_FFFF;
        var modulus = 1u;
        for (var i = 0; i < digits; i++)
        {
            modulus *= 10;
        }

        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>Which step a typed code belongs to; every step of the window is compared, whatever fits.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="typed">What was typed; spaces do not count.</param>
    /// <param name="now">The present.</param>
    /// <param name="lastTaken">The last step whose code was taken: it and earlier ones are used up (RFC 6238 §5.2).</param>
    /// <returns>The step, or <c>null</c> when the code fits none.</returns>
    public static long? Match(ReadOnlySpan<byte> secret, string typed, DateTimeOffset now, long? lastTaken)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var code = Encoding.ASCII.GetBytes(typed.Replace(" ", "", StringComparison.Ordinal));
        var present = StepAt(now);
        long? found = null;
        for (var step = present - Window; step <= present + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), code) && !(step <= lastTaken))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The secret as authenticator programs take it (RFC 4648 §6 without padding).</summary>
    public static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var bits = 0;
        var buffer = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString();
    }

    /// <summary>The address that authenticator programs read out of a link.</summary>
    public static string Address(string issuer, string name, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(name)}?secret={ToBase32(secret)}&issuer={Uri.EscapeDataString(issuer)}";
}
