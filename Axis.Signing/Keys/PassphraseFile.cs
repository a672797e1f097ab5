using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Axis.Signing.Keys;

/// <summary>A file whose first line is the passphrase of a key file. Only its owner may read it.</summary>
public static class PassphraseFile
{
    /// <summary>Writes a new random passphrase of 256 bits and returns it.</summary>
    /// <exception cref="IOException">The file is there already.</exception>
    public static string Create(string path)
    {
        var passphrase = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        PrivateFile.Create(path, Encoding.UTF8.GetBytes(passphrase + "\n"));
        return passphrase;
    }

    /// <summary>Reads the passphrase.</summary>
    /// <exception cref="KeyFileException">Missing, exposed to others, or empty.</exception>
    public static string Read(string path)
    {
        var bytes = PrivateFile.Read(path);
        var text = Encoding.UTF8.GetString(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var passphrase = end < 0 ? text : text[..end];
        return passphrase.Length > 0
            ? passphrase
            : throw new KeyFileException(KeyFileException.Unreadable, $"Tệp mật khẩu '{path}' trống: dòng đầu phải là mật khẩu của tệp khóa.");
    }
}
