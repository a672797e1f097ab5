using System.CommandLine;
using System.CommandLine.Help;
using Axis.Cli.Commands.Bench;
using Axis.Cli.Commands.Changes;
using Axis.Cli.Commands.Demo;
using Axis.Cli.Commands.Dev;
using Axis.Cli.Commands.Directories;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Commands.Evidence;
using Axis.Cli.Commands.Inbox;
using Axis.Cli.Commands.Node;
using Axis.Cli.Commands.Operations;
using Axis.Cli.Commands.Pdf;
using Axis.Cli.Commands.Registers;
using Axis.Cli.Commands.Verify;

namespace Axis.Cli.Commands;

/// <summary>All commands of <c>axis</c>. Building the tree runs no command code, so start-up stays cheap.</summary>
public static class CommandTree
{
    /// <summary>The root command with what the arguments may mean: a node that runs for months carries no commands but the node's.</summary>
    public static RootCommand For(IReadOnlyList<string> args)
    {
        if (args is not ["node", ..])
        {
            return Build();
        }

        var root = Root();
        root.Add(NodeCommand.Build());
        return root;
    }

    /// <summary>The root command with all commands.</summary>
    public static RootCommand Build()
    {
        var root = Root();
        root.With(DemoCommand.Build(), NodeCommand.Build(), SendCommand.Build(), OutboxCommand.Build(), TrackCommand.Build(), FindCommand.Build(), AmbiguousCommand.Build(), ReceiptCommand.Build(), InboxCommand.Build());
        foreach (var answer in AnswerCommands.BuildAll())
        {
            root.Add(answer);
        }

        root.With(RegisterCommand.Build(), SecrecyCommand.Build(), ReportCommand.Build(), RetentionCommand.Build(), ArchiveCommand.Build());
        root.With(RecallCommand.Build(), RecallCommand.BuildTakeBack(), UpdateCommand.Build(), ReplaceCommand.Build(), CorrectCommand.Build());
        foreach (var answer in ChangeAnswerCommands.BuildAll())
        {
            root.Add(answer);
        }

        root.With(QueueCommand.Build(), DeadLetterCommand.Build(), LinkCommand.Build(), WebhookCommand.Build(), DropCommand.Build(), DirectoryCommand.Build(), JournalCommand.Build());
        root.With(TokenCommand.Build(), UserCommand.Build(), VxpCommand.Build(), CertCommand.Build(), VerifyCommand.Build(), EvidenceCommand.Build(), SignPdfCommand.Build(), SignDraftCommand.Build(), CheckScanCommand.Build(), BenchCommand.Build(), DevCommand.Build());
        return root;
    }

    private static RootCommand Root()
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
