namespace Axis.Core.Agencies.Checks;

/// <summary>REF-10: the superior is known and open when the agency is; whoever closes a superior is told what stays open below it.</summary>
internal static class ParentRule
{
    private const int Named = 5;

    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change) => [.. change.Changed.SelectMany(agency => Above(change, agency)), .. Below(change)];

    private static IEnumerable<DirectoryFinding> Above(DirectoryCase change, Agency agency)
    {
        if (agency.Parent is { } code && IsOpen(agency))
        {
            var parent = change.After.FindAgency(code);
            if (parent is null)
            {
                yield return new DirectoryFinding("REF-10", false, agency.VersionId, $"Danh bạ ở đây chưa biết cơ quan cấp trên {code} của {agency.Code}.");
            }
            else if (parent.ValidTo is not null)
            {
                yield return new DirectoryFinding("REF-10", true, agency.VersionId, $"Cơ quan cấp trên {parent.Name} ({code}) của {agency.Code} đóng mà {agency.Code} còn hoạt động; nêu cấp trên mới.");
            }
        }
    }

    // Said and not refused: whoever closes a superior need not be who keeps the agencies below it, and these may be in the next table.
    private static IEnumerable<DirectoryFinding> Below(DirectoryCase change)
    {
        var changed = change.Changed.Select(static c => c.VersionId).ToHashSet();
        var closing = change.Changed
            .Where(a => a.ValidTo is not null && change.After.FindAgency(a.Code)?.VersionId == a.VersionId)
            .ToDictionary(static a => a.Code);
        return closing.Count == 0
            ? []
            : change.After.Agencies
                .Where(a => IsOpen(a) && !changed.Contains(a.VersionId))
                .Select(a => (Child: a.Code, Superior: a.Parent is { } code && change.After.FindAgency(code) is { } parent ? closing.GetValueOrDefault(parent.Code) : null))
                .Where(static pair => pair.Superior is not null)
                .GroupBy(static pair => pair.Superior!)
                .Select(static g => new DirectoryFinding(
                    "REF-10",
                    false,
                    g.Key.VersionId,
                    $"{g.Count()} cơ quan trực thuộc {g.Key.Code} vẫn mở sau khi {g.Key.Code} đóng ({string.Join(", ", g.Take(Named).Select(static pair => pair.Child.Value))}{(g.Count() > Named ? "…" : "")}); nhập bảng đóng hoặc đổi cấp trên cho các cơ quan này."));
    }

    private static bool IsOpen(Agency agency) => agency.ValidTo is null && agency.Status == AgencyStatus.Active;
}
