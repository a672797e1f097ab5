using System.Security.Cryptography;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// A key on a token cannot sign now: the token is out, locked, or does not answer. Never holds a PIN or what the token's driver printed.
/// The message is the Vietnamese sentence that says what to do.
/// </summary>
public sealed class KeyUnavailableException : CryptographicException
{
    /// <summary>No token of that name is plugged in, or it was taken out.</summary>
    public const string TokenAbsent = "KEY_TOKEN_ABSENT";

    /// <summary>The token refused the PIN. Nothing is tried again until the PIN file or the key file changes, because few wrong tries lock a token.</summary>
    public const string PinRefused = "KEY_TOKEN_PIN";

    /// <summary>The token holds no such key.</summary>
    public const string KeyAbsent = "KEY_TOKEN_NO_KEY";

    /// <summary>This machine has no PKCS#11 engine of OpenSSL, or no driver of the token.</summary>
    public const string NoEngine = "KEY_TOKEN_NO_ENGINE";

    /// <summary>The token did not answer in time, or failed while it signed.</summary>
    public const string TokenFailed = "KEY_TOKEN_FAILED";

    /// <summary>The key on the token is not the certificate's.</summary>
    public const string OtherKey = "KEY_TOKEN_OTHER_KEY";

    public KeyUnavailableException(string code, string message)
        : base(message) => Code = code;

    public KeyUnavailableException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>Stable code, one of the constants.</summary>
    public string Code { get; }

    /// <summary>The sentence of a code.</summary>
    /// <param name="code">One of the constants.</param>
    /// <param name="token">The token's or the key's name, as the key file gives it.</param>
    public static KeyUnavailableException Of(string code, string token) => new(code, code switch
    {
        TokenAbsent => $"Không thấy thiết bị ký số '{token}': hãy cắm lại thiết bị; nút tự ký tiếp khi thiết bị có mặt.",
        PinRefused => $"Thiết bị ký số '{token}' không nhận mã PIN. Nút dừng thử để thiết bị không bị khóa: hãy sửa tệp PIN (hoặc mở khóa thiết bị) rồi lưu lại tệp đó.",
        KeyAbsent => $"Thiết bị ký số '{token}' không có khóa đã nêu: hãy xem lại 'object' hoặc 'id' trong tệp khóa.",
        NoEngine => "Máy này chưa có bộ nối PKCS#11 của OpenSSL hoặc trình điều khiển của thiết bị: hãy cài gói libengine-pkcs11-openssl và trình điều khiển, rồi thử lại.",
        OtherKey => $"Khóa trên thiết bị '{token}' không phải của chứng thư đi kèm: hãy đặt đúng chứng thư cạnh tệp khóa.",
        _ => $"Thiết bị ký số '{token}' không trả lời hoặc báo lỗi khi ký: hãy kiểm tra thiết bị; nút tự thử lại.",
    });
}
