using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>Tells the operator of recalls whose answer the node owes and cannot give: usually a key's token is not in its reader.</summary>
internal sealed class ChangeFindings(IStore store, TimeProvider time) : IFindingSource
{
    private const int Counted = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        var before = time.GetUtcNow() - Patience;
        var late = store.Read(static s => s.Changes.ListToAnswer(null, Counted)).Where(r => r.AskedAt < before).ToList();
        return late.Count == 0
            ? []
            :
            [
                new Finding(
                    "RECALL_ANSWERS_WAIT",
                    "warning",
                    string.Create(CultureInfo.InvariantCulture, $"{(late.Count == Counted ? "Ít nhất " : "")}{late.Count} yêu cầu thu hồi văn bản chưa đọc đã được thực hiện nhưng chưa ký trả lời được cho nơi gửi, cũ nhất từ {VietnamTime.Full(late[0].AskedAt)} (cơ quan {late[0].Recipient})."),
                    "Kiểm tra khóa ký của cơ quan ('axis node doctor'): cắm lại token hoặc thay khóa; trả lời được ký ngay sau đó."),
            ];
    }
}
