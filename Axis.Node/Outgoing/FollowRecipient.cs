using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Tracking;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Opens the line under which a document submitted here is followed at one recipient; what it sends again after a refusal is named in it (STA-10).</summary>
public static class FollowRecipient
{
    /// <summary>Opens it in the running transaction.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="row">The document's packet.</param>
    /// <param name="message">What it says.</param>
    /// <param name="way">The recipient, and who has to act next.</param>
    /// <param name="self">This node: that is where the document is.</param>
    /// <param name="due">Until when its consignment is waited for.</param>
    /// <param name="at">Since when it is followed.</param>
    /// <param name="now">Now.</param>
    public static void Run(ISession session, PacketRow row, DocumentMessage message, RecipientWay way, NodeId self, DateTimeOffset due, DateTimeOffset at, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(way);
        var refused = Resending.Refused(session, row, message, way.Addressed);
        session.Tracking.Add(new TrackingRow(
            Guid.CreateVersion7(at), row.Digest, row.From, row.DocumentId, message.Code, way.Addressed, way.Delivered, StateText.Code(DocumentState.Sent), self, at, way.WaitingFor, due, null, null, null, null, at, at)
        {
            ResentOf = refused?.Id,
        });
        if (refused is not null)
        {
            session.Journal.Append(new JournalEntry(now, "document-resent", row.Digest, Agency: way.Addressed.Value, From: refused.Packet?.ToString(), To: refused.ReasonCode));
        }
    }
}

/// <summary>How a document goes to one recipient.</summary>
/// <param name="Addressed">As its sender wrote it.</param>
/// <param name="Delivered">The agency that gets it.</param>
/// <param name="WaitingFor">Who has to act next: that agency when it is hosted here, otherwise the neighbour; <c>null</c> when no way leads there.</param>
public sealed record RecipientWay(OrganId Addressed, OrganId Delivered, string? WaitingFor)
{
    /// <summary>The recipients that a plan reaches.</summary>
    public static IEnumerable<RecipientWay> Of(RoutePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            .. plan.Here.Select(static h => new RecipientWay(h.Addressed, h.Agency.Code, h.Agency.Code.Value)),
            .. plan.Links.SelectMany(static l => l.Recipients.Select(r => new RecipientWay(r.Addressed, r.Delivered, l.Neighbour.Value))),
        ];
    }
}
