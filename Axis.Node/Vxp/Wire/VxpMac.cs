using System.Security.Cryptography;
using System.Text;

namespace Axis.Node.Vxp.Wire;

/// <summary>HMAC-SHA256 over the UTF-8 bytes of the signed text. The key is the UTF-8 of the secret as configured; one that looks like base64 is not decoded.</summary>
public static class VxpMac
{
    /// <summary>The value of <see cref="VxpHeaders.HashHeader"/>.</summary>
    public static string Make(string secret, string signedText)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(signedText);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signedText)));
    }

    /// <summary>
    /// Whether the MAC that came is that of the text that came, in constant time; hex in either case.
    /// </summary>
    /// <param name="secret">UTF-8 of the secret.</param>
    /// <param name="signedText">
    /// The header as Latin-1 text: its UTF-8 repairs the characters U+0080–U+00FF that the official client sends as one byte, and is the identity for ASCII.
    /// </param>
    /// <param name="received">The header <see cref="VxpHeaders.HashHeader"/>.</param>
    public static bool Matches(ReadOnlySpan<byte> secret, string signedText, string received)
    {
        ArgumentNullException.ThrowIfNull(signedText);
        ArgumentNullException.ThrowIfNull(received);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signedText), expected);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        given.Clear();
        var read = received.Length == 2 * HMACSHA256.HashSizeInBytes
            && Convert.FromHexString(received, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == HMACSHA256.HashSizeInBytes;
        return CryptographicOperations.FixedTimeEquals(expected, given) & read;
    }
}
