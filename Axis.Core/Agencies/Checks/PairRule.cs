namespace Axis.Core.Agencies.Checks;

/// <summary>IDC-04, IDC-05: the stated pair of codes is compared with the one that would be derived; the statement wins, a difference is said.</summary>
internal static class PairRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (agency.PairCode is { } pair && CodeMapping.ToQd20(pair) is CodeProposal.Proposed { Code: var derived } && derived != agency.Code)
            {
                yield return new DirectoryFinding("IDC-04", false, agency.VersionId, $"Cặp mã {agency.Code} – {pair} khác với mã suy ra từ QCVN ({derived}); kiểm tra lại, danh bạ vẫn theo cặp đã nêu.");
            }
            else if (agency.PairCode is { } odd && CodeMapping.ToQd20(odd) is CodeProposal.NotApplicable)
            {
                yield return new DirectoryFinding("IDC-01", true, agency.VersionId, $"Mã {odd} ghi ở cột mã 102 không theo QCVN 102:2016 (13 ký tự, bốn nhóm).");
            }
        }
    }
}
