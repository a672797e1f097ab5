using System.CommandLine;
using Axis.Cli.Commands;
using Axis.Cli.Output;

namespace Axis.Cli;

/// <summary>Parses the command line, runs the command and turns what goes wrong into a sentence and an exit code.</summary>
public static class AxisCommandLine
{
    // After Ctrl+C or SIGTERM: a node gives what is under way 20 s to finish, and cleaning up takes a moment more.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(25);

    /// <summary>Runs <c>axis</c> with the arguments; never throws for a wrong command line or a refusing node.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = CommandTree.For(args);
        // A file name may begin with '@'; response files would read it instead.
        var parse = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if ((parse.Errors.Count > 0 || UsageErrors.Stray(parse, args).Any()) && parse.Action is not System.CommandLine.Help.HelpAction and not VietnameseHelp)
        {
            UsageErrors.Write(parse, args, error);
            return ExitCodes.Usage;
        }

        var terminal = new Terminal(output, error, parse.GetValue(GlobalOptions.Json), interactive: false);
        try
        {
            return await parse.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TerminationTimeout },
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            terminal.Note("Đã dừng theo yêu cầu.");
            return ExitCodes.Cancelled;
        }
        catch (CliFailureException failure)
        {
            FailureReport.Write(terminal, failure);
            return failure.ExitCode;
        }
        catch (Axis.Signing.Keys.KeyFileException e)
        {
            var failure = new CliFailureException(ExitCodes.Usage, e.Code, e.Message, e.Action);
            FailureReport.Write(terminal, failure);
            return failure.ExitCode;
        }
        catch (Axis.Signing.Keys.Tokens.KeyUnavailableException e)
        {
            var failure = new CliFailureException(ExitCodes.Refused, e.Code, e.Message, "Kiểm tra thiết bị ký số, tên khóa ('object', 'id') và tệp mã PIN.");
            FailureReport.Write(terminal, failure);
            return failure.ExitCode;
        }
        catch (Axis.Signing.Sections.SectionFormatException e)
        {
            var failure = new CliFailureException(ExitCodes.Refused, e.Code, SafeText.Of(e.Message), "Tệp danh bạ (.section) hỏng hoặc lấy nhầm; chép lại từ bản sao lưu hoặc từ nút khác.");
            FailureReport.Write(terminal, failure);
            return failure.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var failure = new CliFailureException(ExitCodes.Usage, "FILE", SafeText.Of(e.Message), "Kiểm tra đường dẫn và quyền đọc/ghi của tệp.");
            FailureReport.Write(terminal, failure);
            return failure.ExitCode;
        }
    }
}
