using System.CommandLine;

namespace Axis.Cli.Commands.Dev;

/// <summary><c>axis dev</c>: services of a development authority, for demonstrations, tests and closed pilots; one file per subcommand.</summary>
public static class DevCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("dev", "Dịch vụ của CA thử nghiệm (trình diễn, thí điểm khép kín).").With(
        DevOcspCommand.Build(), DevTsaCommand.Build());
}
