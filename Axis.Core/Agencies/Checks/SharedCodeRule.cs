namespace Axis.Core.Agencies.Checks;

/// <summary>LVL-04: an identifier, current or former, belongs to one agency.</summary>
internal static class SharedCodeRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            foreach (var code in agency.AllCodes)
            {
                if (change.After.FindAgency(code) is { } owner && owner.Code != agency.Code)
                {
                    yield return new DirectoryFinding("LVL-04", true, agency.VersionId, $"Mã {code} nêu cho {agency.Code} đã là mã của {owner.Name} ({owner.Code}); mỗi mã chỉ thuộc một cơ quan.");
                }
            }
        }
    }
}
