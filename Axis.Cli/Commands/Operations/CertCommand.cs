using System.CommandLine;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert</c>: one file per subcommand.</summary>
public static class CertCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("cert", "Chứng thư số của nút và các cơ quan đặt tại nút.").With(
        CertListCommand.Build(),
        CertExpiringCommand.Build(),
        CertCheckCommand.Build(),
        CertRequestCommand.Build(),
        CertImportCommand.Build(),
        CertRenewCommand.Build(),
        CertIssueDevCommand.Build(),
        CertRevokeDevCommand.Build());
}
