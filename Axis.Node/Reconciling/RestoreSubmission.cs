using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Node.Changes;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Reconciling;

/// <summary>
/// A document or status of an agency hosted here comes back from a neighbour: its number is learned from it, each recipient is followed again, and whoever
/// else was to get it and may not have is owed it.
/// </summary>
public sealed class RestoreSubmission(
    LiveDirectory directory,
    RoutePacket route,
    ConsignHere consignHere,
    TakeHere takeHere,
    FollowStatus follow,
    BeginChanges begin,
    Forward forward,
    DeadlineOptions deadlines,
    ILogger<RestoreSubmission> logger)
{
    /// <summary>Restores it in the running transaction; the packet and the delivery that came back are there.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="packet">The packet, judged as its recipients hosted here need it.</param>
    /// <param name="neighbour">Who had it.</param>
    /// <param name="offer">What that neighbour was offered.</param>
    /// <param name="at">When the neighbour took it: the document is at least as old.</param>
    /// <param name="now">Now.</param>
    public void Run(ISession session, JudgedPacket packet, NodeId neighbour, Offer offer, DateTimeOffset at, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(offer);
        session.Journal.Append(new JournalEntry(now, "document-restored", packet.Row.Digest, Agency: packet.Row.From.Value, Actor: neighbour.Value, To: packet.Row.DocumentId));
        var plan = route.Plan(packet.Message!, now);
        begin.Restored(session, packet.Message!, packet.Row.Digest, at, now);
        if (packet.Message is DocumentMessage document)
        {
            Learn(session, packet.Row, document, at, now);
            Follow(session, packet.Row, document, plan, neighbour, offer, at, now);
            LinkCorrection.Sent(session, document, packet.Row.Digest, at);
            consignHere.Run(session, packet, plan.Here, now);
        }
        else if (packet.Message is StatusMessage status)
        {
            follow.Restored(session, status, packet.Row.Digest, neighbour, now);
            takeHere.Run(session, packet, plan.Here, now);
        }

        forward.Run(session, packet, plan.Links, [], offer.Priority, now);
    }

    private void Learn(ISession session, PacketRow row, DocumentMessage message, DateTimeOffset at, DateTimeOffset now)
    {
        if (message.Business is Update or Recall)
        {
            return;
        }

        var year = (message.PromulgationDate ?? VietnamTime.DateOf(at)).Year;
        if (long.TryParse(message.CodeNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            session.Register.Learn(row.From, RegisterBook.Administrative, year, number, row.Digest, at);
        }

        if (!session.Register.Enter(row.From, year, message.Code, row.Digest, at))
        {
            Log.NumberGivenTwice(logger, message.Code, row.From.Value);
            session.Journal.Append(new JournalEntry(now, "number-given-twice", row.Digest, Agency: row.From.Value, To: message.Code));
        }
    }

    private void Follow(ISession session, PacketRow row, DocumentMessage message, RoutePlan plan, NodeId neighbour, Offer offer, DateTimeOffset at, DateTimeOffset now)
    {
        var due = at.AddMinutes(message.Priority > 0 ? deadlines.UrgentConsignmentMinutes : deadlines.ConsignmentMinutes);

        // Where it went then counts before the way that it would go now; whom neither reaches waits for nobody.
        var ways = offer.Recipients.Select(r => new RecipientWay(r.Addressed, r.Delivered, neighbour.Value))
            .Concat(RecipientWay.Of(plan))
            .Concat(message.ConcernedAgencies.Select(a => new RecipientWay(a, directory.Snapshot.FindAgency(a)?.Code ?? a, null)));
        foreach (var way in ways.DistinctBy(static w => w.Addressed))
        {
            FollowRecipient.Run(session, row, message, way, directory.Self, due, at, now);
        }
    }
}
