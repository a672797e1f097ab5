using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// Compares the documents that this node handed to a VXP server with what the server says it has (<c>getSentEdocList</c>). Changes nothing: what is missing there is
/// named with what to do, for the server's word alone is no reason to send again.
/// </summary>
public sealed class CompareSent(VxpLinks links, IStore store, TimeProvider time)
{
    /// <summary>Longest time back, in days.</summary>
    public const int MostDays = 90;

    private const int MostOurs = 5_000;
    private const int MostAsked = 100;
    private const int MostDifferences = 500;

    /// <summary>Compares.</summary>
    /// <param name="neighbour">The server.</param>
    /// <param name="days">How many days back.</param>
    /// <param name="actor">Pseudonym of who asks, for the journal.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Outcome<SentComparison>> RunAsync(NodeId neighbour, int days, string actor, CancellationToken cancellationToken)
    {
        if (links.Find(neighbour) is null)
        {
            return new Refusal(RefusalKind.Invalid, "NOT_VXP", $"Kết nối tới {neighbour} không phải VXP nên không có danh sách đã gửi để đối chiếu.", "VXP is not spoken with this neighbour.");
        }

        if (days is < 1 or > MostDays)
        {
            return new Refusal(RefusalKind.Invalid, "DAYS", $"Số ngày đối chiếu từ 1 đến {MostDays}.", $"The number of days is 1 to {MostDays}.");
        }

        var now = time.GetUtcNow();
        var since = now.AddDays(-days);
        var ours = store.Read(s => Ours(s, neighbour, since));
        try
        {
            var client = links.Client(neighbour);
            var listed = (await client.ListSentAsync(null, cancellationToken).ConfigureAwait(false)).ToLookup(static l => l.DocId, StringComparer.Ordinal);
            var (lines, left) = await AskAsync(client, ours, listed, cancellationToken).ConfigureAwait(false);
            var differences = ours.Where(o => lines.ContainsKey(o.DocId)).SelectMany(o => Differences(o, lines[o.DocId])).Concat(Unknown(neighbour, listed)).Take(MostDifferences).ToList();
            var report = new SentComparison(neighbour.Value, since, ours.Count, ours.Count(o => lines.TryGetValue(o.DocId, out var found) && found.Count > 0), left, differences);
            await store.WriteAsync(
                session =>
                {
                    session.Journal.Append(new JournalEntry(now, "vxp-sent-compared", Agency: neighbour.Value, Actor: actor, From: $"{report.Ours}", To: $"{report.Differences.Count}"));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return report;
        }
        catch (LinkUnreachableException e)
        {
            return new Refusal(RefusalKind.Unavailable, e.Code, e.Message, "The VXP server gives no answer.") { RetryAfter = TimeSpan.FromMinutes(1) };
        }
        catch (LinkAnswerException e)
        {
            return new Refusal(RefusalKind.Conflict, e.Code, e.Message, "The VXP server refused to list what was sent.");
        }
    }

    private static List<Handed> Ours(ISession session, NodeId neighbour, DateTimeOffset since) =>
    [
        .. session.VxpLinks.ListSent(neighbour, since, MostOurs)
            .Select(s => (Sent: s, Delivery: session.Outbox.Find(s.Delivery)))
            .Where(p => p.Delivery is not null && session.Packets.Find(p.Delivery.Packet) is { Kind: PacketKind.Document })
            .GroupBy(static p => p.Sent.DocId, StringComparer.Ordinal)
            .Select(static g => new Handed(g.Key, g.First().Delivery!.Packet, [.. g.SelectMany(static p => p.Delivery!.Recipients).Select(static r => r.Addressed).Distinct()], g.First().Sent.At)),
    ];

    // What stands in no list may be older than the list goes back: only the server's answer about that very packet says that it has none.
    private static async Task<(Dictionary<string, IReadOnlyList<VxpSentLine>> Lines, int Left)> AskAsync(VxpClient client, List<Handed> ours, ILookup<string, VxpSentLine> listed, CancellationToken cancellationToken)
    {
        var lines = new Dictionary<string, IReadOnlyList<VxpSentLine>>(StringComparer.Ordinal);
        var (asked, left) = (0, 0);
        foreach (var one in ours)
        {
            // A list that ends in the middle of a packet's receivers names some of them only.
            if (one.Recipients.All(r => listed[one.DocId].Any(l => l.To == r.Value)))
            {
                lines[one.DocId] = [.. listed[one.DocId]];
            }
            else if (asked++ < MostAsked)
            {
                lines[one.DocId] = [.. (await client.ListSentAsync(one.DocId, cancellationToken).ConfigureAwait(false)).Where(l => l.DocId == one.DocId)];
            }
            else
            {
                left++;
            }
        }

        return (lines, left);
    }

    private static IEnumerable<SentDifference> Differences(Handed ours, IReadOnlyList<VxpSentLine> theirs)
    {
        if (theirs.Count == 0)
        {
            yield return Of("missing-there", ours, null, "Máy chủ không có gói đã nhận và đã cấp mã này: hỏi đơn vị vận hành máy chủ; họ xác nhận là mất thì gửi lại văn bản.");
            yield break;
        }

        foreach (var recipient in ours.Recipients)
        {
            var line = theirs.FirstOrDefault(l => l.To == recipient.Value);
            if (line is null && theirs.All(static l => l.To is not null))
            {
                yield return Of("recipient-missing-there", ours, recipient.Value, "Máy chủ có gói nhưng không ghi nơi nhận này: hỏi đơn vị vận hành máy chủ.");
            }
            else if (line is { Failed: true })
            {
                yield return Of("failed-there", ours, recipient.Value, $"Phần mềm của nơi nhận báo không dùng được gói{(line.Says is { } says ? $" ({says})" : "")}: liên hệ nơi nhận rồi gửi lại.");
            }
        }
    }

    private static SentDifference Of(string kind, Handed ours, string? recipient, string sentence) => new(kind, ours.DocId, ours.Packet.ToString(), recipient, ours.At, sentence);

    private IEnumerable<SentDifference> Unknown(NodeId neighbour, ILookup<string, VxpSentLine> listed) =>
        store.Read(s => listed.Where(l => !s.VxpLinks.IsSent(neighbour, l.Key)).ToList())
            .Select(static l => new SentDifference(
                "unknown-here", l.Key, null, l.First().To, null, "Máy chủ ghi một gói do hệ thống này gửi mà nút không có: phần mềm khác dùng chung SystemId, gói gửi trước khi khôi phục từ bản sao lưu, hoặc khóa bí mật bị lộ."));

    private sealed record Handed(string DocId, Digest Packet, IReadOnlyList<OrganId> Recipients, DateTimeOffset At);
}
