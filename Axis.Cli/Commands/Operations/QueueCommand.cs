using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis queue list|retry</c>: what the node owes its neighbours.</summary>
public static class QueueCommand
{
    // What the node says of a delivery that does not wait any more.
    private const string NotWaiting = "DELIVERY_UNKNOWN";

    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("queue", "Hàng chờ gửi sang các nút bên cạnh.").With(BuildList(), BuildRetry());

    private static Command BuildList()
    {
        var link = new Option<string?>("--link") { Description = "Chỉ kết nối tới nút này.", HelpName = "nút" };
        var state = new Option<string?>("--state") { Description = "waiting (mặc định), acknowledged, dead, refused, withdrawn, all.", HelpName = "trạng thái" };
        var limit = Paging.Limit();
        var after = Paging.After();
        return new Command("list", "Liệt kê các lượt chuyển.").With(link, state, limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(
                    Routes.Path("queue"),
                    ("link", parse.GetValue(link)),
                    ("state", parse.GetValue(state) switch { null => "waiting", "all" => null, var given => given }),
                    ("limit", parse.GetValue(limit)),
                    ("after", parse.GetValue(after)));
                var view = await client.GetAsync(path, ApiJson.Client.QueueView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(view, AxisJson.Pretty.QueueView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Kết nối", "Trạng thái", "Số lượt", "Cũ nhất từ"],
                    view.Counts.Select(static c => (IReadOnlyList<string>)[c.Link, StateName(c.State), $"{c.Count}", VietnamTime.Full(c.OldestAt)]));
                terminal.Table(
                    ["Lượt", "Kết nối", "Trạng thái", "Nơi nhận", "Lần thử", "Đến hạn", "Lỗi gần nhất"],
                    view.Items.Select(DeliveryRow));
                Paging.Hint(terminal, view.Next);
                return ExitCodes.Done;
            });
    }

    private static Command BuildRetry()
    {
        var id = new Argument<string?>("lượt") { Description = "Mã lượt chuyển như 'axis queue list' in ra (hoặc cả UUID); bỏ trống cùng --link để thử lại cả kết nối.", Arity = ArgumentArity.ZeroOrOne };
        var link = new Option<string?>("--link") { Description = "Thử lại ngay mọi lượt đang chờ tới nút này.", HelpName = "nút" };
        return new Command("retry", "Thử gửi lại ngay, không đợi đến hạn.").With(id, link)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var deliveries = parse.GetValue(id) is { } text ? [await DeliveryLookup.FindAsync(client, text, "waiting", "axis queue list", cancellationToken).ConfigureAwait(false)] : await WaitingAsync(client, parse.GetValue(link), cancellationToken).ConfigureAwait(false);
                var retried = new List<Guid>();
                foreach (var delivery in deliveries)
                {
                    if (await RetryAsync(client, delivery, isOneOfMany: parse.GetValue(id) is null, cancellationToken).ConfigureAwait(false))
                    {
                        retried.Add(delivery);
                    }
                }

                if (terminal.Json)
                {
                    terminal.WriteJson(new RetriedDeliveries(retried), CliJson.Pretty.RetriedDeliveries);
                }
                else
                {
                    terminal.Line($"Đã cho gửi lại ngay {retried.Count} lượt chuyển.{(retried.Count < deliveries.Count ? $" {deliveries.Count - retried.Count} lượt vừa xong, không còn chờ." : "")}");
                }

                return ExitCodes.Done;
            });
    }

    // Of many, one may get through between the list and its turn: it holds up none of the others.
    private static async Task<bool> RetryAsync(NodeClient client, Guid delivery, bool isOneOfMany, CancellationToken cancellationToken)
    {
        try
        {
            await client.CallAsync(HttpMethod.Post, Routes.Path("queue", delivery.ToString(), "retry"), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CliFailureException e) when (isOneOfMany && e.Code == NotWaiting)
        {
            return false;
        }
    }

    /// <summary>One delivery as a row.</summary>
    public static IReadOnlyList<string> DeliveryRow(DeliveryView delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var error = delivery.ReasonCode is { } code ? $"[{code}] {SafeText.Cut(delivery.Reason, 60)}" : "–";
        return
        [
            ShortId.Of(delivery.Id), delivery.Link, StateName(delivery.State), SafeText.Cut(string.Join(", ", delivery.Recipients), 40),
            $"{delivery.Tries}", VietnamTime.Full(delivery.DueAt), error,
        ];
    }

    private static string StateName(string state) => state switch
    {
        "waiting" => "đang chờ",
        "acknowledged" => "đã nhận biên nhận",
        "dead" => "tạm dừng",
        "refused" => "bị từ chối",
        "withdrawn" => "đã rút",
        _ => state,
    };

    private static async Task<IReadOnlyList<Guid>> WaitingAsync(NodeClient client, string? link, CancellationToken cancellationToken)
    {
        if (link is null)
        {
            throw CliFailureException.Usage("Cần nêu lượt chuyển hoặc --link.", "Xem 'axis queue list'.");
        }

        var found = new List<Guid>();
        string? after = null;
        do
        {
            var path = Routes.Query(Routes.Path("queue"), ("link", link), ("state", "waiting"), ("limit", 200), ("after", after));
            var view = await client.GetAsync(path, ApiJson.Client.QueueView, cancellationToken).ConfigureAwait(false);
            found.AddRange(view.Items.Select(static d => d.Id));
            after = view.Next;
        }
        while (after is not null);
        return found;
    }
}

/// <summary>What <c>queue retry</c> made due now.</summary>
public sealed record RetriedDeliveries(IReadOnlyList<Guid> Deliveries);
