using System.Globalization;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Vxp.Server;

/// <summary>Tells the operator which system is silent and which leaves documents lying.</summary>
internal sealed class VxpFindings(IStore store, VxpOptions options, TimeProvider time) : IFindingSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings()
    {
        if (!options.Enabled)
        {
            return [];
        }

        var now = time.GetUtcNow();
        return store.Read(session =>
        {
            var findings = new List<Finding>();
            foreach (var system in session.VxpSystems.List().Where(static s => s.DisabledAt is null))
            {
                var oldest = session.VxpItems.OldestOpen(session.VxpSystems.AgenciesOf(system.Id));
                if (oldest is { } waiting && now - waiting > TimeSpan.FromHours(options.WaitingHours))
                {
                    findings.Add(new Finding(
                        "VXP_ITEMS_WAIT",
                        "warning",
                        string.Create(CultureInfo.InvariantCulture, $"Hệ thống {system.Id} ({system.Name}) chưa lấy hoặc chưa xác nhận văn bản đến từ {VietnamTime.Full(waiting)}."),
                        "Nơi gửi chưa được báo “đã đến”. Kiểm tra tác vụ nhận văn bản của phần mềm, rồi tài khoản và mạng của hệ thống này."));
                }

                if (now - (system.LastCallAt ?? system.CreatedAt) > TimeSpan.FromHours(options.SilentHours))
                {
                    findings.Add(new Finding(
                        "VXP_SYSTEM_SILENT",
                        "warning",
                        string.Create(CultureInfo.InvariantCulture, $"Hệ thống {system.Id} ({system.Name}) không gọi nút từ {VietnamTime.Full(system.LastCallAt ?? system.CreatedAt)}."),
                        "Kiểm tra phần mềm có đang chạy không; nếu hệ thống không còn dùng thì ngắt bằng 'axis vxp system disable'."));
                }
            }

            return findings;
        });
    }
}
