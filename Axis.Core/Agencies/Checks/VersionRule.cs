namespace Axis.Core.Agencies.Checks;

/// <summary>REF-01, REF-07: the versions of an agency follow each other in time without overlap.</summary>
internal static class VersionRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            foreach (var other in change.After.VersionsOf(agency.Code).Where(v => v.Version != agency.Version))
            {
                if (other.Version > agency.Version && (agency.ValidTo is null || agency.ValidTo > other.ValidFrom))
                {
                    yield return new DirectoryFinding("REF-07", true, agency.VersionId, $"{agency.VersionId} và {other.VersionId} có hiệu lực chồng nhau; ghi ngày hết hiệu lực của bản trước bằng ngày bắt đầu của bản sau.");
                }
            }

            if (agency.ValidTo <= agency.ValidFrom)
            {
                yield return new DirectoryFinding("REF-01", true, agency.VersionId, $"{agency.VersionId} hết hiệu lực trước khi bắt đầu; kiểm tra hai ngày.");
            }
        }
    }
}
