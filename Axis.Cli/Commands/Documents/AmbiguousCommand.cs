using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Documents;

/// <summary><c>axis ambiguous list|assign|dismiss</c>: statuses that fit several documents and wait for a person (STA-09).</summary>
public static class AmbiguousCommand
{
    private const int ShortestPacket = 8;

    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("ambiguous", "Trạng thái gửi về khớp với nhiều văn bản: chọn văn bản mà nó nói tới.").With(BuildList(), BuildAssign(), BuildDismiss());

    private static Argument<string> Id() => new("mã") { Description = "Mã trạng thái như 'axis ambiguous list' in ra." };

    private static Command BuildList()
    {
        var limit = Paging.Limit();
        var after = Paging.After();
        return new Command("list", "Liệt kê trạng thái đang chờ và các văn bản khớp với từng trạng thái.").With(limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var page = await PageAsync(client, parse.GetValue(limit), parse.GetValue(after), cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(page, AxisJson.Pretty.PageAmbiguousStatusView);
                    return ExitCodes.Done;
                }

                foreach (var status in page.Items)
                {
                    terminal.Wrapped($"{ShortId.Of(status.Id)}  {VietnamTime.Full(status.At)}  {status.From} báo {status.Code} {status.Name} về {SafeText.Of(status.DocumentCode ?? status.DocumentId ?? "văn bản không rõ")} của {status.Sender}{(status.Description is { Length: > 0 } text ? " – " + SafeText.Cut(text, 60) : "")}");
                    terminal.Table(
                        ["Gói", "Mã văn bản", "Nơi nhận", "Trạng thái", "Gửi lúc"],
                        status.Candidates.Select(static c => (IReadOnlyList<string>)[c.Packet?[..16] ?? "–", SafeText.Of(c.DocumentId), c.Recipient, TrackCommand.StateOf(c), VietnamTime.Full(c.CreatedAt)]));
                }

                if (page.Items.Count == 0)
                {
                    terminal.Line("Không có trạng thái nào đang chờ.");
                }

                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    private static Command BuildAssign()
    {
        var id = Id();
        var packet = new Argument<string>("văn bản") { Description = "Gói tin (hoặc phần đầu) hay mã văn bản, trong các văn bản khớp." };
        return new Command("assign", "Ghi trạng thái vào một văn bản.").With(id, packet)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var status = await FindAsync(client, parse.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
                var text = parse.GetRequiredValue(packet);
                var meant = status.Candidates.Where(c => c.DocumentId == text || (text.Length >= ShortestPacket && c.Packet?.StartsWith(text, StringComparison.OrdinalIgnoreCase) == true)).ToList();
                if (meant.Count != 1)
                {
                    throw new CliFailureException(ExitCodes.Refused, "NOT_FOUND", $"'{text}' chỉ {(meant.Count == 0 ? "không văn bản nào" : "nhiều hơn một văn bản")} trong các văn bản khớp.", "Dùng mã gói ở cột đầu của 'axis ambiguous list'.");
                }

                return await SettleAsync(client, terminal, status, new SettleAmbiguous { Line = meant[0].Id }, cancellationToken).ConfigureAwait(false);
            });
    }

    private static Command BuildDismiss()
    {
        var id = Id();
        var reason = new Option<string>("--reason") { Description = "Vì sao trạng thái không thuộc văn bản nào.", HelpName = "lý do", Required = true };
        return new Command("dismiss", "Bỏ qua trạng thái: không thuộc văn bản nào.").With(id, reason)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var status = await FindAsync(client, parse.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
                return await SettleAsync(client, terminal, status, new SettleAmbiguous { Reason = parse.GetRequiredValue(reason) }, cancellationToken).ConfigureAwait(false);
            });
    }

    private static Task<Page<AmbiguousStatusView>> PageAsync(NodeClient client, int? limit, string? after, CancellationToken cancellationToken) =>
        client.GetAsync(Routes.Query(Routes.Path("statuses", "ambiguous"), ("limit", limit), ("after", after)), ApiJson.Client.PageAmbiguousStatusView, cancellationToken);

    private static async Task<AmbiguousStatusView> FindAsync(NodeClient client, string text, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<Guid, AmbiguousStatusView>();
        var id = await PagedLookup.FindAsync(
            text,
            async after =>
            {
                var page = await PageAsync(client, PagedLookup.PageSize, after, cancellationToken).ConfigureAwait(false);
                foreach (var status in page.Items)
                {
                    seen[status.Id] = status;
                }

                return (page.Items.Where(i => ShortId.Means(i.Id, text) || i.Id.ToString() == text).Select(static i => i.Id), page.Next);
            },
            "trạng thái",
            "Xem 'axis ambiguous list'.",
            "Dùng cả mã (UUID).").ConfigureAwait(false);
        if (!seen.TryGetValue(id, out var found))
        {
            found = (await PageAsync(client, PagedLookup.PageSize, null, cancellationToken).ConfigureAwait(false)).Items.FirstOrDefault(i => i.Id == id);
        }

        return found ?? throw new CliFailureException(ExitCodes.Refused, "NOT_FOUND", $"Không thấy trạng thái '{text}'.", "Xem 'axis ambiguous list'.");
    }

    private static async Task<int> SettleAsync(NodeClient client, Terminal terminal, AmbiguousStatusView status, SettleAmbiguous answer, CancellationToken cancellationToken)
    {
        var settled = await client.PostAsync(Routes.Path("statuses", "ambiguous", status.Id.ToString()), answer, ApiJson.Client.SettleAmbiguous, ApiJson.Client.SettledStatus, cancellationToken).ConfigureAwait(false);
        if (terminal.Json)
        {
            terminal.WriteJson(settled, AxisJson.Pretty.SettledStatus);
        }
        else
        {
            terminal.Line(settled.State is { } state ? $"Đã ghi {settled.Code} {status.Name} vào văn bản; trạng thái bây giờ: {state}." : "Đã bỏ qua trạng thái; lý do nằm trong nhật ký.");
        }

        return ExitCodes.Done;
    }
}
