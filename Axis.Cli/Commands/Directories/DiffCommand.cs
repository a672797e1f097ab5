using System.CommandLine;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Agencies.Catalogue;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory diff</c>: what differs between two section files or exported tables.</summary>
public static class DiffCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var before = new Argument<string>("trước") { Description = "Tệp .section hoặc bảng CSV." };
        var after = new Argument<string>("sau") { Description = "Tệp .section hoặc bảng CSV." };
        var command = new Command("diff", "So sánh hai phần danh bạ hoặc hai bảng cơ quan.").With(before, after);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var changes = AgencyDiff.Between(Read(parse.GetRequiredValue(before)), Read(parse.GetRequiredValue(after)));
            if (terminal.Json)
            {
                terminal.WriteJson(new DiffResult(changes), CliJson.Pretty.DiffResult);
                return ExitCodes.Done;
            }

            foreach (var change in changes)
            {
                var what = change.Kind switch { "added" => "thêm", "removed" => "bỏ", _ => "sửa" };
                terminal.Wrapped($"{what} {change.Agency}: {SafeText.Of(string.Join("; ", change.Fields.Select(static f => f.Before is null ? f.After : f.After is null ? f.Before : $"{f.Column} “{f.Before}” → “{f.After}”")))}");
            }

            terminal.Line(changes.Count == 0 ? "Không khác nhau." : $"{changes.Count} cơ quan khác nhau.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static IReadOnlyList<Agency> Read(string path)
    {
        var bytes = TableFiles.Read(path);
        try
        {
            if (bytes is [(byte)'{', ..])
            {
                return DirectorySection.Parse(bytes).Agencies;
            }

            var rows = CsvTable.Read(bytes);
            var reader = new AgencyRowReader(rows.Count > 0 ? rows[0] : throw new CsvFormatException(1, "Tệp không có dòng nào."), null, null, DateTimeOffset.UnixEpoch, static _ => null);
            List<Agency> agencies = [.. rows.Skip(1).Select(reader.Read).OfType<Agency>()];
            return reader.Lines is [var first, ..] ? throw new CsvFormatException(first.Line, first.Sentence) : agencies;
        }
        catch (CsvFormatException e)
        {
            throw TableFiles.Broken(path, e);
        }
        catch (SectionFormatException e)
        {
            throw new CliFailureException(ExitCodes.Refused, e.Code, e.Message, $"Kiểm tra tệp {path}.");
        }
    }
}

/// <summary>What <c>directory diff --json</c> prints.</summary>
public sealed record DiffResult(IReadOnlyList<AgencyChange> Changes);
