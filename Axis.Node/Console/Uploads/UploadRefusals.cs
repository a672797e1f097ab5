namespace Axis.Node.Console.Uploads;

/// <summary>Refusals of uploads. Codes are stable; a script tells by them whether to go on, wait or give up.</summary>
internal static class UploadRefusals
{
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "UPLOAD_UNKNOWN", "Tệp tải lên này không còn; hãy chọn lại tệp.", "This upload is gone; choose the file again.");

    public static Refusal Busy { get; } = new(RefusalKind.Conflict, "UPLOAD_BUSY", "Phần trước của tệp còn đang được ghi; thử lại ngay sau đó.", "The piece before is still being written.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Refusal Longer { get; } = new(RefusalKind.Invalid, "UPLOAD_LONGER", "Tệp dài hơn kích thước đã báo; có thể tệp vừa bị sửa. Hãy chọn lại tệp.", "The file is longer than announced; choose it again.");

    public static Refusal Twice { get; } = new(RefusalKind.Invalid, "UPLOAD_TWICE", "Một tệp tải lên chỉ được nêu một lần trong văn bản.", "An upload may be named once in a document.");

    public static Refusal TooMany(int most) => new(RefusalKind.TooLarge, "TOO_MANY_FILES", $"Một văn bản có nhiều nhất {most} tệp.", $"A document has at most {most} files.");

    public static Refusal TooLarge(long most) => new(
        RefusalKind.TooLarge, "FILE_TOO_LARGE", $"Tệp, hoặc các tệp cộng lại, lớn hơn giới hạn của nút ({most} byte mỗi tệp).", $"The file, or all together, is over the node's limit ({most} bytes a file).");

    /// <summary>Too much lies here of forms that were never sent.</summary>
    /// <param name="names">All of it, the oldest first.</param>
    /// <param name="hours">After how many hours it is removed.</param>
    public static Refusal Left(IReadOnlyList<string> names, int hours)
    {
        const int shown = 5;
        var list = string.Join(", ", names.Take(shown).Select(static n => $"“{n}”"));
        return new Refusal(
            RefusalKind.TooLarge,
            "UPLOADS_LEFT",
            $"Bạn còn {names.Count} tệp đã tải lên mà chưa gửi ({list}{(names.Count > shown ? ", …" : "")}) nên chưa tải thêm được. Mở lại trang soạn văn bản còn dở để gửi hoặc bỏ các tệp ấy; tệp không ai đụng đến {hours} giờ thì nút tự xóa.",
            $"You have {names.Count} files that were uploaded and never sent ({list}{(names.Count > shown ? ", …" : "")}), so no more are taken. Send or remove them in the form they belong to; what nobody touches for {hours} hours is removed.");
    }

    public static Refusal Offset(long offset) => new(
        RefusalKind.Conflict, "UPLOAD_OFFSET", $"Nút đã có {offset} byte của tệp; gửi tiếp từ đó.", $"The node has {offset} bytes; go on from there.");

    public static Refusal Unfinished(string name) => new(RefusalKind.Invalid, "UPLOAD_UNFINISHED", $"Tệp “{name}” chưa tải lên xong; hãy chờ hoặc bỏ tệp.", $"'{name}' is not uploaded yet.")
    {
        Errors = [new Core.Contracts.FieldProblem("files", "UPLOAD_UNFINISHED", $"Tệp “{name}” chưa tải lên xong.", $"'{name}' is not uploaded yet.")],
    };
}
