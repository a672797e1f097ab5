using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert list</c>: the node's own certificates, its agencies', its neighbours', trust anchors and revocation lists.</summary>
public static class CertListCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() =>
        new Command("list", "Liệt kê chứng thư của nút, cơ quan, láng giềng, gốc tin cậy và danh sách thu hồi, sắp hết hạn trước.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var status = await client.GetAsync(Routes.Path("status"), ApiJson.Client.NodeStatus, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(new CertificateList(status.Certificates), CliJson.Pretty.CertificateList);
                    return ExitCodes.Done;
                }

                CertTable.Write(terminal, status.Certificates, status.Certificates);
                return ExitCodes.Done;
            });
}

/// <summary>What <c>cert list --json</c> and <c>cert expiring --json</c> print.</summary>
public sealed record CertificateList(IReadOnlyList<CertificateStatus> Certificates);
