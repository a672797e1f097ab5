using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis register correct</c>: a new version of a line, with its reason; what was entered stays.</summary>
internal static class RegisterCorrectCommand
{
    public static Command Build()
    {
        var agency = RegisterOptions.Agency();
        var register = RegisterOptions.Register("di", "den");
        var year = new Option<int>("--year") { Description = "Năm của sổ.", HelpName = "năm", Required = true };
        var line = new Option<string>("--line") { Description = "Dòng cần sửa: số đến, hoặc số/ký hiệu.", HelpName = "dòng", Required = true };
        var reason = new Option<string>("--reason") { Description = "Lý do sửa.", HelpName = "lý do", Required = true };
        var (fields, read) = RegisterOptions.Fields();
        return new Command("correct", "Sửa một dòng của sổ: thêm phiên bản mới với lý do, không ghi đè.").With(agency, register, year, line, reason).With([.. fields])
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var body = new CorrectLine
                {
                    Agency = parse.GetRequiredValue(agency),
                    Year = parse.GetValue(year),
                    Line = parse.GetRequiredValue(line),
                    Reason = parse.GetRequiredValue(reason),
                    Fields = read(parse),
                };
                var entered = await client.PostAsync(Routes.Path("registers", parse.GetRequiredValue(register), "corrections"), body, ApiJson.Client.CorrectLine, ApiJson.Client.EnteredLine, cancellationToken).ConfigureAwait(false);
                return Tell(terminal, entered, "Đã sửa");
            });
    }

    /// <summary>Says what was entered.</summary>
    public static int Tell(Terminal terminal, EnteredLine entered, string done)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(entered, AxisJson.Pretty.EnteredLine);
            return ExitCodes.Done;
        }

        terminal.Line($"{done}: {SafeText.Of(entered.Line)} năm {entered.Year}, phiên bản {entered.Version}.");
        foreach (var warning in entered.Warnings)
        {
            terminal.Wrapped($"  Cảnh báo [{warning.Code}] {SafeText.Of(warning.Text)}");
        }

        return ExitCodes.Done;
    }
}
