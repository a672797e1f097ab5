using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Storage;

namespace Axis.Node.Reconciling;

/// <summary>Tells the operator, for some days, that a comparison with a neighbour found gaps: when, what came back, what did not.</summary>
public sealed class ComparisonFindings(IStore store, LiveDirectory directory, TimeProvider time) : IFindingSource
{
    private static readonly TimeSpan Told = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        var since = time.GetUtcNow() - Told;
        return store.Read(session => directory.Neighbours
            .Select(n => (Neighbour: n.Id, Last: LastComparison.Find(session, n.Id)))
            .Where(n => n.Last is { } last && last.At > since)
            .OrderBy(static n => n.Neighbour.Value, StringComparer.Ordinal)
            .Select(static n => Of(n.Neighbour.Value, n.Last!))
            .ToList());
    }

    private static Finding Of(string neighbour, LastComparison last)
    {
        var returned = string.Create(
            CultureInfo.InvariantCulture,
            $"Đã đối chiếu với {neighbour} lúc {VietnamTime.Full(last.At)}: xem {last.Looked} lượt chuyển, lấy lại {last.Returned} lượt và {last.Receipts} biên nhận còn thiếu ở đây");
        return last.Failed == 0
            ? new Finding("STORE_COMPARED", "info", returned + ".", "")
            : new Finding(
                "STORE_COMPARED_INCOMPLETE",
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"{returned}; {last.Failed} lượt chưa lấy lại được."),
                $"Xem lý do bằng 'axis journal list'; nút tự đối chiếu lại mỗi ngày. Nếu vẫn còn thiếu, hãy báo người vận hành {neighbour}.");
    }
}
