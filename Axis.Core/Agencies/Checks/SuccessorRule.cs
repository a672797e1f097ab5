using Axis.Core.Routing;

namespace Axis.Core.Agencies.Checks;

/// <summary>REF-05: successor links name known agencies and lead back to nobody.</summary>
internal static class SuccessorRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            foreach (var link in agency.Successors)
            {
                if (change.After.FindAgency(link.To) is null)
                {
                    yield return new DirectoryFinding("REF-05", true, agency.VersionId, $"{agency.Code} được kế thừa bởi {link.To} mà danh bạ chưa có; thêm cơ quan đó trước, hoặc sửa mã.");
                }
                else if (link.To == agency.Code || Standing.Chain(change.After, change.After.FindAgency(link.To)!, agency.Code) is not null)
                {
                    yield return new DirectoryFinding("REF-05", true, agency.VersionId, $"Chuỗi kế thừa từ {agency.Code} quay lại chính nó qua {link.To}; sửa liên kết kế thừa.");
                }
            }

            if (agency is { ValidTo: not null, Successors.Count: 0 } && change.After.FindAgency(agency.Code)?.Version == agency.Version)
            {
                yield return new DirectoryFinding("REF-03", false, agency.VersionId, $"{agency.Code} đóng mà không nêu đơn vị kế thừa: văn bản gửi tới sẽ bị từ chối.");
            }
        }
    }
}
