using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis journal verify|list</c>.</summary>
public static class JournalCommand
{
    // Longest code of an agency in the first form; and what columns, padding and the time take of a line.
    private const int LongestParty = 13;
    private const int Shown = 8;
    private const int Taken = 19 + 16 + Shown + LongestParty;

    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("journal", "Nhật ký kiểm toán.").With(BuildVerify(), BuildList());

    private static Command BuildVerify() =>
        new Command("verify", "Tính lại toàn bộ nhật ký và đối chiếu với các mốc đã niêm phong và mốc mà nút bên cạnh giữ.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var result = await client.PostAsync(Routes.Path("journal", "verify"), ApiJson.Client.JournalVerification, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.JournalVerification);
                }
                else if (result.Ok)
                {
                    terminal.Line($"Nhật ký nguyên vẹn: {result.Entries} mục, {result.Heads} mốc niêm phong, {result.SealedEntries} mục đã niêm phong.");
                }
                else
                {
                    terminal.Line("Nhật ký KHÔNG khớp: " + SafeText.Of(result.Failure));
                    terminal.Line("Cần làm: giữ nguyên dữ liệu, báo người phụ trách an toàn thông tin, đối chiếu với mốc mà các nút bên cạnh đã ký.");
                }

                if (!terminal.Json)
                {
                    Tell(terminal, result);
                }

                return result.Ok ? ExitCodes.Done : ExitCodes.Refused;
            });

    private static void Tell(Terminal terminal, JournalVerification result)
    {
        foreach (var witness in result.Witnesses)
        {
            terminal.Line(witness switch
            {
                { Heads: 0, Remark: { } remark } => $"  {witness.Neighbour}: chưa đối chiếu được. {SafeText.Of(remark)}",
                { Heads: 0 } => $"  {witness.Neighbour}: chưa giữ đầu nhật ký nào của nút này.",
                { TreeSize: { } size } => $"  {witness.Neighbour}: giữ đầu nhật ký cỡ {size}." + (witness.Remark is { } remark ? " " + SafeText.Of(remark) : ""),
                _ => $"  {witness.Neighbour}: giữ đầu của nhật ký trước." + (witness.Remark is { } remark ? " " + SafeText.Of(remark) : ""),
            });
        }

        foreach (var note in result.Notes)
        {
            terminal.Line("Lưu ý: " + SafeText.Of(note));
        }
    }

    private static Command BuildList()
    {
        var limit = Paging.Limit();
        var after = Paging.After();
        var packet = new Option<string?>("--packet") { Description = "Chỉ các mục về gói tin này.", HelpName = "sha256" };
        return new Command("list", "Xem các mục nhật ký, mới nhất trước.").With(packet, limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(Routes.Path("journal"), ("packet", parse.GetValue(packet)), ("limit", parse.GetValue(limit)), ("after", parse.GetValue(after)));
                var page = await client.GetAsync(path, ApiJson.Client.PageJournalLineView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(page, AxisJson.Pretty.PageJournalLineView);
                    return ExitCodes.Done;
                }

                // The last column gets what the others leave, so that none is broken within a word.
                var room = Terminal.MaxWidth - Taken - page.Items.Select(static l => l.Kind.Length).DefaultIfEmpty().Max() - page.Items.Select(static l => $"{l.Index}".Length).DefaultIfEmpty().Max();
                terminal.Table(
                    ["Số", "Lúc", "Việc", "Gói tin", "Đối tượng", "Từ → đến"],
                    page.Items.Select(l => (IReadOnlyList<string>)
                        [$"{l.Index}", VietnamTime.Full(l.At), l.Kind, l.Packet?[..Shown] ?? "–", SafeText.Cut(l.Agency ?? l.Actor ?? "–", LongestParty), SafeText.Cut(Change(l), Math.Max(room, Shown))]));
                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    private static string Change(JournalLineView line) => (line.From, line.To) switch
    {
        (null, null) => "–",
        (null, { } to) => to,
        ({ } from, null) => from + " →",
        ({ } from, { } to) => $"{from} → {to}",
    };
}
