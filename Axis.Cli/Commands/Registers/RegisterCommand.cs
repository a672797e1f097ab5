using System.CommandLine;
using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis register list|show|export|enter|correct|close|choices</c>: the registers that the law wants kept and printed.</summary>
public static class RegisterCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("register", "Sổ đăng ký văn bản đi, đến và theo dõi giải quyết.")
        .With(BuildList(), RegisterShowCommand.Build(), RegisterExportCommand.Build(), RegisterLineCommands.BuildEnter(), RegisterLineCommands.BuildCorrect(), RegisterCloseCommand.Build(), BuildChoices());

    private static Command BuildList()
    {
        var agency = RegisterOptions.Agency();
        return new Command("list", "Liệt kê các sổ của một cơ quan.").With(agency)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(Routes.Path("registers"), ("agency", parse.GetRequiredValue(agency)));
                var books = await client.GetAsync(path, ApiJson.Client.IReadOnlyListRegisterBookView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(books, AxisJson.Pretty.IReadOnlyListRegisterBookView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Sổ", "Năm", "Tên", "Số dòng", "Số cuối", "Sổ số"],
                    books.Select(static b => (IReadOnlyList<string>)[b.Register, $"{b.Year}", b.Name, $"{b.Lines}", $"{b.Last}", b.Book]));
                return ExitCodes.Done;
            });
    }

    private static Command BuildChoices() =>
        new Command("choices", "29 tên loại văn bản và chữ viết tắt, bản sao, quyền hạn ký, mức độ khẩn.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var choices = await client.GetAsync(Routes.Path("registers", "choices"), ApiJson.Client.RegisterChoices, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(choices, AxisJson.Pretty.RegisterChoices);
                    return ExitCodes.Done;
                }

                terminal.Table(["#", "Tên loại", "Viết tắt"], choices.Types.Select(static t => (IReadOnlyList<string>)[$"{t.Number}", t.Name, t.Abbreviation ?? "–"]));
                terminal.Line("Bản sao: " + string.Join(", ", choices.Copies.Select(static c => $"{c.Name} ({c.Abbreviation})")));
                terminal.Line("Quyền hạn ký: " + string.Join("; ", choices.Competences.Select(static c => $"{c.Value} {c.Name}")));
                terminal.Line("Mức độ khẩn: " + string.Join(", ", choices.Priorities.Select(static p => $"{p.Value} {p.Name}")));
                return ExitCodes.Done;
            });
}
