namespace Axis.Node.Console.Hosting;

/// <summary>Refusals of the console itself. Codes are stable.</summary>
internal static class ConsoleRefusals
{
    public static Refusal NoPage { get; } = new(RefusalKind.NotFound, "PAGE_UNKNOWN", "Không có trang này. Có thể liên kết đã cũ, hoặc địa chỉ gõ nhầm.", "There is no such page.");

    public static Refusal Form { get; } = new(
        RefusalKind.Malformed,
        "FORM_STALE",
        "Trang đã mở quá lâu, hoặc được mở trước khi bạn đăng nhập lại hay đổi vai trò. Chưa có gì được ghi; hãy tải lại trang, xem lại vai trò ở góc trên bên phải rồi làm lại.",
        "The page is too old, or was opened before you signed in again or changed your role. Nothing was kept; reload it, look at your role at the top right and try again.");

    public static Refusal NoFiles { get; } = new(RefusalKind.Unsupported, "MEDIA_TYPE", "Địa chỉ này không nhận tệp. Chưa có gì được ghi.", "This address takes no file. Nothing was kept.");

    public static Refusal Role { get; } = new(
        RefusalKind.Forbidden,
        "ROLE_INSUFFICIENT",
        "Vai trò bạn đang dùng không được xem trang này. Nếu bạn có vai trò khác, hãy chọn ở góc trên bên phải.",
        "The role you are using does not open this page. If you have another role, choose it at the top right.");
}
