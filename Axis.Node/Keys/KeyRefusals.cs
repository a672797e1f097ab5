namespace Axis.Node.Keys;

/// <summary>Why no key of an agency signs, each with what to do (promise 9).</summary>
internal static class KeyRefusals
{
    /// <param name="agency">Whose key was wanted.</param>
    /// <param name="newest">What is known of the newest key held; <c>null</c> when none is held.</param>
    /// <param name="now">Now.</param>
    public static Refusal Of(string agency, KeyStanding? newest, DateTimeOffset now) => newest switch
    {
        null => new Refusal(
            RefusalKind.Unavailable,
            "AGENCY_KEY_MISSING",
            $"Nút này không giữ khóa ký của cơ quan {agency}; dùng cách gửi hai bước hoặc báo quản trị nút.",
            "This node holds no signing key of the agency; use the two-call submission."),
        _ when newest.IsRevokedAt(now) => new Refusal(
            RefusalKind.Unavailable,
            "AGENCY_KEY_REVOKED",
            $"Chứng thư ký của cơ quan {agency} đã bị thu hồi nên không ký được nữa; báo quản trị nút làm khóa mới: axis cert renew --use agency --agency {agency}.",
            "The agency's signing certificate is revoked."),
        { Bound: false } => new Refusal(
            RefusalKind.Unavailable,
            "AGENCY_KEY_NOT_PUBLISHED",
            $"Danh bạ chưa gắn chứng thư ký đang có ở nút này với cơ quan {agency}; chờ cấp trên công bố, hoặc báo quản trị nút.",
            "The directory does not bind the signing certificate held here to the agency."),
        _ when now < newest.From => new Refusal(
            RefusalKind.Unavailable,
            "AGENCY_KEY_NOT_BEGUN",
            $"Chứng thư ký của cơ quan {agency} chưa đến ngày bắt đầu dùng; báo quản trị nút.",
            "The agency's signing certificate has not begun."),
        _ => new Refusal(
            RefusalKind.Unavailable,
            "AGENCY_KEY_EXPIRED",
            $"Chứng thư ký của cơ quan {agency} đã hết hạn; báo quản trị nút làm khóa mới: axis cert renew --use agency --agency {agency}.",
            "The agency's signing certificate has expired."),
    };
}
