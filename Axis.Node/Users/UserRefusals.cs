using Axis.Core.Rules;

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

    /// <summary>The password is right, and there is nothing to act as.</summary>
    public static Refusal AgencyClosed { get; } = new(
        RefusalKind.Forbidden,
        "SIGN_IN_AGENCY",
        "Cơ quan của bạn đã kết thúc hoạt động và có cơ quan khác kế thừa. Hãy đề nghị người quản trị gắn tài khoản với cơ quan kế thừa.",
        "Your agency has ended and another continues it. Ask the administrator to bind your account to that one.");

    public static Refusal Busy { get; } = new(RefusalKind.Unavailable, "SIGN_IN_BUSY", "Nút đang kiểm tra quá nhiều mật khẩu; hãy thử lại sau ít giây.", "The node is checking too many passwords; try again in a few seconds.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static Refusal Address { get; } = new(
        RefusalKind.Unavailable,
        "SIGN_IN_ADDRESS",
        "Quá nhiều lần đăng nhập sai từ máy này hoặc mạng này; hãy thử lại sau ít phút.",
        "Too many wrong attempts came from this machine or network; try again in a few minutes.")
    {
        RetryAfter = TimeSpan.FromMinutes(1),
    };

    public static Refusal FactorOn { get; } = new(
        RefusalKind.Conflict,
        "SECOND_FACTOR_ON",
        "Mã xác thực đang bật. Muốn chuyển sang điện thoại khác, hãy tắt rồi bật lại.",
        "The second factor is on. To move it to another phone, switch it off and on again.");

    public static Refusal Certificate { get; } = new(
        RefusalKind.Forbidden,
        "SIGN_IN_CERTIFICATE",
        "Chứng thư của trình duyệt chưa gắn với người dùng nào, đã hết hạn, hoặc người dùng đã bị khóa.",
        "The browser's certificate is bound to no user, has expired, or the user is disabled.");

    public static Refusal Password { get; } = new(RefusalKind.Forbidden, "PASSWORD_WRONG", "Mật khẩu hiện tại không đúng.", "The present password is wrong.")
    {
        Errors = [new Core.Contracts.FieldProblem("current", "PASSWORD_WRONG", "Mật khẩu hiện tại không đúng.", "The present password is wrong.")],
    };

    /// <summary>To somebody who is in: the lock may be a stranger's work, so the sentence does not speak of the password that was typed.</summary>
    public static Refusal Locked(DateTimeOffset until) => new(
        RefusalKind.Forbidden,
        "ACCOUNT_LOCKED",
        $"Tài khoản đang tạm khóa đến {VietnamTime.Full(until)} vì có quá nhiều lần nhập sai, có thể không phải của bạn. Mật khẩu vừa nhập không được xét; hãy thử lại sau lúc đó hoặc nhờ người quản trị mở khóa.",
        $"The account is locked until {VietnamTime.Full(until)} after too many wrong attempts, perhaps not yours. What you typed was not looked at; try again later or ask the administrator to unlock it.");

    public static Refusal Code { get; } = new(RefusalKind.Invalid, "TOTP_WRONG", "Mã xác thực không đúng; kiểm tra đồng hồ của điện thoại rồi nhập mã mới.", "The code is wrong; check the clock of your phone.")
    {
        Errors = [new Core.Contracts.FieldProblem("code", "TOTP_WRONG", "Mã xác thực không đúng.", "The code is wrong.")],
    };

    public static Refusal Field(string field, string code, string vi, string en) => new(RefusalKind.Invalid, code, vi, en) { Errors = [new Core.Contracts.FieldProblem(field, code, vi, en)] };
}
