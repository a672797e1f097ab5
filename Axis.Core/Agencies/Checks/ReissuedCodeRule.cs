namespace Axis.Core.Agencies.Checks;

/// <summary>IDC-07: a code that an agency closed with is never given to another one; nor does a closed agency open again under it, by a new version or by taking its closing back.</summary>
internal static class ReissuedCodeRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            var before = change.Before.FindAgency(agency.Code);
            if (before is not null && before.Code != agency.Code)
            {
                yield return new DirectoryFinding("IDC-07", true, agency.VersionId, $"Mã {agency.Code} là mã cũ của {before.Name} ({before.Code}); mã đã dùng không cấp lại cho cơ quan khác.");
            }
            else if (before is { ValidTo: { } closed } && agency.Version > before.Version && (before.Successors.Count > 0 ? agency.ValidFrom >= closed : agency.ValidFrom > closed))
            {
                yield return new DirectoryFinding("IDC-07", true, agency.VersionId, before.Successors.Count > 0
                    ? $"Mã {agency.Code} đã đóng cùng {before.Name} và có đơn vị kế thừa; mã đã đóng không cấp lại, hãy cấp mã mới."
                    : $"Mã {agency.Code} đã đóng cùng {before.Name} và để trống một thời gian; mã đã đóng không cấp lại, hãy cấp mã mới. Cơ quan giữ mã thì phiên bản mới bắt đầu đúng lúc phiên bản cũ kết thúc.");
            }
            else if (change.Before.VersionsOf(agency.Code).FirstOrDefault(v => v.Version == agency.Version) is { } stated && Lost(stated, agency) is { } lost)
            {
                yield return new DirectoryFinding("IDC-07", true, agency.VersionId, $"{agency.VersionId} đã ghi {lost} mà bảng làm mất: cơ quan đã đóng không mở lại dưới mã đó. Ghi lại như cũ; nếu việc đóng bị hoãn thì ghi ngày đóng mới.");
            }
        }
    }

    // A table that was exported before the closing and comes back would open the agency again, in words that nobody reads.
    private static string? Lost(Agency stated, Agency now) =>
        stated.ValidTo is not null && now.ValidTo is null ? "ngày đóng"
        : stated.Status == AgencyStatus.Closed && now.Status != AgencyStatus.Closed ? "tình trạng đóng"
        : stated.Successors.Count > 0 && now.Successors.Count == 0 ? "đơn vị kế thừa"
        : null;
}
