namespace Axis.Core.Agencies.Checks;

/// <summary>LVL-07: a change names its issuer, decision and date.</summary>
internal static class IssuingActRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (agency.Act is null)
            {
                yield return new DirectoryFinding("LVL-07", false, agency.VersionId, $"{agency.VersionId} không nêu quyết định ban hành (cơ quan, số, ngày); bổ sung để báo cáo cơ quan quản lý danh bạ.");
            }
        }
    }
}
