using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;
using Axis.Node.Incoming;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>Ties a correction to the document it corrects, at the sender and at each receiver (DOC-11). Nothing is changed or deleted, and nobody has to answer.</summary>
public static class LinkCorrection
{
    /// <summary>Opening of the flag of a corrected document; the digest of the correcting packet follows.</summary>
    public const string CorrectedFlag = "CORRECTED_BY:";

    /// <summary>At the sender: the history of the corrected document names it, for every receiver that has both.</summary>
    public static void Sent(ISession session, DocumentMessage message, Digest packet, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(message);
        if (CorrectionRule.TargetOf(message) is not { } target)
        {
            return;
        }

        var from = message.From.OrganId;
        foreach (var row in session.Tracking.FindByDocument(from, target, null).Where(r => message.Addressees.Contains(r.Recipient)))
        {
            session.Tracking.AddEvent(new TrackingEventRow(row.Id, packet, false, StatusEvent.CorrectedCode, from.Value, at, at, null, null, message.Business.Reason, true));
        }
    }

    /// <summary>At a receiver: the corrected documents that lie with it are flagged.</summary>
    public static void Filed(ISession session, DocumentMessage message, Digest packet, Core.Agencies.OrganId recipient)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(message);
        if (CorrectionRule.TargetOf(message) is { } target)
        {
            foreach (var item in session.Packets.FindByDocument(message.From.OrganId, target).Where(p => FileInInbox.IsHere(session, p)).SelectMany(p => session.Inbox.ListFor(p.Digest)).Where(i => i.Recipient == recipient))
            {
                session.Inbox.AddFlag(item.Id, CorrectedFlag + packet);
            }
        }
    }
}
