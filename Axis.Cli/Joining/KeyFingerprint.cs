using System.Security.Cryptography;
using System.Text;

namespace Axis.Cli.Joining;

/// <summary>A key's fingerprint as people read it to each other: groups of four hexadecimal digits of a SHA-256.</summary>
public static class KeyFingerprint
{
    // 128 bits: nobody finds a second key with the same ones, and half the digits are half the reading aloud.
    private const int LeastDigits = 32;

    /// <summary><c>1A2B 3C4D …</c>, all 64 digits.</summary>
    public static string Format(ReadOnlySpan<byte> sha256)
    {
        var hex = Convert.ToHexString(sha256);
        var text = new StringBuilder(hex.Length + (hex.Length / 4));
        for (var i = 0; i < hex.Length; i += 4)
        {
            text.Append(i > 0 ? " " : "").Append(hex, i, 4);
        }

        return text.ToString();
    }

    /// <summary>Whether the text that was read out is the fingerprint, or at least its first 32 digits.</summary>
    /// <exception cref="CliFailureException">The text is no fingerprint.</exception>
    public static bool Matches(ReadOnlySpan<byte> sha256, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = string.Concat(text.Where(static c => !char.IsWhiteSpace(c) && c is not (':' or '-'))).ToUpperInvariant();
        if (!digits.All(char.IsAsciiHexDigit) || digits.Length < LeastDigits || digits.Length > 64)
        {
            throw CliFailureException.Usage(
                "Dấu vân tay phải có ít nhất 32 chữ số hex.", "Nghe cấp trên đọc lại dấu vân tay khóa gốc (lệnh 'axis directory fingerprint' ở cấp trên in ra).");
        }

        var own = Convert.ToHexString(sha256)[..digits.Length];
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(own), Encoding.ASCII.GetBytes(digits));
    }
}
