using System.CommandLine;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Agencies.Catalogue;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory import</c>: agencies from a table into the section that this node keeps, all of them or none.</summary>
public static class ImportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var file = new Argument<string>("tệp.csv") { Description = "Bảng cơ quan: CSV UTF-8, hoặc “Văn bản Unicode” của Excel." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Chỉ đọc và báo cáo từng dòng, không ký gì." };
        var host = new Option<string?>("--host") { Description = "Nút đặt các cơ quan mà dòng không nêu nút.", HelpName = "nút" };
        var issuer = new Option<string?>("--issuer") { Description = "Cơ quan ban hành, cho các dòng không nêu.", HelpName = "tên" };
        var decision = new Option<string?>("--decision") { Description = "Số quyết định, cho các dòng không nêu.", HelpName = "số" };
        var date = new Option<string?>("--decision-date") { Description = "Ngày quyết định (30/06/2025), cho các dòng không nêu.", HelpName = "ngày" };
        var command = new Command("import", "Nhập bảng cơ quan vào phần danh bạ của nút này, báo cáo từng dòng.").With(file, dryRun, host, issuer, decision, date);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var path = parse.GetRequiredValue(file);
            var bytes = TableFiles.Read(path);
            var folder = new DirectoryFolder(GlobalOptions.DataFolder(parse));
            var book = folder.Open();
            var (name, key) = folder.OwnKey();
            using (key)
            {
                var now = TimeProvider.System.GetUtcNow();
                var current = book.Find(name);
                var import = Read(path, bytes, current, book.Snapshot, HostOf(parse.GetValue(host)), ActOf(parse.GetValue(issuer), parse.GetValue(decision), parse.GetValue(date)), now);
                var sign = import.MayBeSigned && !parse.GetValue(dryRun) && import.Added + import.Changed > 0;
                var version = current?.Head.Version ?? 0;
                if (sign)
                {
                    var records = (current?.Records ?? []).Where(static r => r is not AgencyRecord).Concat(import.Agencies.Select(static a => new AgencyRecord(a)));
                    var next = SectionIssue.Next(current, name, records, key, now);
                    folder.Publish(book, next, now);
                    version = next.Head.Version;
                }

                Report(terminal, import, name, version, sign);
                return import.MayBeSigned ? ExitCodes.Done : ExitCodes.Refused;
            }
        });
        return command;
    }

    private static AgencyImport Read(string path, byte[] bytes, DirectorySection? current, DirectorySnapshot directory, NodeId? host, IssuingAct? act, DateTimeOffset now)
    {
        try
        {
            return AgencyImport.Read(bytes, [.. current?.Agencies ?? AgencyPage.Empty], directory, host, act, new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
        }
        catch (CsvFormatException e)
        {
            throw TableFiles.Broken(path, e);
        }
    }

    private static void Report(Terminal terminal, AgencyImport import, string section, long version, bool signed)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(new ImportResult(section, version, signed, import.Added, import.Changed, import.Unchanged, import.Lines), CliJson.Pretty.ImportResult);
            return;
        }

        TableFiles.Print(terminal, import.Lines);
        terminal.Line($"Thêm {import.Added}, sửa {import.Changed}, giữ nguyên {import.Unchanged}; lỗi {import.Lines.Count(static l => l.IsError)}, lưu ý {import.Lines.Count(static l => !l.IsError)}.");
        terminal.Line(signed ? $"Đã ký phần danh bạ '{section}' bản {version}."
            : !import.MayBeSigned ? "Chưa ký gì: sửa các dòng lỗi rồi làm lại."
            : import.Added + import.Changed == 0 ? "Không có gì thay đổi, không ký bản mới."
            : "Chạy thử: chưa ký gì. Bỏ --dry-run để ký.");
    }

    private static NodeId? HostOf(string? text) => text is null ? null
        : NodeId.TryParse(text, out var id) ? id
        : throw CliFailureException.Usage($"'{text}' không phải tên nút.");

    private static IssuingAct? ActOf(string? issuer, string? decision, string? date)
    {
        if (issuer is null && decision is null && date is null)
        {
            return null;
        }

        return issuer is { Length: > 0 } && decision is { Length: > 0 } && AgencyColumns.TryInstant(date ?? "", out var day)
            ? new IssuingAct(issuer, decision, Core.Rules.VietnamTime.DateOf(day))
            : throw CliFailureException.Usage("Nêu đủ --issuer, --decision và --decision-date, hoặc không nêu tùy chọn nào.");
    }
}

/// <summary>What <c>directory import --json</c> prints.</summary>
public sealed record ImportResult(string Section, long Version, bool Published, int Added, int Changed, int Unchanged, IReadOnlyList<ImportLine> Lines);
