namespace Axis.Core.Agencies.Checks;

/// <summary>LVL-06: no agency of a level that the root of the directory closed is active from then on.</summary>
internal static class ClosedTierRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            var closing = change.After.TierClosings.FirstOrDefault(c => c.Tier == agency.Tier);
            if (closing is not null && agency.Status == AgencyStatus.Active && (agency.ValidTo is null || agency.ValidTo > closing.From))
            {
                yield return new DirectoryFinding("LVL-06", true, agency.VersionId, $"Cấp của {agency.Code} đã kết thúc theo {closing.LegalAct}; không mở hay duy trì cơ quan cấp này sau thời điểm đó, hãy ghi ngày đóng và đơn vị kế thừa.");
            }
        }
    }
}
