namespace Axis.Core.Agencies.Checks;

/// <summary>IDC-09: the scheme of an identifier does not change afterwards.</summary>
internal static class SchemeRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (change.Before.FindAgency(agency.Code) is { } before && before.Scheme != agency.Scheme)
            {
                yield return new DirectoryFinding("IDC-09", true, agency.VersionId, $"Lược đồ định danh của {agency.Code} đã đăng ký là '{before.Scheme ?? "mã hành chính"}', không đổi được; giữ nguyên lược đồ.");
            }
        }
    }
}
