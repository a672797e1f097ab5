using System.Security.Cryptography;

namespace Axis.Cli.Joining;

/// <summary>The root's public key as this node believes it: <c>directory/root.pub</c>, PEM "PUBLIC KEY" (RFC 7468 §13), readable by openssl.</summary>
public static class RootKeyFile
{
    /// <summary>Name of the file in the directory folder.</summary>
    public const string Name = "root.pub";

    private const string Label = "PUBLIC KEY";

    /// <summary>Writes the key as a new file.</summary>
    public static void Write(string directoryFolder, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        using var file = new StreamWriter(new FileStream(Path.Combine(directoryFolder, Name), FileMode.CreateNew, FileAccess.Write));
        file.WriteLine(PemEncoding.WriteString(Label, subjectPublicKeyInfo));
    }

    /// <summary>Reads the key.</summary>
    /// <exception cref="CliFailureException">It is not there or no key.</exception>
    public static byte[] Read(string directoryFolder)
    {
        var path = Path.Combine(directoryFolder, Name);
        if (!File.Exists(path))
        {
            throw CliFailureException.Usage($"Không có {path}.", "Nút chưa gia nhập: chạy 'axis node join', hoặc chỉ đúng --data.");
        }

        var text = File.ReadAllText(path);
        return PemEncoding.TryFind(text, out var fields) && text.AsSpan()[fields.Label].SequenceEqual(Label)
            ? Convert.FromBase64String(text[fields.Base64Data])
            : throw CliFailureException.Usage($"{path} không phải khóa công khai dạng PEM.", "Khôi phục tệp từ bản sao lưu.");
    }
}
