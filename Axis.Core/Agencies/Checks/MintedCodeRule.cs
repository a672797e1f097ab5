namespace Axis.Core.Agencies.Checks;

/// <summary>IDC-06, IDC-09: a new administrative code is of one of the two families; another identifier needs a registered scheme.</summary>
internal static class MintedCodeRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (agency.Scheme is null && agency.Code.Form is OrganIdForm.FreeForm or OrganIdForm.ShortQcvn && change.Before.FindAgency(agency.Code) is null)
            {
                yield return new DirectoryFinding("IDC-06", true, agency.VersionId, $"Mã {agency.Code} không theo QĐ 20/2020 hay QCVN 102:2016; cấp mã đúng dạng, hoặc nêu lược đồ định danh (cột luoc_do) nếu là doanh nghiệp, tổ chức khác.");
            }
        }
    }
}
