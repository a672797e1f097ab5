namespace Axis.Core.Agencies.Checks;

/// <summary>IDC-07: a code that an agency closed with is never given to another one; nor does a closed agency open again under it.</summary>
internal static class ReissuedCodeRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (change.Before.FindAgency(agency.Code) is { } before
                && agency.Version > before.Version
                && before is { ValidTo: { } closed, Successors.Count: > 0 }
                && agency.ValidFrom >= closed)
            {
                yield return new DirectoryFinding("IDC-07", true, agency.VersionId, $"Mã {agency.Code} đã đóng cùng {before.Name} và có đơn vị kế thừa; mã đã đóng không cấp lại, hãy cấp mã mới.");
            }
            else if (change.Before.FindAgency(agency.Code) is { } owner && owner.Code != agency.Code)
            {
                yield return new DirectoryFinding("IDC-07", true, agency.VersionId, $"Mã {agency.Code} là mã cũ của {owner.Name} ({owner.Code}); mã đã dùng không cấp lại cho cơ quan khác.");
            }
        }
    }
}
