using System.CommandLine;
using System.Globalization;
using Axis.Cli.Client;
using Axis.Cli.Commands.Operations;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node status</c>.</summary>
public static class StatusCommand
{
    // Of neighbours and authorities, only what ends soon.
    private const int WarnDays = 60;

    /// <summary>Builds the command.</summary>
    public static Command Build() =>
        new Command("status", "Tình trạng của nút đang chạy.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var status = await client.GetAsync(Routes.Path("status"), ApiJson.Client.NodeStatus, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(status, AxisJson.Pretty.NodeStatus);
                }
                else
                {
                    Write(terminal, status);
                }

                return status.Condition == "failing" ? ExitCodes.Refused : ExitCodes.Done;
            });

    private static void Write(Terminal terminal, NodeStatus status)
    {
        terminal.Line($"{SafeText.Of(status.Name)} ({status.Id}), phiên bản {status.Version}, chạy từ {VietnamTime.Full(status.StartedAt)}: {ConditionName(status.Condition)}");
        var store = status.Store.Writable ? "ghi được" : "KHÔNG GHI ĐƯỢC: " + SafeText.Of(status.Store.LastError);
        terminal.Line($"  Kho          {store}, còn trống {Sizes.Format(status.Store.FreeBytes)}, {status.Store.QueuedWrites} lần ghi đang chờ");
        terminal.Line($"  Bộ nhớ       {Sizes.Format(status.WorkingSet)}");
        terminal.Line($"  Nhật ký      {status.Journal.Appended} mục, đã niêm phong {status.Journal.Sealed} (lần cuối {VietnamTime.Full(status.Journal.LastSealedAt)})");
        terminal.Line($"  Giờ của nút  {VietnamTime.Full(status.Now)}");
        if (status.Links.Count > 0)
        {
            LinkCommand.WriteTable(terminal, status.Links);
        }

        terminal.Table(
            ["Danh bạ", "Bản", "Hết hạn"],
            status.Sections.Select(static s => (IReadOnlyList<string>)
                [s.Name, s.Version.ToString(CultureInfo.InvariantCulture), VietnamTime.Full(s.ExpiresAt) + (s.Expired ? " (HẾT HẠN)" : "")]));
        CertTable.Write(terminal, [.. status.Certificates.Where(c => c.Relation is "own" or "agency" || CertTable.EndsWithin(c, status.Certificates, WarnDays))], status.Certificates);
        foreach (var finding in status.Findings)
        {
            DoctorCommand.WriteFinding(terminal, finding);
        }
    }

    private static string ConditionName(string condition) => condition switch
    {
        "ok" => "tốt",
        "warning" => "có cảnh báo",
        "failing" => "ĐANG LỖI",
        _ => condition,
    };
}
