using System.CommandLine;
using Axis.Cli.Joining;
using Axis.Node.Hosting;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node run</c>: runs the node of a data folder until it is told to stop.</summary>
public static class RunCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var overrides = new Argument<string[]>("Mục:Khóa=giá trị") { Description = "Ghi đè cấu hình, ví dụ Listen:Link=https://[::]:9443.", Arity = ArgumentArity.ZeroOrMore };
        var withInput = new Option<bool>("--stop-at-end-of-input") { Description = "Dừng khi đầu vào chuẩn đóng lại.", Hidden = true };
        var command = new Command("run", "Chạy nút cho đến khi được yêu cầu dừng (Ctrl+C, SIGTERM).").With(overrides, withInput);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var folder = new NodeFolder(GlobalOptions.DataFolder(parse));
            if (File.Exists(folder.Settings) && !File.Exists(Path.Combine(folder.Directory, RootKeyFile.Name)))
            {
                throw new CliFailureException(ExitCodes.Refused, LocalChecks.NotJoined, LocalChecks.NotJoinedSentence, LocalChecks.NotJoinedAdvice(folder));
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (parse.GetValue(withInput))
            {
                _ = StopAtEndOfInputAsync(stop);
            }

            string[] args = [.. (parse.GetValue(overrides) ?? []).Select(static o => "--" + o.TrimStart('-'))];
            return await NodeHost.RunAsync(folder.Root, args, NodeComposition.Parts, stop.Token).ConfigureAwait(false);
        });
        return command;
    }

    // Whoever started the node holds the other end: when it goes, however it goes, the node goes too.
    private static async Task StopAtEndOfInputAsync(CancellationTokenSource stop)
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) > 0)
        {
            // Nothing is read; only the end counts.
        }

        await stop.CancelAsync().ConfigureAwait(false);
    }
}
