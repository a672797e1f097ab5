using Axis.Core.Agencies;
using Axis.Core.Receipts;
using Axis.Node.Links;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>PassOn: owes a receipt to every neighbour that handed over the packet for one of its recipients, so that it travels home unmodified.</summary>
public sealed class PassOn(LinkSignals signals)
{
    /// <summary>Owes the receipt.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="content">The receipt.</param>
    /// <param name="digest">Its identity.</param>
    /// <param name="from">Who gave it to us; <c>null</c> when it is our own.</param>
    /// <param name="at">Now.</param>
    public void Run(ISession session, Receipt content, Core.Packets.Digest digest, NodeId? from, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(content);
        var arrivals = session.Arrivals.ListFor(content.Packet);
        var owed = new HashSet<NodeId>();
        foreach (var arrival in arrivals)
        {
            if (arrival.Neighbour != from
                && owed.Add(arrival.Neighbour)
                && !(arrivals.Count > 1 && !Concerns(arrivals, arrival.Neighbour, content)))
            {
                session.Returns.Add(arrival.Neighbour, digest, at);
                var neighbour = arrival.Neighbour;
                session.AfterCommit(() => signals.Set(neighbour));
            }
        }
    }

    /// <summary>Owes one receipt to one neighbour.</summary>
    public void Owe(ISession session, NodeId neighbour, Core.Packets.Digest receipt, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Returns.Add(neighbour, receipt, at);
        session.AfterCommit(() => signals.Set(neighbour));
    }

    private static bool Concerns(IReadOnlyList<Arrival> arrivals, NodeId neighbour, Receipt content)
    {
        var theirs = arrivals.Where(a => a.Neighbour == neighbour).SelectMany(static a => a.Recipients).ToHashSet();
        return content.Recipients.Any(r => theirs.Contains(r.Addressed));
    }
}
