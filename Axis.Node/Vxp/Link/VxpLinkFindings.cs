using System.Globalization;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Vxp.Link;

/// <summary>What an operator should know of the VXP links.</summary>
internal sealed class VxpLinkFindings(VxpLinks links, VxpPolls polls, LiveDirectory directory, IStore store) : IFindingSource
{
    private const string Error = "error";
    private const string Warning = "warning";

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        var findings = new List<Finding>();
        foreach (var link in links.All)
        {
            if (directory.FindOther(link) is null)
            {
                findings.Add(new Finding("VXP_LINK_NOT_IN_DIRECTORY", Error, $"Kết nối VXP tới {link} có trong cấu hình nhưng danh bạ không nêu {link} là láng giềng của nút này.", "Bổ sung nút này vào danh bạ, hoặc bỏ khỏi Links:Neighbours."));
                continue;
            }

            var counts = store.Read(s => s.VxpLinks.Counts(link));
            if (counts.Waiting > 0)
            {
                findings.Add(new Finding("VXP_ITEMS_WAITING", Warning, Text($"{counts.Waiting} gói tin ở máy chủ VXP {link} chưa nhận được."), $"Xem lý do bằng 'axis link items {link}'; thường do danh bạ chưa có nơi gửi hoặc nơi nhận. Khắc phục xong nút tự nhận, hoặc làm ngay bằng 'axis link retry {link} --all'."));
            }

            if (counts.Failed > 0)
            {
                findings.Add(new Finding("VXP_ITEMS_FAILED", Warning, Text($"{counts.Failed} gói tin từ {link} không dùng được, đã trả lời fail cho nơi gửi; gói mà máy chủ đã giao được giữ trong khu cách ly."), $"Xem 'axis link items {link}' và khu cách ly; đã khắc phục thì 'axis link retry {link} <docId>', không thì báo nơi gửi gửi lại."));
            }

            if (polls.Last(link) is { Unusable: > 0 and var lines })
            {
                findings.Add(new Finding("VXP_LIST_UNUSABLE", Warning, Text($"Danh sách của máy chủ VXP {link} có {lines} dòng không có docId dùng được."), "Báo người vận hành máy chủ đó."));
            }

            if (links.Find(link) is { AllowPlainHttp: true, Endpoint: var endpoint } && endpoint.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(new Finding("VXP_PLAIN_HTTP", Warning, $"Kết nối VXP tới {link} đi bằng HTTP không mã hóa.", "Đề nghị máy chủ mở HTTPS rồi đổi Vxp:Endpoint; trong lúc đó chỉ dùng trên mạng truyền số liệu chuyên dùng."));
            }
        }

        return findings;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
