using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Reports;

/// <summary>Tells the operator of reports that do not leave. Documents travel all the same, so they are warnings.</summary>
internal sealed class ReportFindings(IStore store, MailOptions options) : IFindingSource
{
    private const int Shown = 100;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings() => options.Enabled ? [.. Of(store.Read(static s => s.KeptReports.Failing(Shown)))] : [];

    private static IEnumerable<Finding> Of(IReadOnlyList<ReportMail> failing)
    {
        if (failing.FirstOrDefault(static m => m.State == ReportMailState.Due) is { } oldest)
        {
            yield return new Finding(
                "MAIL_FAILING",
                "warning",
                string.Create(CultureInfo.InvariantCulture, $"Báo cáo không gửi được qua thư từ {VietnamTime.Full(oldest.FailingSince)}, {failing.Count(static m => m.State == ReportMailState.Due)} thư đang chờ: {oldest.LastError}."),
                "Báo cáo vẫn được giữ và tự gửi lại. Sửa mục Mail trong appsettings.json hoặc máy chủ thư, rồi 'axis report send --test'.");
        }

        if (failing.LastOrDefault(static m => m.State == ReportMailState.Refused) is { } refused)
        {
            yield return new Finding(
                "MAIL_REFUSED",
                "warning",
                $"Thư báo cáo {refused.Period} gửi {refused.Receiver} bị từ chối hẳn: {refused.LastError}.",
                "Sửa địa chỉ trong Mail:Receivers, khởi động lại nút, rồi 'axis report send'.");
        }
    }
}
