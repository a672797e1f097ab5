namespace Axis.Core.Agencies.Checks;

/// <summary>REF-10: the superior is known and open when the agency is.</summary>
internal static class ParentRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (agency.Parent is { } code && agency.ValidTo is null && agency.Status == AgencyStatus.Active)
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
    }
}
