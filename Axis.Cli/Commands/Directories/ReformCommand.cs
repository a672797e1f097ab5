using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies.Catalogue;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory reform plan|apply</c>: a mass closing as a table, first seen, then signed (REF-14).</summary>
public static class ReformCommand
{
    /// <summary>The table of 2025 that comes with the program.</summary>
    public static string BuiltIn => Path.Combine(AppContext.BaseDirectory, "data", ReformRows.BuiltIn);

    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("reform", "Sắp xếp hàng loạt: đóng, kế thừa, phiên bản mới, theo bảng.").With(
        Build("plan", "Chạy thử: nêu mọi thay đổi và việc còn dở của các cơ quan sắp đóng.", apply: false),
        Build("apply", "Ký phần danh bạ mới theo bảng; các thay đổi có hiệu lực đúng thời điểm ghi trong bảng.", apply: true));

    private static Command Build(string verb, string description, bool apply)
    {
        var file = new Argument<string>("bảng.csv") { Description = "Bảng sắp xếp, hoặc '2025' cho bảng kèm chương trình." };
        var uncertain = new Option<bool>("--accept-uncertain") { Description = "Nhận cả các dòng ghi chưa chắc chắn, sau khi đã đối chiếu văn bản." };
        var unfinished = new Option<bool>("--despite-pending") { Description = "Ký dù còn việc dở hoặc chưa hỏi được nút; việc đó do đơn vị kế thừa làm tiếp." };
        var command = new Command(verb, description).With(file, uncertain);
        if (apply)
        {
            command.Add(unfinished);
        }

        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var given = parse.GetRequiredValue(file);
            var path = given == "2025" && !File.Exists(given) ? BuiltIn : given;
            var folder = new DirectoryFolder(GlobalOptions.DataFolder(parse));
            var book = folder.Open();
            var (name, key) = folder.OwnKey();
            using (key)
            {
                var now = TimeProvider.System.GetUtcNow();
                var current = book.Find(name) ?? throw DirectoryFolder.NoSection();
                var reform = Plan(path, name, current, book.Snapshot, parse.GetValue(uncertain));
                var pending = reform.Closing.Count == 0 ? [] : await AskAsync(parse, reform, cancellationToken).ConfigureAwait(false);
                var left = pending?.Sum(static p => p.Total);
                var blocked = !reform.MayBeSigned || (apply && left != 0 && !parse.GetValue(unfinished));
                var version = current.Head.Version;
                if (apply && !blocked && reform.Effective is not null)
                {
                    var next = SectionIssue.Next(current, name, RecordsOf(current, reform), key, now);
                    folder.Publish(book, next, now);
                    version = next.Head.Version;
                }

                Show(terminal, new ReformResult(name, version, version > current.Head.Version, reform.Effective, [.. reform.Closing.Select(static a => a.Code.Value)], [.. reform.Renewed.Select(static a => a.VersionId.ToString())], pending, reform.Lines), apply, left);
                return blocked ? ExitCodes.Refused : ExitCodes.Done;
            }
        });
        return command;
    }

    private static Reform Plan(string path, string section, DirectorySection current, Core.Agencies.DirectorySnapshot directory, bool acceptUncertain)
    {
        try
        {
            return Reform.Plan(
                TableFiles.Read(path), section == SectionHead.RootName, [.. current.Agencies], [.. current.Others.OfType<TierClosingRecord>().Select(static r => r.Closing)], directory, acceptUncertain);
        }
        catch (CsvFormatException e)
        {
            throw TableFiles.Broken(path, e);
        }
    }

    private static IEnumerable<DirectoryRecord> RecordsOf(DirectorySection current, Reform reform) =>
    [
        .. current.Others.Where(static r => r is not TierClosingRecord),
        .. reform.TierClosings.Select(static c => new TierClosingRecord(c)),
        .. reform.Agencies.Select(static a => new AgencyRecord(a)),
    ];

    // The directory's keeper may sit at a machine where no node runs: the table is still planned, and it is said that nobody was asked.
    private static async Task<IReadOnlyList<PendingWork>?> AskAsync(ParseResult parse, Reform reform, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new NodeClient(NodeConnection.Of(parse));
            var found = new List<PendingWork>();
            foreach (var part in reform.Closing.Chunk(100))
            {
                var path = Routes.Query(Routes.Path("directory", "pending"), [.. part.Select(static a => ("agency", (object?)a.Code.Value))]);
                found.AddRange(await client.GetAsync(path, ApiJson.Client.IReadOnlyListPendingWork, cancellationToken).ConfigureAwait(false));
            }

            return found;
        }
        catch (CliFailureException e) when (e.ExitCode is ExitCodes.Unreachable or ExitCodes.Usage)
        {
            return null;
        }
    }

    private static void Show(Terminal terminal, ReformResult result, bool apply, int? left)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(result, CliJson.Pretty.ReformResult);
            return;
        }

        TableFiles.Print(terminal, result.Lines);
        terminal.Wrapped($"Phần '{result.Section}': đóng {result.Closing.Count} cơ quan, phiên bản mới {result.Renewed.Count} cơ quan{(result.Effective is { } at ? $", hiệu lực từ {VietnamTime.Full(at)}" : "; bảng không nói gì về phần này")}.");
        foreach (var work in (result.Pending ?? []).Where(static p => p.Total > 0))
        {
            terminal.Wrapped($"  {work.Agency} {SafeText.Of(work.Name)}: {work.Deliveries} lượt chuyển đang chờ, {work.Inbox} văn bản đến chưa xong, {work.Sent} nơi nhận chưa xử lý xong{(work.More ? " (còn nữa)" : "")}");
        }

        if (result.Closing.Count > 0)
        {
            terminal.Wrapped(left switch
            {
                null => "Không hỏi được nút về việc còn dở (nút không chạy hoặc không có thẻ vận hành).",
                0 => "Tại nút này không còn việc dở của các cơ quan sắp đóng.",
                _ => "Xử lý xong trước thời điểm trên, hoặc để đơn vị kế thừa làm tiếp: văn bản đang chuyển tới cơ quan đã đóng sẽ theo đơn vị kế thừa; văn bản đã đến vẫn nằm ở hộp thư cũ và đơn vị kế thừa đọc, trả lời được.",
            });
        }

        terminal.Line(result.Published ? $"Đã ký phần danh bạ '{result.Section}' bản {result.Version}."
            : result.Lines.Any(static l => l.IsError) ? "Chưa ký gì: sửa các lỗi trên rồi làm lại."
            : apply && result.Effective is not null ? "Chưa ký gì: còn việc dở hoặc chưa hỏi được nút; xử lý rồi làm lại, hoặc thêm --despite-pending."
            : "Chạy thử: chưa ký gì.");
    }
}

/// <summary>What <c>directory reform plan|apply --json</c> prints.</summary>
/// <param name="Section">The section.</param>
/// <param name="Version">Its version afterwards.</param>
/// <param name="Published">Whether a new version was signed.</param>
/// <param name="Effective">The instant of the first change.</param>
/// <param name="Closing">Codes that close.</param>
/// <param name="Renewed">New agency versions.</param>
/// <param name="Pending">What is under way for those that close; <c>null</c> when no node answered.</param>
/// <param name="Lines">The report.</param>
public sealed record ReformResult(
    string Section, long Version, bool Published, DateTimeOffset? Effective, IReadOnlyList<string> Closing, IReadOnlyList<string> Renewed, IReadOnlyList<PendingWork>? Pending, IReadOnlyList<ImportLine> Lines);
