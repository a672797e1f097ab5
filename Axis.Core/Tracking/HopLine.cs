using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Routing;

namespace Axis.Core.Tracking;

/// <summary>The way of one packet to one recipient, as the receipts tell it.</summary>
/// <param name="Hops">The receipts that speak of the recipient, along the way.</param>
/// <param name="Place">The node that holds the packet by the last good receipt.</param>
/// <param name="PlaceSince">Since when, by that node's clock.</param>
/// <param name="WaitingFor">The next node on the way, or the recipient once the packet is with its host; <c>null</c> when nothing is awaited.</param>
public sealed record HopLine(IReadOnlyList<HopEvent> Hops, NodeId? Place, DateTimeOffset? PlaceSince, string? WaitingFor)
{
    /// <summary>Puts the receipts of one packet in order. Nodes are ordered by who handed over to whom, because clocks differ; the events of one node by its own clock.</summary>
    /// <param name="receipts">Verified receipts about the packet.</param>
    /// <param name="recipient">The recipient as addressed.</param>
    /// <param name="host">The node that hosts the recipient.</param>
    /// <param name="tree">Tells the next node on the way.</param>
    public static HopLine From(IEnumerable<(Digest Digest, Receipt Receipt)> receipts, OrganId recipient, NodeId host, NodeTree tree)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        ArgumentNullException.ThrowIfNull(tree);
        var spoken = receipts
            .DistinctBy(static r => r.Digest)
            .Select(r => (r.Digest, r.Receipt, Outcome: r.Receipt.Recipients.FirstOrDefault(o => o.Addressed == recipient)))
            .Where(static r => r.Outcome is not null)
            .ToList();
        var from = new Dictionary<NodeId, NodeId>();
        foreach (var (_, receipt, _) in spoken.OrderBy(static r => r.Receipt.Time).ThenBy(static r => r.Digest))
        {
            if (receipt.HandedOverBy is { } giver && giver != receipt.Issuer)
            {
                from.TryAdd(receipt.Issuer, giver);
            }
        }

        List<HopEvent> hops =
        [
            .. spoken
                .OrderBy(r => Depth(r.Receipt.Issuer, from))
                .ThenBy(static r => r.Receipt.Time)
                .ThenBy(static r => r.Receipt.Event)
                .ThenBy(static r => r.Digest)
                .Select(static r => new HopEvent(
                    r.Digest, r.Receipt.Issuer, r.Receipt.Event, r.Receipt.Time, Good(r.Receipt.Event) && r.Outcome!.Accepted, r.Outcome!.Code ?? r.Receipt.ReasonCode, r.Receipt.Verdict))
        ];
        var last = hops.LastOrDefault(static h => h.Success);
        return last is null
            ? new HopLine(hops, null, null, null)
            : new HopLine(hops, last.Node, last.Time, Waits(last, recipient, host, tree));
    }

    private static string? Waits(HopEvent last, OrganId recipient, NodeId host, NodeTree tree) => last.Event switch
    {
        ReceiptEvent.Withdrawn or ReceiptEvent.RelayToNonErds => null,
        ReceiptEvent.ContentConsignment or ReceiptEvent.ContentHandover or ReceiptEvent.ConsignmentAcceptance => recipient.Value,
        _ => last.Node == host ? recipient.Value : tree.Next(last.Node, host)?.Value,
    };

    private static bool Good(ReceiptEvent item) => item is not (
        ReceiptEvent.SubmissionRejection or ReceiptEvent.RelayRejection or ReceiptEvent.RelayFailure
        or ReceiptEvent.ContentConsignmentFailure or ReceiptEvent.ConsignmentRejection);

    private static int Depth(NodeId node, Dictionary<NodeId, NodeId> from)
    {
        var depth = 0;
        for (var current = node; depth < NodeTree.MaxDepth && from.TryGetValue(current, out var giver); depth++)
        {
            current = giver;
        }

        return depth;
    }
}

/// <summary>One receipt along the way.</summary>
/// <param name="Receipt">Its digest.</param>
/// <param name="Node">The node that issued it.</param>
/// <param name="Event">What it states.</param>
/// <param name="Time">When, by the node's clock.</param>
/// <param name="Success">Whether it is good news for the recipient.</param>
/// <param name="ReasonCode">Code when it is not.</param>
/// <param name="Verdict">The node's verdict on the packet's signature.</param>
public sealed record HopEvent(Digest Receipt, NodeId Node, ReceiptEvent Event, DateTimeOffset Time, bool Success, string? ReasonCode, string? Verdict);
