using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Registers;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis register export</c>: a register in the legal columns, as CSV or as a PDF to print and bind.</summary>
internal static class RegisterExportCommand
{
    public static Command Build()
    {
        var agency = RegisterOptions.Agency();
        var register = RegisterOptions.Register([.. RegisterKinds.Names]);
        var year = RegisterOptions.Year();
        var book = RegisterOptions.NumberBook();
        var from = new Option<long?>("--from") { Description = "Từ số.", HelpName = "số" };
        var to = new Option<long?>("--to") { Description = "Đến số.", HelpName = "số" };
        var volume = new Option<int?>("--volume") { Description = "Quyển số, in trên bìa (mặc định 1).", HelpName = "số" };
        var format = new Option<string>("--format") { Description = "Dạng tệp: pdf (để in, đóng quyển) hoặc csv.", HelpName = "dạng", DefaultValueFactory = static _ => "pdf" };
        format.AcceptOnlyFromAmong("csv", "pdf");
        var output = new Option<string?>("--out") { Description = "Tệp ghi ra (mặc định: so-<sổ>-<năm>.<dạng>).", HelpName = "tệp" };
        return new Command("export", "Xuất sổ để in, đóng quyển hoặc đưa vào bảng tính.").With(agency, register, year, book, from, to, volume, format, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var name = parse.GetRequiredValue(register);
                var form = parse.GetRequiredValue(format);
                var wanted = parse.GetValue(year);
                var path = parse.GetValue(output) ?? $"so-{name}{(wanted is { } y ? $"-{y}" : "")}.{form}";
                var route = Routes.Query(
                    Routes.Path("registers", name, "export"),
                    ("agency", parse.GetRequiredValue(agency)), ("year", wanted), ("book", parse.GetValue(book)), ("from", parse.GetValue(from)), ("to", parse.GetValue(to)), ("volume", parse.GetValue(volume)), ("format", form));
                long size = 0;
                await NewFile.WriteAsync(path, async file =>
                    size = await terminal.WithProgressAsync("Xuất sổ", 0, progress => client.DownloadAsync(route, file, progress, cancellationToken)).ConfigureAwait(false)).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(new ExportedFile(path, size), CliJson.Pretty.ExportedFile);
                }
                else
                {
                    terminal.Line($"{SafeText.Of(path)} ({Sizes.Format(size)})");
                }

                return ExitCodes.Done;
            });
    }
}

/// <summary>What an export with <c>--json</c> prints.</summary>
/// <param name="Path">The file.</param>
/// <param name="Size">Bytes.</param>
public sealed record ExportedFile(string Path, long Size);
