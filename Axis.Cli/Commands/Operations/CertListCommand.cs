using System.CommandLine;
using System.Globalization;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert list</c>.</summary>
public static class CertListCommand
{
    private const int WarnDays = 60;

    /// <summary>Builds the command.</summary>
    public static Command Build() =>
        new Command("list", "Liệt kê chứng thư, sắp hết hạn trước.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var status = await client.GetAsync(Routes.Path("status"), ApiJson.Client.NodeStatus, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(new CertificateList(status.Certificates), CliJson.Pretty.CertificateList);
                    return ExitCodes.Done;
                }

                WriteTable(terminal, status.Certificates);
                return ExitCodes.Done;
            });

    /// <summary>The table of certificates.</summary>
    public static void WriteTable(Terminal terminal, IReadOnlyList<CertificateStatus> certificates)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.Table(
            ["Dùng cho", "Chủ", "Hết hạn", "Còn", "Ghi chú"],
            certificates.Select(static c => (IReadOnlyList<string>)
            [
                UseName(c.Use), c.Owner, VietnamTime.Full(c.NotAfter), string.Create(CultureInfo.InvariantCulture, $"{c.DaysLeft} ngày"),
                c.DaysLeft < 0 ? "ĐÃ HẾT HẠN" : c.DaysLeft <= WarnDays ? "cần thay" : "",
            ]));
    }

    private static string UseName(string use) => use switch
    {
        "tls" => "kết nối (tls)",
        "node-seal" => "niêm ký biên nhận (node-seal)",
        "agency" => "ký văn bản (agency)",
        _ => use,
    };
}

/// <summary>What <c>cert list --json</c> prints.</summary>
public sealed record CertificateList(IReadOnlyList<CertificateStatus> Certificates);
