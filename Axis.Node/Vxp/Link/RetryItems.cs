using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// The items of a VXP link that did not come to a good end, and an operator's word to try them again: those that wait, at once; those that were given up, from the
/// bytes that are kept of them, else from the server.
/// </summary>
public sealed class RetryItems(VxpLinks links, VxpPolls polls, IStore store, TimeProvider time)
{
    private const int Most = 1000;

    /// <summary>The items, as first listed; the first thousand.</summary>
    public Outcome<IReadOnlyList<VxpLinkItem>> List(NodeId link) =>
        links.Find(link) is null ? NotVxp(link) : new Done<IReadOnlyList<VxpLinkItem>>([.. store.Read(s => s.VxpLinks.Troubled(link, Most)).Select(View)]);

    /// <summary>Has items tried again at the next look, which is now.</summary>
    /// <param name="link">The link.</param>
    /// <param name="request">Which.</param>
    /// <param name="actor">The operator, for the journal.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    public async Task<Outcome<RetriedVxpItems>> RunAsync(NodeId link, RetryVxpItems request, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (links.Find(link) is null)
        {
            return NotVxp(link);
        }

        var outcome = await store.WriteAsync(session => Commit(session, link, request, actor), cancellationToken).ConfigureAwait(false);
        polls.Hasten(link);
        return outcome;
    }

    private Outcome<RetriedVxpItems> Commit(ISession session, NodeId link, RetryVxpItems request, string actor)
    {
        var rows = session.VxpLinks.Troubled(link, Most);
        if (request.Items is { Count: > 0 } named)
        {
            var chosen = new List<VxpArrival>();
            foreach (var docId in named.Distinct(StringComparer.Ordinal))
            {
                if (session.VxpLinks.Find(link, docId) is not { State: VxpArrivalState.Waiting or VxpArrivalState.Unusable or VxpArrivalState.Failed } row)
                {
                    return new Refusal(
                        RefusalKind.NotFound, "VXP_ITEM_UNKNOWN", $"Kết nối {link} không có gói tin '{docId}' đang chờ hoặc đã bị bỏ; xem 'axis link items {link}'.", "No such item waits or was given up.");
                }

                chosen.Add(row);
            }

            rows = chosen;
        }

        var now = time.GetUtcNow();
        foreach (var row in rows)
        {
            session.VxpLinks.Put(row with { State = VxpArrivalState.Waiting, Attempts = 0, DueAt = now, WaitsSince = null });
            session.Journal.Append(new JournalEntry(now, "vxp-item-retried", row.Packet, Agency: link.Value, Actor: actor, From: row.State.ToString(), To: row.ReasonCode, Detail: row.DocId));
        }

        return new RetriedVxpItems([.. rows.Select(static r => r.DocId)]);
    }

    private static Refusal NotVxp(NodeId link) => new(RefusalKind.NotFound, "LINK_NOT_VXP", $"Không có kết nối VXP tới nút {link}; xem 'axis link list'.", "There is no such VXP link.");

    private static VxpLinkItem View(VxpArrival row) => new(
        row.DocId,
        row.State switch
        {
            VxpArrivalState.Waiting => "waiting",
            VxpArrivalState.Unusable => "given-up",
            _ => "failed",
        },
        row.To,
        row.ReasonCode,
        row.Reason,
        row.Attempts,
        row.SeenAt,
        row.State == VxpArrivalState.Waiting ? row.DueAt : null,
        row.Packet?.ToString());
}
