using System.CommandLine;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node …</c>.</summary>
public static class NodeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("node", "Tạo, chạy và trông coi một nút.")
        .With(InitCommand.Build(), JoinCommand.Build(), RunCommand.Build(), StatusCommand.Build(), DoctorCommand.Build(), JourneyCommand.Build(), EpochCommand.Build(), BackupCommand.Build(), RestoreCommand.Build());
}
