using System.Globalization;
using System.Text;

namespace Axis.Core.Rules;

/// <summary>The 29 kinds of administrative document (DOC-01; NĐ 30/2020 Art 7, PL III).</summary>
public static class DocumentTypes
{
    /// <summary><c>Type</c> of administrative documents on the wire (edXML §6.4).</summary>
    public const int AdministrativeGroup = 2;

    /// <summary><c>Type</c> of legal normative documents on the wire.</summary>
    public const int NormativeGroup = 1;

    private static readonly Dictionary<string, DocumentTypeInfo> ByKey;

    static DocumentTypes()
    {
        string[] names =
        [
            "Nghị quyết:NQ", "Quyết định:QĐ", "Chỉ thị:CT", "Quy chế:QC", "Quy định:QyĐ", "Thông cáo:TC", "Thông báo:TB", "Hướng dẫn:HD", "Chương trình:CTr", "Kế hoạch:KH",
            "Phương án:PA", "Đề án:ĐA", "Dự án:DA", "Báo cáo:BC", "Biên bản:BB", "Tờ trình:TTr", "Hợp đồng:HĐ", "Công văn:", "Công điện:CĐ", "Bản ghi nhớ:BGN",
            "Bản thỏa thuận:BTT", "Giấy ủy quyền:GUQ", "Giấy mời:GM", "Giấy giới thiệu:GGT", "Giấy nghỉ phép:GNP", "Phiếu gửi:PG", "Phiếu chuyển:PC", "Phiếu báo:PB", "Thư công:",
        ];
        All = [.. names.Select(static (entry, i) => entry.Split(':') is var parts && parts[1].Length == 0 ? new DocumentTypeInfo(i + 1, parts[0], null) : new DocumentTypeInfo(i + 1, parts[0], parts[1]))];
        ByKey = All.ToDictionary(static t => Key(t.Name), StringComparer.Ordinal);
    }

    /// <summary>In the order of the decree.</summary>
    public static IReadOnlyList<DocumentTypeInfo> All { get; }

    /// <summary>Finds a type by name, whatever its case, spacing, spelling of diacritics and the addition "(cá biệt)".</summary>
    public static DocumentTypeInfo? Find(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : ByKey.GetValueOrDefault(Key(name));

    /// <summary>The three kinds of copy (NĐ 30/2020 PL III), which bear a number of their own and are no document types.</summary>
    public static IReadOnlyList<DocumentTypeInfo> Copies { get; } = [new(1, "Sao y", "SY"), new(2, "Trích sao", "TrS"), new(3, "Sao lục", "SL")];

    /// <summary>Whether the name is one of the three kinds of copy.</summary>
    public static bool IsCopy(string name) => Copies.Any(c => Key(c.Name) == Key(name));

    /// <summary>Whether a legal normative document may bear the same name (edXML §6.4): nghị quyết, quyết định, chỉ thị.</summary>
    public static bool MayBeNormative(DocumentTypeInfo type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Number <= 3;
    }

    /// <summary>
    /// Diacritics go: senders mix composed and decomposed letters, the old and the new placing of tone marks ("thoả", "thỏa"), and plain ASCII.
    /// No two of the 29 names fall together that way.
    /// </summary>
    private static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        var space = false;
        foreach (var c in name.Replace("(cá biệt)", "", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                space = key.Length > 0;
                continue;
            }

            if (space)
            {
                key.Append(' ');
                space = false;
            }

            key.Append(c is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(c));
        }

        return key.ToString();
    }
}

/// <summary>One kind of document.</summary>
/// <param name="Number">Position in the decree's list, 1…29.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Abbreviation">First part of the notation; <c>null</c> for công văn and thư công, which have none.</param>
public sealed record DocumentTypeInfo(int Number, string Name, string? Abbreviation);
