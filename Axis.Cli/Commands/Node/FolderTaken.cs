using Axis.Node.Hosting;

namespace Axis.Cli.Commands.Node;

/// <summary>A data folder that a command cannot have to itself.</summary>
internal static class FolderTaken
{
    /// <summary>The refusal: the node runs, or the folder itself is at fault.</summary>
    public static CliFailureException Refuse(NodeStartException why) => why.Code == DataLock.InUse
        ? new CliFailureException(ExitCodes.Refused, "NODE_RUNS", why.Message, "Dừng nút, chạy lại lệnh này, rồi khởi động nút.")
        : new CliFailureException(ExitCodes.Refused, why.Code, why.Message, why.Action);
}
