using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Registers;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis register show</c>: the lines of a register, or one line with every correction.</summary>
internal static class RegisterShowCommand
{
    public static Command Build()
    {
        var agency = RegisterOptions.Agency();
        var register = RegisterOptions.Register([.. RegisterKinds.Names]);
        var year = RegisterOptions.Year();
        var book = RegisterOptions.NumberBook();
        var line = new Option<string?>("--line") { Description = "Chỉ dòng này (số đến, hoặc số/ký hiệu), với mọi lần sửa.", HelpName = "dòng" };
        var limit = Paging.Limit();
        var after = Paging.After();
        return new Command("show", "Xem sổ theo các cột của Nghị định 30.").With(agency, register, year, book, line, limit, after)
            .Calling((client, terminal, parse, cancellationToken) =>
            {
                var kind = RegisterKinds.Parse(parse.GetRequiredValue(register));
                (string, object?)[] query = [("agency", parse.GetRequiredValue(agency)), ("year", parse.GetValue(year)), ("book", parse.GetValue(book))];
                return parse.GetValue(line) is { } one
                    ? OneAsync(client, terminal, Routes.Query(Routes.Path("registers", RegisterKinds.Name(kind), "line"), [.. query, ("line", one)]), cancellationToken)
                    : AllAsync(client, terminal, kind, Routes.Query(Routes.Path("registers", RegisterKinds.Name(kind), "lines"), [.. query, ("limit", parse.GetValue(limit)), ("after", parse.GetValue(after))]), cancellationToken);
            });
    }

    private static async Task<int> AllAsync(NodeClient client, Terminal terminal, RegisterKind kind, string path, CancellationToken cancellationToken)
    {
        var page = await client.GetAsync(path, ApiJson.Client.PageRegisterLineView, cancellationToken).ConfigureAwait(false);
        if (terminal.Json)
        {
            terminal.WriteJson(page, AxisJson.Pretty.PageRegisterLineView);
            return ExitCodes.Done;
        }

        // Ten columns do not fit a terminal: each line is told as a block, in the order of the printed register.
        foreach (var line in page.Items)
        {
            terminal.Line($"{line.Year} · {SafeText.Of(line.Line)}");
            foreach (var (column, cell) in RegisterColumns.Of(kind).Zip(line.Cells).Where(static p => p.Second.Length > 0))
            {
                terminal.Wrapped($"  {column.Heading}: {SafeText.Of(cell)}");
            }
        }

        if (page.Items.Count == 0)
        {
            terminal.Line("(sổ chưa có dòng nào)");
        }

        Paging.Hint(terminal, page.Next);
        return ExitCodes.Done;
    }

    private static async Task<int> OneAsync(NodeClient client, Terminal terminal, string path, CancellationToken cancellationToken)
    {
        var detail = await client.GetAsync(path, ApiJson.Client.RegisterLineDetail, cancellationToken).ConfigureAwait(false);
        if (terminal.Json)
        {
            terminal.WriteJson(detail, AxisJson.Pretty.RegisterLineDetail);
            return ExitCodes.Done;
        }

        terminal.Line($"{detail.Line.Year} · {SafeText.Of(detail.Line.Line)}, phiên bản {detail.Line.Version}");
        foreach (var cell in detail.Line.Cells.Where(static c => c.Length > 0))
        {
            terminal.Wrapped("  " + SafeText.Of(cell));
        }

        foreach (var version in detail.Versions)
        {
            terminal.Wrapped($"  {version.Version}. {VietnamTime.Full(version.At)} {version.Actor}: {SafeText.Of(version.Reason ?? "vào sổ văn bản giấy")}");
        }

        return ExitCodes.Done;
    }
}
