using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Documents;

/// <summary><c>axis track</c>: where a document is, per recipient, hop by hop.</summary>
public static class TrackCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var packet = new Argument<string?>("văn bản") { Description = "Mã gói tin (hoặc phần đầu), mã văn bản, số/ký hiệu; bỏ trống để xem mọi văn bản đang theo dõi.", Arity = ArgumentArity.ZeroOrOne };
        var open = new Option<bool>("--open") { Description = "Chỉ những nơi nhận chưa xong." };
        var limit = Paging.Limit();
        var after = Paging.After();
        return new Command("track", "Theo dõi văn bản đã gửi: đang ở đâu, ai đã nhận, hạn nào.").With(packet, open, limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                if (parse.GetValue(packet) is not { } text)
                {
                    var path = Routes.Query(Routes.Path("tracking"), ("openOnly", parse.GetValue(open)), ("limit", parse.GetValue(limit)), ("after", parse.GetValue(after)));
                    return ShowList(terminal, await client.GetAsync(path, ApiJson.Client.PageTrackingLine, cancellationToken).ConfigureAwait(false));
                }

                var digest = await PacketLookup.FindAsync(client, text, cancellationToken).ConfigureAwait(false);
                var view = await client.GetAsync(Routes.Path("tracking", digest), ApiJson.Client.TrackingView, cancellationToken).ConfigureAwait(false);
                Show(terminal, view);
                return ExitCodes.Done;
            });
    }

    /// <summary>One recipient as a row: who, state, place, remark.</summary>
    public static IReadOnlyList<string> Row(TrackingLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return [Recipient(line), StateOf(line), PlaceOf(line), Remark(line)];
    }

    /// <summary>"ở nút tỉnh X, nhận 09:14, chờ xã Y, hạn 17:00".</summary>
    public static string PlaceOf(TrackingLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var parts = new List<string>();
        if (line.Place is { } place)
        {
            parts.Add("ở nút " + place);
        }

        if (line.Since is { } since)
        {
            parts.Add("nhận " + VietnamTime.Near(since, line.UpdatedAt));
        }

        // Once the recipient has it, nobody waits for the way any more.
        var onItsWay = line.State == "SENT";
        if (onItsWay && line.WaitingFor is { } next)
        {
            parts.Add("chờ " + next);
        }

        if (onItsWay && line.Deadline is { } deadline)
        {
            parts.Add("hạn " + VietnamTime.Near(deadline, line.UpdatedAt) + (line.Late ? " (TRỄ)" : ""));
        }

        return parts.Count == 0 ? "–" : string.Join(", ", parts);
    }

    /// <summary>"01 Đã đến"; before the first answer there is no code that a clerk knows: "Đã gửi".</summary>
    public static string StateOf(TrackingLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.State.Length > 0 && char.IsAsciiDigit(line.State[0]) ? $"{line.State} {line.StateName}" : line.StateName;
    }

    private static void Show(Terminal terminal, TrackingView view)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(view, AxisJson.Pretty.TrackingView);
            return;
        }

        terminal.Line($"{SafeText.Of(view.Code)} {SafeText.Cut(view.Subject, 80)}");
        terminal.Line($"  {view.From} gửi lúc {VietnamTime.Full(view.SentAt)}, gói tin {view.Packet}");
        if (view is { FirstVerdict: { } first, LatestVerdict: { } latest })
        {
            terminal.Line($"  chữ ký: {first.Verdict} lúc {VietnamTime.Full(first.At)}{(latest.At == first.At ? "" : $"; mới nhất {latest.Verdict} lúc {VietnamTime.Full(latest.At)}")}");
        }

        DocumentText.WriteLevel(terminal, view.SignatureLevel);
        foreach (var recipient in view.Recipients)
        {
            var line = recipient.Line;
            terminal.Line();
            terminal.Line($"{Recipient(line)}: {StateOf(line)} – {PlaceOf(line)}");
            if (line.Redirection is { } redirection)
            {
                terminal.Wrapped("  " + SafeText.Of(redirection));
            }

            if (Remark(line) is { Length: > 0 } remark)
            {
                terminal.Line("  Lưu ý: " + remark);
            }

            foreach (var hop in recipient.Hops)
            {
                var outcome = hop.Accepted ? "" : $" – không nhận{(hop.Code is { } code ? $" [{code}]" : "")}";
                terminal.Line($"  {VietnamTime.Clock(hop.At)}  {SafeText.Of(hop.NodeName ?? hop.Node),-28} {hop.EventName}{outcome}  (biên nhận {hop.Receipt[..12]})");
            }

            foreach (var status in recipient.History.Where(static h => !h.IsReceipt))
            {
                var actor = string.Join(", ", new[] { status.Actor, status.Unit }.Where(static s => !string.IsNullOrEmpty(s)));
                terminal.Line($"  {VietnamTime.Clock(status.At)}  {SafeText.Of(status.Issuer),-28} {status.Code} {status.Name}{Tail(status.Description)}{Tail(actor)}");
            }
        }
    }

    private static int ShowList(Terminal terminal, Page<TrackingLine> page)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(page, AxisJson.Pretty.PageTrackingLine);
            return ExitCodes.Done;
        }

        terminal.Table(
            ["Số/ký hiệu", "Nơi nhận", "Trạng thái", "Đang ở", "Ghi chú"],
            page.Items.Select(static l => (IReadOnlyList<string>)[l.Code ?? l.DocumentId, .. Row(l)]));
        Paging.Hint(terminal, page.Next);
        return ExitCodes.Done;
    }

    private static string Recipient(TrackingLine line)
    {
        var name = line.DeliveredName is { } delivered ? $" {delivered}" : "";
        return line.Delivered == line.Recipient ? line.Recipient + name : $"{line.Recipient} → {line.Delivered}{name}";
    }

    private static string Remark(TrackingLine line) =>
        string.Join("; ", new[] { line.ChangeText, line.ReplacedBy is { } by ? $"thay bằng gói {by[..16]}" : null, line.ResentOf is { } refused ? $"gửi lại gói {refused[..16]} đã bị từ chối" : null, line.ResentAs is { } again ? $"đã gửi lại bằng gói {again[..16]}" : null, line.Anomaly, line.ReasonCode is { } code && line.Reason?.StartsWith('[') != true ? $"[{code}] {line.Reason}" : line.Reason, line.Late ? "quá hạn" : null }
            .Where(static s => !string.IsNullOrEmpty(s)));

    private static string Tail(string? text) => string.IsNullOrEmpty(text) ? "" : " – " + SafeText.Cut(text, 80);
}
