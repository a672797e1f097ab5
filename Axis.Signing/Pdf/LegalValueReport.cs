namespace Axis.Signing.Pdf;

/// <summary>The badge "giá trị pháp lý" of a document with what it rests on.</summary>
/// <param name="Value">The badge.</param>
/// <param name="Reasons">Why, in Vietnamese.</param>
/// <param name="Warnings">What the clerk should look at, in Vietnamese.</param>
/// <param name="Files">The PDFs looked at.</param>
public sealed record LegalValueReport(LegalValue Value, IReadOnlyList<string> Reasons, IReadOnlyList<string> Warnings, IReadOnlyList<JudgedPdf> Files)
{
    /// <summary><c>HAS_VALUE</c>, <c>NOT</c>, <c>UNKNOWN</c> or <c>NONE</c>.</summary>
    public string Code => CodeOf(Value);

    /// <summary>The stable code of a value.</summary>
    public static string CodeOf(LegalValue value) => value switch
    {
        LegalValue.HasValue => "HAS_VALUE",
        LegalValue.Not => "NOT",
        LegalValue.None => "NONE",
        _ => "UNKNOWN",
    };

    /// <summary>The badge for people, in Vietnamese.</summary>
    public static string NameOf(string code) => code switch
    {
        "HAS_VALUE" => "có giá trị pháp lý như bản gốc giấy",
        "NOT" => "không có giá trị pháp lý",
        "NONE" => "không có chữ ký số",
        _ => "chưa xác định",
    };
}

/// <summary>One PDF of a document.</summary>
/// <param name="Index">Place among the files of the packet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Report">What was found.</param>
public sealed record JudgedPdf(int Index, string Name, PdfReport Report);
