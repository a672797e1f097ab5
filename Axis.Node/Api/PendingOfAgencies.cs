using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Tracking;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>Counts what is under way for agencies that are about to close, so that it is finished or taken over before the instant (REF-14).</summary>
internal sealed class PendingOfAgencies(IStore store, NodeDirectory directory)
{
    /// <summary>Most agencies in one question.</summary>
    public const int MaxAgencies = 500;

    private const int Page = 500;
    private const int MostDeliveries = 20_000;

    public IReadOnlyList<PendingWork> Run(IReadOnlyList<OrganId> agencies) => store.Read(session =>
    {
        var (waiting, more) = Waiting(session);
        return agencies.Distinct().Select(code => Of(session, code, waiting, more)).ToList();
    });

    private PendingWork Of(ISession session, OrganId code, List<(OrganId From, Delivery Delivery)> waiting, bool more)
    {
        var agency = directory.Current().FindAgency(code);
        var inbox = session.Inbox.List([code], null, null, Page);
        var sent = session.Tracking.List([code], openOnly: true, null, Page);
        return new PendingWork(
            code.Value,
            agency?.Name,
            agency?.Host == directory.Self,
            waiting.Count(w => w.From == code || w.Delivery.Recipients.Any(r => r.Addressed == code || r.Delivered == code)),
            inbox.Count(static i => i.State is not (InboxState.Finished or InboxState.Refused)),
            sent.Count(static r => StateText.Parse(r.State) is not (DocumentState.Finished or DocumentState.Refused)),
            more || inbox.Count == Page || sent.Count == Page);
    }

    private static (List<(OrganId From, Delivery Delivery)> Found, bool More) Waiting(ISession session)
    {
        var found = new List<(OrganId, Delivery)>();
        Guid? after = null;
        while (found.Count < MostDeliveries)
        {
            var page = session.Outbox.List(DeliveryState.Waiting, null, after, Page);
            found.AddRange(page.Select(d => (session.Packets.Find(d.Packet)?.From ?? default, d)));
            if (page.Count < Page)
            {
                return (found, false);
            }

            after = page[^1].Id;
        }

        return (found, true);
    }
}
