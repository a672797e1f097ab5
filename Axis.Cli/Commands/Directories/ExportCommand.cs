using System.CommandLine;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Agencies.Catalogue;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory export</c>: the agencies of the data folder's directory as a table that a spreadsheet opens and <c>import</c> reads back.</summary>
public static class ExportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var section = new Option<string?>("--section") { Description = "Chỉ phần danh bạ này; mặc định là tất cả.", HelpName = "phần" };
        var output = new Option<string>("--out") { Description = "Tệp CSV (UTF-8, mở được bằng Excel).", HelpName = "tệp", Required = true };
        var command = new Command("export", "Xuất bảng cơ quan, mọi phiên bản.").With(section, output);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var agencies = Agencies(new DirectoryFolder(GlobalOptions.DataFolder(parse)), parse.GetValue(section));
            var target = Path.GetFullPath(parse.GetRequiredValue(output));
            PrivateFile.Replace(target, CsvTable.Write(agencies.Select(AgencyColumns.Write).Prepend(AgencyColumns.All)));
            if (terminal.Json)
            {
                terminal.WriteJson(new ExportResult(target, agencies.Count), CliJson.Pretty.ExportResult);
            }
            else
            {
                terminal.Line($"Đã ghi {agencies.Count} cơ quan vào {target}.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static List<Agency> Agencies(DirectoryFolder folder, string? section)
    {
        var book = folder.Open();
        var agencies = section is null ? book.Snapshot.AgencyVersions
            : book.Find(section)?.Agencies ?? throw CliFailureException.Usage($"Danh bạ ở đây không có phần '{section}'.");
        return [.. agencies.OrderBy(static a => a.Code).ThenBy(static a => a.Version)];
    }
}

/// <summary>What <c>directory export --json</c> prints.</summary>
public sealed record ExportResult(string File, int Agencies);
