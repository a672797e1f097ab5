namespace Axis.Core.Agencies.Checks;

/// <summary>REF-11: the code of a provincial People's Council (K) closes with that of the People's Committee (H).</summary>
internal static class CouncilRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (agency.Code.Value is ['H', _, _] code && agency.ValidTo is { } closed && change.After.FindAgency(agency.Code)?.Version == agency.Version
                && OrganId.TryParse("K" + code[1..], out var council) && change.After.FindAgency(council) is { } open && open.Code == council && open.ValidTo is null)
            {
                yield return new DirectoryFinding("REF-11", true, agency.VersionId, $"{agency.Code} đóng ngày {Rules.VietnamTime.Full(closed)} nhưng mã Hội đồng nhân dân {council} còn mở; đóng cùng lúc.");
            }
        }
    }
}
