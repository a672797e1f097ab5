namespace Axis.Node.Console.Uploads;

/// <summary>Refusals of uploads. Codes are stable; a script tells by them whether to go on, wait or give up.</summary>
internal static class UploadRefusals
{
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "UPLOAD_UNKNOWN", "Tệp tải lên này không còn; hãy chọn lại tệp.", "This upload is gone; choose the file again.");

    public static Refusal Busy { get; } = new(RefusalKind.Conflict, "UPLOAD_BUSY", "Phần trước của tệp còn đang được ghi; thử lại ngay sau đó.", "The piece before is still being written.") { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Refusal Longer { get; } = new(RefusalKind.Invalid, "UPLOAD_LONGER", "Tệp dài hơn kích thước đã báo; có thể tệp vừa bị sửa. Hãy chọn lại tệp.", "The file is longer than announced; choose it again.");

    public static Refusal Repeated { get; } = new(RefusalKind.Invalid, "UPLOAD_REPEATED", "Một tệp tải lên được nêu hai lần; hãy tải lại trang rồi chọn lại tệp.", "An upload is named twice; reload the page and choose the files again.");

    public static Refusal TooMany(int most) => new(RefusalKind.TooLarge, "TOO_MANY_FILES", $"Một văn bản có nhiều nhất {most} tệp.", $"A document has at most {most} files.");

    public static Refusal TooLarge(long most) => new(
        RefusalKind.TooLarge, "FILE_TOO_LARGE", $"Tệp, hoặc các tệp cộng lại, lớn hơn giới hạn của nút ({most} byte mỗi tệp).", $"The file, or all together, is over the node's limit ({most} bytes a file).");

    public static Refusal Offset(long offset) => new(
        RefusalKind.Conflict, "UPLOAD_OFFSET", $"Nút đã có {offset} byte của tệp; gửi tiếp từ đó.", $"The node has {offset} bytes; go on from there.");

    public static Refusal Unfinished(string name) => new(RefusalKind.Invalid, "UPLOAD_UNFINISHED", $"Tệp “{name}” chưa tải lên xong; hãy chờ hoặc bỏ tệp.", $"'{name}' is not uploaded yet.")
    {
        Errors = [new Core.Contracts.FieldProblem("files", "UPLOAD_UNFINISHED", $"Tệp “{name}” chưa tải lên xong.", $"'{name}' is not uploaded yet.")],
    };
}
