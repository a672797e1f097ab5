using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Core.Tracking;
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
public sealed class RestoreSubmission(LiveDirectory directory, RoutePacket route, Forward forward, DeadlineOptions deadlines, ILogger<RestoreSubmission> logger)
{
    /// <summary>Restores it in the running transaction; the packet and the delivery that came back are there.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="neighbour">Who had it.</param>
    /// <param name="offer">What that neighbour was offered.</param>
    /// <param name="at">When the neighbour took it: the document is at least as old.</param>
    /// <param name="now">Now.</param>
    public void Run(ISession session, JudgedPacket packet, NodeId neighbour, Offer offer, DateTimeOffset at, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(offer);
        if (packet.Message is DocumentMessage document)
        {
            Learn(session, packet.Row, document, at, now);
            Follow(session, packet.Row, document, neighbour, offer, at);
        }
        else if (packet.Message is StatusMessage status)
        {
            MoveInbox(session, status);
        }

        session.Journal.Append(new JournalEntry(now, "document-restored", packet.Row.Digest, Agency: packet.Row.From.Value, Actor: neighbour.Value, To: packet.Row.DocumentId));
        var plan = route.Plan(packet.Message!, now);
        FileInInbox.Run(session, directory.Snapshot, packet, plan.Here, now);
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

    private void Follow(ISession session, PacketRow row, DocumentMessage message, NodeId neighbour, Offer offer, DateTimeOffset at)
    {
        var due = at.AddMinutes(message.Priority > 0 ? deadlines.UrgentConsignmentMinutes : deadlines.ConsignmentMinutes);
        var given = offer.Recipients.ToDictionary(static r => r.Addressed, static r => r.Delivered);
        foreach (var addressed in message.Addressees.Distinct())
        {
            var delivered = given.TryGetValue(addressed, out var known) ? known : directory.Snapshot.FindAgency(addressed)?.Code ?? addressed;
            session.Tracking.Add(new TrackingRow(
                Guid.CreateVersion7(at), row.Digest, row.From, row.DocumentId, message.Code, addressed, delivered, StateText.Code(DocumentState.Sent), directory.Self, at, neighbour.Value, due, null, null, null, null, at, at));
        }
    }

    // What the clerk had answered stands in the status that went out.
    private static void MoveInbox(ISession session, StatusMessage status)
    {
        foreach (var about in status.ResponseFor.Where(static r => r.DocumentId is { Length: > 0 }))
        {
            foreach (var item in session.Packets.FindByDocument(about.OrganId, about.DocumentId!).SelectMany(p => session.Inbox.ListFor(p.Digest)).Where(i => i.Recipient == status.From.OrganId))
            {
                if (int.TryParse(status.StatusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 2 and <= 6 && code > (int)item.State)
                {
                    session.Inbox.SetState(item.Id, (InboxState)code);
                    if (code == 3 && item.ArrivalNumber is null)
                    {
                        var year = VietnamTime.DateOf(status.Timestamp ?? item.ArrivedAt).Year;
                        session.Inbox.SetArrivalNumber(item.Id, year, session.Inbox.NextArrivalNumber(item.Recipient, year), status.Timestamp ?? item.ArrivedAt);
                    }
                }
            }
        }
    }
}
