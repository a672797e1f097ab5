using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Demo;

/// <summary>Prints what the sender's node learns of a document, as it learns it: each hop with its receipt, each answer.</summary>
public sealed class HopWatcher(NodeClient sender, Terminal terminal, string title, string packet)
{
    // Where the sentence begins after time, title, recipient and arrow.
    private const int AfterArrow = 48;
    private readonly HashSet<(string Recipient, string Source)> _shown = [];

    /// <summary>The document's packet.</summary>
    public string Packet => packet;

    /// <summary>Title for people.</summary>
    public string Title => title;

    /// <summary>Asks the node once and prints what is new.</summary>
    public async Task<TrackingView> LookAsync(CancellationToken cancellationToken)
    {
        var view = await sender.GetAsync(Routes.Path("tracking", packet), ApiJson.Client.TrackingView, cancellationToken).ConfigureAwait(false);
        var news = new List<(DateTimeOffset At, string Status, string Line)>();
        foreach (var recipient in view.Recipients)
        {
            foreach (var hop in recipient.Hops.Where(h => _shown.Add((recipient.Line.Recipient, h.Receipt))))
            {
                var outcome = hop.Accepted ? "" : $" – KHÔNG NHẬN [{hop.Code}]";
                news.Add((hop.At, "", $"{recipient.Line.Recipient,-14} ← {hop.NodeName ?? hop.Node}: {hop.EventName}{outcome}, biên nhận {hop.Receipt[..12]}"));
            }

            foreach (var status in recipient.History.Where(h => !h.IsReceipt && _shown.Add((recipient.Line.Recipient, h.Source + h.Code))))
            {
                var remark = string.IsNullOrEmpty(status.Description) ? "" : " – " + SafeText.Cut(status.Description, 70);
                news.Add((status.At, status.Code, $"{recipient.Line.Recipient,-14} ← {status.Issuer} trả lời {status.Code} {status.Name}{remark}"));
            }
        }

        // Statuses sent within one second may overtake one another on the way; they are read in the order of the work (03, 05, 06).
        foreach (var (at, _, line) in news.OrderBy(static n => n.At.ToUnixTimeSeconds()).ThenBy(static n => n.Status, StringComparer.Ordinal).ThenBy(static n => n.At))
        {
            terminal.Wrapped($"  {VietnamTime.Clock(at)}  {title,-18} {SafeText.Of(line)}", AfterArrow);
        }

        return view;
    }

    /// <summary>Looks until the condition holds.</summary>
    /// <exception cref="CliFailureException">It did not hold in time; the details say where each recipient stands.</exception>
    public async Task<TrackingView> UntilAsync(Func<TrackingView, bool> holds, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentNullException.ThrowIfNull(time);
        var start = time.GetTimestamp();
        while (true)
        {
            var view = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (holds(view))
            {
                return view;
            }

            if (time.GetElapsedTime(start) > timeout)
            {
                throw new CliFailureException(ExitCodes.Refused, "DEMO_LATE", $"{title}: chưa xong sau {timeout.TotalSeconds:0} giây.", "Chạy lại với --stay để xem các nút; nhật ký nằm trong thư mục dữ liệu.")
                {
                    Details = [.. view.Recipients.Select(static r => $"{r.Line.Recipient}: {r.Line.State} {r.Line.StateName}, {Documents.TrackCommand.PlaceOf(r.Line)}")],
                };
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken).ConfigureAwait(false);
        }
    }
}
