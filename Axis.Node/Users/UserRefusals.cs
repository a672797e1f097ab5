namespace Axis.Node.Users;

/// <summary>Refusals about accounts. Codes are stable.</summary>
internal static class UserRefusals
{
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "USER_UNKNOWN", "Không có người dùng này.", "No such user.");

    /// <summary>One sentence for every reason: an answer must not tell which names exist, and which of the two was wrong.</summary>
    public static Refusal SignIn { get; } = new(
        RefusalKind.Forbidden,
        "SIGN_IN",
        "Tên đăng nhập, mật khẩu hoặc mã xác thực không đúng, hoặc tài khoản đang tạm khóa vì sai nhiều lần. Hãy thử lại sau ít phút hoặc hỏi người quản trị.",
        "The name, password or code is wrong, or the account is locked for a while. Try again in a few minutes or ask the administrator.");

    public static Refusal Certificate { get; } = new(
        RefusalKind.Forbidden,
        "SIGN_IN_CERTIFICATE",
        "Chứng thư của trình duyệt chưa gắn với người dùng nào, đã hết hạn, hoặc người dùng đã bị khóa.",
        "The browser's certificate is bound to no user, has expired, or the user is disabled.");

    public static Refusal Password { get; } = new(RefusalKind.Forbidden, "PASSWORD_WRONG", "Mật khẩu hiện tại không đúng.", "The present password is wrong.")
    {
        Errors = [new Core.Contracts.FieldProblem("current", "PASSWORD_WRONG", "Mật khẩu hiện tại không đúng.", "The present password is wrong.")],
    };

    public static Refusal Code { get; } = new(RefusalKind.Invalid, "TOTP_WRONG", "Mã xác thực không đúng; kiểm tra đồng hồ của điện thoại rồi nhập mã mới.", "The code is wrong; check the clock of your phone.")
    {
        Errors = [new Core.Contracts.FieldProblem("code", "TOTP_WRONG", "Mã xác thực không đúng.", "The code is wrong.")],
    };

    public static Refusal Field(string field, string code, string vi, string en) => new(RefusalKind.Invalid, code, vi, en) { Errors = [new Core.Contracts.FieldProblem(field, code, vi, en)] };
}
