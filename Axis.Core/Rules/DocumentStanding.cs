namespace Axis.Core.Rules;

/// <summary>
/// SND-02: only what the competent person and the agency signed is sent as valid; anything else is "để biết, tham khảo" and does not replace the paper
/// (QĐ 28/2018 Điều 4, 8.1; NĐ 30/2020 Điều 5). What was not checked is never valid.
/// </summary>
public sealed record DocumentStanding
{
    private DocumentStanding(string code, string text) => (Code, Text) = (code, text);

    /// <summary>Both signatures are there and verified.</summary>
    public static DocumentStanding Valid { get; } = new("valid", "Có giá trị như bản gốc giấy: chữ ký số của người có thẩm quyền và của cơ quan đều hợp lệ.");

    /// <summary>A signature is missing or does not hold.</summary>
    public static DocumentStanding Information { get; } = new("information", "Để biết, tham khảo: tệp không có đủ chữ ký số hợp lệ của người có thẩm quyền và của cơ quan; không thay bản giấy.");

    /// <summary>It cannot be decided now.</summary>
    public static DocumentStanding Unknown { get; } = new("unknown", "Tạm coi là để biết, tham khảo: chưa xác định được chữ ký số trong tệp (thiếu dữ liệu thu hồi hoặc chứng thư).");

    /// <summary>Nobody has looked yet.</summary>
    public static DocumentStanding Unchecked { get; } = new("unchecked", "Tạm coi là để biết, tham khảo: chữ ký số trong tệp chưa được kiểm tra.");

    /// <summary>No file in which a signature could be.</summary>
    public static DocumentStanding Unsignable { get; } = new("information", "Để biết, tham khảo: văn bản không có tệp PDF mang chữ ký số; không thay bản giấy.");

    /// <summary>Stable name.</summary>
    public string Code { get; }

    /// <summary>What it means, in Vietnamese.</summary>
    public string Text { get; }

    /// <summary>It does not replace the paper.</summary>
    public bool ForInformation => this != Valid;

    /// <summary>What a document is worth.</summary>
    /// <param name="judged">The newest judgement of its signatures: <c>HAS_VALUE</c>, <c>NOT</c>, <c>UNKNOWN</c> or <c>NONE</c>; <c>null</c> when none was made.</param>
    /// <param name="signable">Whether it has a PDF at all.</param>
    public static DocumentStanding Of(string? judged, bool signable) => judged switch
    {
        _ when !signable => Unsignable,
        "HAS_VALUE" => Valid,
        "UNKNOWN" => Unknown,
        null => Unchecked,
        _ => Information,
    };
}
