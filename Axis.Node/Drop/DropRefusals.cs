namespace Axis.Node.Drop;

/// <summary>What is refused in a folder before any rule of the exchange is asked. Codes are stable.</summary>
internal static class DropRefusals
{
    public static Refusal NotPlain(string name) => Of(
        "DROP_NOT_PLAIN", $"'{name}' là liên kết, ống dẫn hoặc thiết bị; chỉ nhận tệp và thư mục thường.", $"'{name}' is a link, a pipe or a device.");

    public static Refusal Name(string name) => Of(
        "DROP_NAME", $"Tên '{name}' có ký tự mà không phải hệ thống nào cũng dùng được (hoặc dài quá 200 byte); hãy đổi tên rồi thả lại.", $"The name '{name}' is not one that every system takes.");

    public static Refusal Kind(string name) => Of(
        "DROP_KIND",
        $"'{name}' không phải loại được nhận: gói tin (.edxml hoặc .xml), thư mục có document.json kèm các tệp, hoặc câu trả lời (.answer.json).",
        $"'{name}' is neither a packet (.edxml, .xml), nor a folder with document.json, nor an answer (.answer.json).");

    public static Refusal NoFields { get; } = Of("DROP_NO_DOCUMENT", "Thư mục không có tệp document.json.", "The folder holds no document.json.");

    public static Refusal SubFolder(string name) => Of("DROP_SUBFOLDER", $"Thư mục con '{name}' không được nhận; mọi tệp đặt ngay trong thư mục của văn bản.", $"The folder '{name}' inside a draft is not taken.");

    public static Refusal FileMissing(string name) => Of("DROP_FILE_MISSING", $"document.json nêu tệp '{name}' nhưng thư mục không có tệp này.", $"document.json names '{name}', which is not in the folder.");

    public static Refusal FileTwice(string name) => Of("DROP_FILE_TWICE", $"document.json nêu tệp '{Core.Edxml.Files.SafeFileName.From(name)}' hai lần.", "document.json names a file twice.");

    public static Refusal FileUnnamed(string name) => Of(
        "SND-07", $"Thư mục có tệp '{name}' mà trường 'files' của document.json không nêu; mọi tệp của văn bản phải cùng đi.", $"'{name}' is in the folder and not in 'files'.");

    public static Refusal TooManyFiles(int most) => new(RefusalKind.TooLarge, "TOO_MANY_FILES", $"Một văn bản có nhiều nhất {most} tệp.", $"A document has at most {most} files.");

    public static Refusal TooLarge(string name, long most) => new(RefusalKind.TooLarge, "FILE_TOO_LARGE", $"'{name}' lớn hơn giới hạn {most} byte.", $"'{name}' is over the limit of {most} bytes.");

    public static Refusal WrongAgency(string from, string agency) => new(
        RefusalKind.Forbidden, "SND-09", $"Thư mục này là của cơ quan {agency}, không gửi được văn bản của '{from}'.", $"The folder is {agency}'s and sends nothing of '{from}'.");

    public static Refusal NotDeclared { get; } = Of(
        "SEC-02",
        "Cơ quan chưa cam kết gói tin thả vào không chứa bí mật nhà nước; quản trị nút đặt NoStateSecret của thư mục là true sau khi cơ quan cam kết, hoặc gửi bằng thư mục có document.json.",
        "The agency has made no declaration that what it drops holds no state secret.");

    public static Refusal Unreadable(string name) => Of(
        "DROP_UNREADABLE", $"Nút không được quyền đọc '{name}'; phần mềm và nút phải cùng nhóm, và phần mềm phải cho nhóm đọc, ghi những gì nó tạo (umask 0007).", $"The node may not read '{name}'.");

    private static Refusal Of(string code, string sentence, string sentenceEn) => new(RefusalKind.Invalid, code, sentence, sentenceEn);
}
