using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis register enter|correct</c>: a document on paper under the number sequence it shares with electronic ones, and a new version of a line with its reason.</summary>
internal static class RegisterLineCommands
{
    /// <summary><c>enter</c>.</summary>
    public static Command BuildEnter()
    {
        var agency = RegisterOptions.Agency();
        var register = RegisterOptions.Register("di", "den");
        var book = RegisterOptions.NumberBook();
        var again = new Option<bool>("--again") { Description = "Vào sổ dù văn bản cùng cơ quan ban hành, cùng số, ký hiệu đã có trong sổ." };
        var to = new Option<string[]>("--to") { Description = "Mã cơ quan nhận bản giấy đi; lặp lại được. Chỉ nơi chưa kết nối trục mới được miễn gửi điện tử.", HelpName = "mã" };
        var (fields, read) = RegisterOptions.Fields();
        return new Command("enter", "Vào sổ một văn bản giấy; số do nút cấp, chung với văn bản điện tử.").With(agency, register, book, to, again).With([.. fields])
            .Posting(
                (_, parse, _) => Path(parse.GetRequiredValue(register), "entries"),
                parse => new EnterPaper { Agency = parse.GetRequiredValue(agency), Book = parse.GetValue(book), Again = parse.GetValue(again), To = parse.GetValue(to) is { Length: > 0 } named ? named : null, Fields = read(parse) },
                static json => json.EnterPaper,
                static json => json.EnteredLine,
                static entered => Tell("Đã vào sổ", entered),
                static entered => entered.Warnings);
    }

    /// <summary><c>correct</c>.</summary>
    public static Command BuildCorrect()
    {
        var agency = RegisterOptions.Agency();
        var register = RegisterOptions.Register("di", "den");
        var year = new Option<int>("--year") { Description = "Năm của sổ.", HelpName = "năm", Required = true };
        var line = new Option<string>("--line") { Description = "Dòng cần sửa: số đến, hoặc số/ký hiệu.", HelpName = "dòng", Required = true };
        var reason = new Option<string>("--reason") { Description = "Lý do sửa.", HelpName = "lý do", Required = true };
        var (fields, read) = RegisterOptions.Fields();
        return new Command("correct", "Sửa một dòng của sổ: thêm phiên bản mới với lý do, không ghi đè.").With(agency, register, year, line, reason).With([.. fields])
            .Posting(
                (_, parse, _) => Path(parse.GetRequiredValue(register), "corrections"),
                parse => new CorrectLine
                {
                    Agency = parse.GetRequiredValue(agency),
                    Year = parse.GetValue(year),
                    Line = parse.GetRequiredValue(line),
                    Reason = parse.GetRequiredValue(reason),
                    Fields = read(parse),
                },
                static json => json.CorrectLine,
                static json => json.EnteredLine,
                static entered => Tell("Đã sửa", entered),
                static entered => entered.Warnings);
    }

    private static Task<string> Path(string register, string part) => Task.FromResult(Routes.Path("registers", register, part));

    private static string Tell(string done, EnteredLine entered) => $"{done}: {SafeText.Of(entered.Line)} năm {entered.Year}, phiên bản {entered.Version}.";
}
