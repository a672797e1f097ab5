namespace Axis.Node.Outgoing;

/// <summary>What a key that is kept elsewhere has to sign, as a small file.</summary>
/// <param name="Name">Its name: ASCII, so that it can be typed in a command.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record FileToSign(string Name, byte[] Bytes)
{
    /// <summary>The signature block, for <c>axis sign-draft</c>.</summary>
    public const string Extension = ".axis-ky";

    /// <summary>The bytes to sign alone, for openssl and other tools.</summary>
    public const string BareExtension = ".signedinfo";

    /// <summary>The signature value that comes back.</summary>
    public const string SignatureExtension = ".sig";

    /// <summary>The files of a document are named after its code.</summary>
    /// <param name="code">Số/ký hiệu.</param>
    public static string StemOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var name = string.Concat(code.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : c is 'Đ' ? 'D' : c is 'đ' ? 'd' : '-')).Trim('-');
        return name.Length == 0 ? "van-ban" : name;
    }
}
