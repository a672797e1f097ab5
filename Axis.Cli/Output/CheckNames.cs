using System.Collections.Frozen;

namespace Axis.Cli.Output;

/// <summary>Checks by their Vietnamese names; the code, which scripts and manuals use, stands beside it.</summary>
public static class CheckNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["native-form"] = "dạng gốc của gói tin",
        ["signature-form"] = "khuôn dạng chữ ký",
        ["signature"] = "chữ ký",
        ["algorithm"] = "thuật toán ký",
        ["certificate-digest"] = "chứng thư nêu trong chữ ký",
        ["properties-digest"] = "thuộc tính ký",
        ["contents-digest"] = "bảng kê nội dung đã ký",
        ["contents-match"] = "nội dung khớp bảng kê",
        ["signature-value"] = "giá trị chữ ký",
        ["packet-digest"] = "toàn vẹn gói tin",
        ["proof-of-existence"] = "bằng chứng thời điểm",
        ["signing-time"] = "thời điểm ký tự khai",
        ["sender-binding"] = "chứng thư thuộc cơ quan gửi",
        ["directory-validity"] = "hiệu lực danh bạ",
        ["agency-open"] = "cơ quan đang hoạt động",
        ["certificate-chain"] = "đường tin cậy",
        ["key-usage"] = "mục đích của khóa",
        ["certificate-validity"] = "thời hạn chứng thư",
        ["revocation"] = "thu hồi chứng thư",
        ["receipt-form"] = "khuôn dạng biên nhận",
        ["seal"] = "niêm ký",
        ["directory"] = "có trong danh bạ",
        ["reach"] = "kết nối",
        ["identity"] = "đúng nút",
        ["clock"] = "đồng hồ",
        ["directory-version"] = "phiên bản danh bạ",
        ["xml"] = "đọc tệp",
        ["reference"] = "phần được ký",
        ["covered"] = "phạm vi chữ ký",
        ["coverage"] = "bao trùm cả tệp",
        ["signing-certificate"] = "chứng thư người ký",
        ["certificate"] = "chứng thư",
        ["binding"] = "gắn với cơ quan gửi",
        ["pdf-signature-dictionary"] = "từ điển chữ ký PDF",
        ["pdf-byte-range"] = "phạm vi chữ ký PDF",
        ["pdf-cms-form"] = "khuôn dạng giá trị chữ ký PDF",
        ["pdf-algorithms"] = "thuật toán của chữ ký PDF",
        ["pdf-document-digest"] = "toàn vẹn nội dung PDF",
        ["pdf-signing-certificate"] = "chứng thư nêu trong chữ ký PDF",
        ["pdf-signature-value"] = "giá trị chữ ký PDF",
        ["pdf-later-changes"] = "thay đổi sau khi ký",
        ["pdf-timestamp"] = "dấu thời gian trong PDF",
        ["timestamp-imprint"] = "dữ liệu được đóng dấu",
        ["timestamp-signature"] = "chữ ký của dấu thời gian",
        ["timestamp-chain"] = "đường tin cậy của dấu thời gian",
        ["timestamp-time"] = "thời điểm của dấu thời gian",
        ["timestamp-validity"] = "thời hạn của dấu thời gian",
        ["timestamp-revocation"] = "thu hồi chứng thư dấu thời gian",
        ["timestamp-algorithm"] = "thuật toán của dấu thời gian",
        ["proof-order"] = "thứ tự bằng chứng",
        ["validation-values"] = "dữ liệu kiểm tra kèm theo",
        ["container"] = "khuôn dạng hồ sơ",
        ["manifest"] = "bảng kê tệp",
        ["index"] = "bảng kê nội dung",
        ["container-signature"] = "chữ ký trên hồ sơ",
        ["container-timestamp"] = "dấu thời gian trên hồ sơ",
        ["revocation-data"] = "dữ liệu thu hồi",
        ["packet"] = "gói tin",
        ["packet-proofs"] = "dấu thời gian của gói tin",
        ["status-answers"] = "trạng thái trả lời văn bản",
        ["receipt"] = "biên nhận",
        ["journal"] = "nhật ký",
        ["journal-cosignature"] = "ký chứng kiến nhật ký",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary><c>niêm ký (seal)</c>; a check without a name of its own is shown by its code. A place before the code (<c>/hoa-don/Signature: reference</c>) stays.</summary>
    public static string Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var at = code.LastIndexOf(' ') + 1;
        return Names.TryGetValue(code[at..], out var name) ? $"{code[..at]}{name} ({code[at..]})" : code;
    }
}
