using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Axis.Node.Options;
using Axis.Signing.Keys;

namespace Axis.Node.Events;

/// <summary>
/// The secret shared with a receiver, and the code over a call: HMAC-SHA256 (RFC 2104) over the seconds of its time, a full stop and the body. While a secret is
/// changed the file has two lines, and a call carries a code under each.
/// </summary>
internal sealed class WebhookSecret
{
    private const int ShortestCharacters = 32;
    private const int MostSecrets = 2;

    private readonly byte[][] _secrets;

    private WebhookSecret(byte[][] secrets) => _secrets = secrets;

    /// <summary>Reads the file.</summary>
    /// <exception cref="KeyFileException">It is not there or others may read it.</exception>
    /// <exception cref="SettingsException">It holds no secret, or too short ones.</exception>
    public static WebhookSecret Read(string path, string key)
    {
        var bytes = PrivateFile.Read(path);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        CryptographicOperations.ZeroMemory(bytes);
        return lines.Length is > 0 and <= MostSecrets && lines.All(static l => l.Length >= ShortestCharacters)
            ? new WebhookSecret([.. lines.Select(Encoding.UTF8.GetBytes)])
            : throw new SettingsException($"{key}: tệp '{path}' phải có 1 hoặc 2 dòng, mỗi dòng một khóa bí mật từ {ShortestCharacters} ký tự, ví dụ tạo bằng 'openssl rand -hex 32'.");
    }

    /// <summary>The value of the header: <c>v1=</c> and the code in hexadecimal digits, one per secret, separated by commas.</summary>
    public string Sign(long seconds, ReadOnlySpan<byte> body)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."), .. body];
        return string.Join(',', _secrets.Select(s => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(s, text))));
    }
}
