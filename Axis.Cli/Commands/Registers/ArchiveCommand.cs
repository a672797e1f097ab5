using System.CommandLine;
using System.Globalization;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis archive …</c>: files of records and when they go to the archives (ARC-02…08, ARC-11).</summary>
internal static class ArchiveCommand
{
    public static Command Build() => new Command("archive", "Hồ sơ: thời hạn bảo quản, hạn nộp lưu trữ, xuất cả hồ sơ.").With(
        BuildList("list", "Danh mục hồ sơ.", due: false),
        BuildList("due", "Hồ sơ tới hạn trong 30 ngày hoặc đã quá hạn nộp lưu trữ.", due: true),
        BuildOpen(),
        BuildMove("end", "Công việc kết thúc (xây dựng cơ bản: ngày quyết toán)."),
        BuildMove("extend", "Đơn vị giữ lại đến ngày này, tối đa thêm 2 năm; --note là văn bản đồng ý kèm danh mục."),
        BuildMove("hand-over", "Đã nộp vào lưu trữ hiện hành; --note là biên bản giao nhận."),
        BuildMove("historical", "Đã nộp vào lưu trữ lịch sử."),
        ArchiveExportCommand.Build());

    /// <summary>What names a file: agency, year of its list, notation.</summary>
    public static (Argument<string> Agency, Argument<int> Catalog, Argument<string> Notation) Key() => (
        new Argument<string>("cơ quan") { Description = "Mã định danh cơ quan." },
        new Argument<int>("năm") { Description = "Năm của danh mục hồ sơ." },
        new Argument<string>("ký hiệu") { Description = "Ký hiệu hồ sơ trong danh mục." });

    private static Command BuildList(string name, string description, bool due)
    {
        var agency = new Option<string?>("--agency") { Description = "Chỉ của cơ quan này.", HelpName = "mã" };
        return new Command(name, description).With(agency)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var files = await client.GetAsync(Routes.Query(Routes.Path("archive", "files"), ("agency", parse.GetValue(agency)), ("due", due)), ApiJson.Client.IReadOnlyListRecordFileView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(files, AxisJson.Pretty.IReadOnlyListRecordFileView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Cơ quan", "Hồ sơ", "Tiêu đề", "Hạn giữ", "Nộp trước", "Tình trạng"],
                    files.Select(static f => (IReadOnlyList<string>)[f.Agency, $"{f.Catalog}/{SafeText.Of(f.Notation)}", SafeText.Of(f.Title), f.Retention, f.DueBy is { } by ? by.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "–", Standing(f)]));
                return ExitCodes.Done;
            });
    }

    private static Command BuildOpen()
    {
        var (agency, catalog, notation) = Key();
        var title = new Argument<string>("tiêu đề") { Description = "Tiêu đề hồ sơ." };
        var retention = new Option<string?>("--retention") { Description = "Mã thời hạn: 01 vĩnh viễn, 02 70 năm, 03 50, 04 30, 05 20, 06 10, 07:số năm.", HelpName = "mã" };
        var record = new Option<string?>("--record") { Description = "Loại hồ sơ trong retention.json; cho thời hạn khi không nêu --retention.", HelpName = "loại" };
        var construction = new Option<bool>("--construction") { Description = "Xây dựng cơ bản: nộp trong 3 tháng từ ngày quyết toán." };
        var years = new Option<int?>("--historical-years") { Description = "Số năm tới hạn nộp lưu trữ lịch sử, cho ngành có quy định riêng (mặc định 5, tối đa 30).", HelpName = "năm" };
        return new Command("open", "Mở hồ sơ.").With(agency, catalog, notation, title, retention, record, construction, years)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var request = new OpenRecordFile(
                    parse.GetRequiredValue(agency), parse.GetRequiredValue(catalog), parse.GetRequiredValue(notation), parse.GetRequiredValue(title),
                    parse.GetValue(record), parse.GetValue(retention), parse.GetValue(construction), parse.GetValue(years));
                return Show(terminal, await client.PostAsync(Routes.Path("archive", "files"), request, ApiJson.Client.OpenRecordFile, ApiJson.Client.RecordFileView, cancellationToken).ConfigureAwait(false));
            });
    }

    private static Command BuildMove(string step, string description)
    {
        var (agency, catalog, notation) = Key();
        var day = new Option<DateOnly>("--day") { Description = "Ngày, năm-tháng-ngày.", HelpName = "ngày", Required = true };
        var note = new Option<string?>("--note") { Description = "Căn cứ: văn bản đồng ý, biên bản.", HelpName = "căn cứ" };
        return new Command(step, description).With(agency, catalog, notation, day, note)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var request = new MoveRecordFile(parse.GetRequiredValue(agency), parse.GetRequiredValue(catalog), parse.GetRequiredValue(notation), step, parse.GetRequiredValue(day), parse.GetValue(note));
                return Show(terminal, await client.PostAsync(Routes.Path("archive", "files", "move"), request, ApiJson.Client.MoveRecordFile, ApiJson.Client.RecordFileView, cancellationToken).ConfigureAwait(false));
            });
    }

    private static int Show(Terminal terminal, RecordFileView file)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(file, AxisJson.Pretty.RecordFileView);
        }
        else
        {
            terminal.Wrapped($"{file.Catalog}/{SafeText.Of(file.Notation)} {SafeText.Of(file.Title)}: {Standing(file)}{(file.DueBy is { } by ? $", nộp trước {by:dd/MM/yyyy}" : "")}.");
        }

        return ExitCodes.Done;
    }

    private static string Standing(RecordFileView file) => file switch
    {
        { Standing: "overdue" } => "quá hạn",
        { Standing: "due" } => "tới hạn",
        { Historical: not null } => "ở lưu trữ lịch sử",
        { HandedOver: not null } => "ở lưu trữ hiện hành",
        { Ended: not null } => "đã kết thúc",
        _ => "đang mở",
    };
}
