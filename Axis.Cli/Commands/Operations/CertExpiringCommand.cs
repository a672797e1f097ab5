using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert expiring</c>: what ends soon; exit code 1 when there is something, so that a timer can mail it.</summary>
public static class CertExpiringCommand
{
    private const int DefaultDays = 60;

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var days = new Option<int>("--days") { Description = "Trong bao nhiêu ngày tới.", HelpName = "số", DefaultValueFactory = static _ => DefaultDays };
        return new Command("expiring", "Chứng thư, gốc tin cậy sắp hết hạn mà chưa có cái thay, danh sách thu hồi còn không quá 2 ngày. Mã thoát 1 khi có.").With(days)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var within = parse.GetValue(days);
                if (within is < 0 or > 3660)
                {
                    throw CliFailureException.Usage("--days phải từ 0 đến 3660.");
                }

                var status = await client.GetAsync(Routes.Path("status"), ApiJson.Client.NodeStatus, cancellationToken).ConfigureAwait(false);
                var ending = status.Certificates.Where(c => CertTable.EndsWithin(c, status.Certificates, within)).ToList();
                if (terminal.Json)
                {
                    terminal.WriteJson(new CertificateList(ending), CliJson.Pretty.CertificateList);
                }
                else if (ending.Count == 0)
                {
                    terminal.Line($"Không có chứng thư nào hết hạn trong {within} ngày tới.");
                }
                else
                {
                    CertTable.Write(terminal, ending, status.Certificates);
                }

                return ending.Count == 0 ? ExitCodes.Done : ExitCodes.Refused;
            });
    }
}
