namespace Axis.Signing.Keys;

/// <summary>A key, certificate or passphrase file cannot be used. The message is the Vietnamese sentence that says what to do.</summary>
public sealed class KeyFileException : Exception
{
    /// <summary>No such file, or it cannot be read.</summary>
    public const string Missing = "key-file-missing";

    /// <summary>Others than the owner can read the file.</summary>
    public const string Exposed = "key-file-exposed";

    /// <summary>Wrong passphrase, or not a file of that kind.</summary>
    public const string Unreadable = "key-file-unreadable";

    /// <summary>A key that this product does not sign with: too short, another curve, no private part, not that of the certificate.</summary>
    public const string Unusable = "key-unusable";

    /// <summary>What to do about a secret that others may have read: which secret it is decides. A PIN guards a key that never leaves its token.</summary>
    public const string IfExposed = "Mã PIN (.pin) thì đổi mã PIN trên thiết bị. Mật khẩu hoặc tệp khóa thì thay khóa: axis cert renew.";

    public KeyFileException(string code, string message)
        : base(message) => Code = code;

    public KeyFileException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>Stable code, one of the constants.</summary>
    public string Code { get; }

    /// <summary>What to do, in Vietnamese.</summary>
    public string Action => Code switch
    {
        Missing => "Kiểm tra đường dẫn và quyền đọc; tệp đã mất thì lấy từ bản sao lưu của thư mục khóa.",
        Exposed => "Chạy lệnh chmod đã nêu. Nếu nghi đã lộ: " + IfExposed,
        Unreadable => "Kiểm tra đúng tệp và đúng mật khẩu (dòng đầu của tệp mật khẩu).",
        _ => "Dùng khóa ECDSA P-256, P-384 hoặc RSA từ 2048 bit, đi cùng đúng chứng thư của nó.",
    };
}
