using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Keys;

/// <summary>What an operator should know of the keys: files that cannot be used, tokens that do not sign, agencies whose keys may not sign.</summary>
public sealed class KeyFindings(KeyRing ring) : IFindingSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings() => [.. Files(), .. Tokens(), .. Agencies()];

    private IEnumerable<Finding> Files() => ring.Troubles.Select(static t =>
        new Finding("KEY_FILE", "error", $"Tệp khóa {Path.GetFileName(t.Path)} không dùng được: {t.Sentence}", "Sửa điều đã nêu; nút tự đọc lại tệp, không cần khởi động lại."));

    // A token that does not sign stands in nobody's way as long as another key of the same owner signs.
    private IEnumerable<Finding> Tokens() => ring.Keys
        .Where(k => k.Key is TokenSigningKey { Failure: not null } && (ring.Choose(k.File.Use, OwnerIn(k)) is not KeyChoice.Chosen { Held: var signing } || signing == k))
        .Select(static k => ((TokenSigningKey)k.Key).Failure).OfType<KeyUnavailableException>().Select(static f =>
            new Finding(f.Code, "error", f.Message, "Văn bản của cơ quan dùng thiết bị này bị từ chối cho tới khi thiết bị ký lại được; các việc khác của nút vẫn chạy."));

    private string OwnerIn(HeldKey key) => key.File.Use == KeyUse.Agency ? ring.OwnerOf(key) : "";

    private IEnumerable<Finding> Agencies() => ring.Keys.Where(static k => k.File.Use == KeyUse.Agency).Select(ring.OwnerOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Select(a => ring.Choose(KeyUse.Agency, a)).OfType<KeyChoice.None>().Select(static n => new Finding(n.Why.Code, "error", n.Why.Sentence, "Xem các khóa bằng 'axis cert list'."));
}
