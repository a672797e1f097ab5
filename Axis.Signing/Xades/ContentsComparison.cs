using System.Globalization;

namespace Axis.Signing.Xades;

/// <summary>What the signature says beside what the packet says, field by field, in Vietnamese.</summary>
/// <param name="Unaltered">Fields and files that are as they were listed.</param>
/// <param name="Altered">Fields and files that are not.</param>
public sealed record ContentsComparison(IReadOnlyList<string> Unaltered, IReadOnlyList<string> Altered)
{
    /// <summary>Whether everything agrees.</summary>
    public bool Same => Altered.Count == 0;

    /// <summary>Compares every value that the signature lists.</summary>
    public static ContentsComparison Of(SignedContents listed, SignedContents packet)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(packet);
        var same = new List<string>();
        var other = new List<string>();
        void Judge(string field, bool equal) => (equal ? same : other).Add(field);

        Judge("loại gói tin", listed.Kind == packet.Kind);
        Judge("mã định danh văn bản", listed.DocumentId == packet.DocumentId);
        Judge("nơi gửi", listed.From == packet.From);
        Judge("nơi nhận", listed.To.SequenceEqual(packet.To));
        Judge("số và ký hiệu", listed.CodeNumber == packet.CodeNumber && listed.CodeNotation == packet.CodeNotation);
        Judge("ngày ban hành", listed.PromulgationDate == packet.PromulgationDate);
        Judge("văn bản liên quan", listed.ResponseFor.SequenceEqual(packet.ResponseFor));
        Judge("mã trạng thái", listed.StatusCode == packet.StatusCode);
        for (var i = 0; i < Math.Max(listed.Files.Count, packet.Files.Count); i++)
        {
            var was = i < listed.Files.Count ? listed.Files[i] : null;
            var isNow = i < packet.Files.Count ? packet.Files[i] : null;
            Judge(string.Create(CultureInfo.InvariantCulture, $"tệp {i + 1} ({(was ?? isNow)!.Name})"), was == isNow);
        }

        return new ContentsComparison(same, other);
    }
}
