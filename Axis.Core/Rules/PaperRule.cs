using Axis.Core.Agencies;
using Axis.Core.Tracking;

namespace Axis.Core.Rules;

/// <summary>
/// SND-03: what is sent electronically has no paper copy (QĐ 28/2018 Điều 5.3, 7.2), except what goes to the Government or the Prime Minister, and what stands on the list that
/// the head of the ministry or locality fixed.
/// </summary>
/// <param name="Government">Codes under which the Government and the Prime Minister receive.</param>
/// <param name="Types">Types of document on the list of the head.</param>
public sealed record PaperRule(IReadOnlySet<OrganId> Government, IReadOnlySet<string> Types)
{
    /// <summary>Whether the document may have a paper copy beside it.</summary>
    /// <param name="paper">Whether one is announced.</param>
    /// <param name="typeName">Type of the document.</param>
    /// <param name="receivers">Every code of every receiver.</param>
    public Answer Check(bool paper, string typeName, IEnumerable<OrganId> receivers)
    {
        ArgumentNullException.ThrowIfNull(receivers);
        return !paper || Types.Contains(typeName) || receivers.Any(Government.Contains)
            ? Answer.Yes
            : Answer.No(
                "SND-03",
                $"Đã gửi điện tử thì không gửi bản giấy, trừ văn bản gửi Chính phủ, Thủ tướng hoặc loại trong danh mục do thủ trưởng quy định; “{typeName}” không có trong danh mục{(Types.Count == 0 ? "" : $" ({string.Join(", ", Types.Order(StringComparer.Ordinal))})")}. Hãy bỏ bản giấy.",
                "No paper copy goes beside an electronic document but to the Government, or of a type on the list of the head.");
    }
}
