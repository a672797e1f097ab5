using System.CommandLine;
using System.CommandLine.Help;

namespace Axis.Cli.Commands;

/// <summary>All commands of <c>axis</c>. Building the tree runs no command code, so start-up stays cheap.</summary>
public static class CommandTree
{
    /// <summary>The root command.</summary>
    public static RootCommand Build()
    {
        var root = new RootCommand("DocAxis – trục liên thông văn bản điện tử giữa các cơ quan bốn cấp.") { HelpName = "axis" };
        foreach (var option in GlobalOptions.All)
        {
            root.Add(option);
        }

        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new VietnameseHelp();
            }
        }

        root.Directives.Clear();
        return root;
    }
}
