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
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary><c>niêm ký (seal)</c>; a check without a name of its own is shown by its code.</summary>
    public static string Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Names.TryGetValue(code, out var name) ? $"{name} ({code})" : code;
    }
}
