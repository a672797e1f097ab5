using Axis.Core.Agencies;
using Axis.Core.Rules;

namespace Axis.Node.Options;

/// <summary>Which electronic documents may have a paper copy beside them (SND-03).</summary>
public sealed class PaperOptions : ISettings
{
    /// <summary>Văn phòng Chính phủ, which receives for the Government and the Prime Minister (LVL-05).</summary>
    private const string GovernmentOffice = "G22";

    /// <inheritdoc/>
    public static string Section => "Paper";

    /// <summary>Codes under which the Government and the Prime Minister receive; empty = <c>G22</c>.</summary>
    public IList<string> Government { get; } = [];

    /// <summary>Types of document on the list that the head of the ministry or locality fixed, e.g. <c>Hợp đồng</c>.</summary>
    public IList<string> Types { get; } = [];

    /// <summary>Number and date of the decision that fixes the list; required with <see cref="Types"/>.</summary>
    public string Decision { get; set; } = "";

    /// <summary>The rule as it is set.</summary>
    public PaperRule Rule() => new(
        new HashSet<OrganId>((Government.Count == 0 ? [GovernmentOffice] : Government).Select(OrganId.Parse)),
        new HashSet<string>(Types.Select(static t => DocumentTypes.Find(t)!.Name), StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
        [
            .. Government.Where(static g => !OrganId.TryParse(g, out _)).Select(static g => $"Paper:Government: '{g}' không phải mã định danh cơ quan."),
            .. Types.Where(static t => DocumentTypes.Find(t) is null).Select(static t => $"Paper:Types: '{t}' không phải tên loại văn bản hành chính."),
            Types.Count > 0 && string.IsNullOrWhiteSpace(Decision) ? "Paper:Decision phải ghi số, ngày quyết định ban hành danh mục văn bản gửi kèm bản giấy (QĐ 28/2018 Điều 5.3)." : null,
        ]);
}
