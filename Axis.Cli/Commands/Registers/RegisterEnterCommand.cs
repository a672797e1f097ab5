using System.CommandLine;
using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis register enter</c>: a document on paper, under the number sequence that it shares with electronic ones.</summary>
internal static class RegisterEnterCommand
{
    public static Command Build()
    {
        var agency = RegisterOptions.Agency();
        var register = RegisterOptions.Register("di", "den");
        var book = RegisterOptions.NumberBook();
        var again = new Option<bool>("--again") { Description = "Vào sổ dù văn bản cùng cơ quan ban hành, cùng số, ký hiệu đã có trong sổ." };
        var (fields, read) = RegisterOptions.Fields();
        return new Command("enter", "Vào sổ một văn bản giấy; số do nút cấp, chung với văn bản điện tử.").With(agency, register, book, again).With([.. fields])
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var body = new EnterPaper { Agency = parse.GetRequiredValue(agency), Book = parse.GetValue(book), Again = parse.GetValue(again), Fields = read(parse) };
                var entered = await client.PostAsync(Routes.Path("registers", parse.GetRequiredValue(register), "entries"), body, ApiJson.Client.EnterPaper, ApiJson.Client.EnteredLine, cancellationToken).ConfigureAwait(false);
                return RegisterCorrectCommand.Tell(terminal, entered, "Đã vào sổ");
            });
    }
}
