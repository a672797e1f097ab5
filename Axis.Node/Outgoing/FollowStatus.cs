using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Tracking;
using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Directories;
using Axis.Node.Registers;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// The inbox follows a status of an agency hosted here that was not given at a line of it: the agency's own software said it, or it went out before the store was put
/// back to an older state.
/// </summary>
public sealed class FollowStatus(ReceiveChanges changes, InboxDuties duties, LiveDirectory directory)
{
    /// <summary>The agency's own software is its register: the inbox only shows where that one has come to, and nobody here is waited for any more.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="status">What the software says.</param>
    /// <param name="packet">The packet that says so.</param>
    /// <param name="actor">Pseudonym of the software.</param>
    /// <param name="now">Now.</param>
    public void Software(ISession session, StatusMessage status, Digest packet, string actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(status);
        if (AnswerOf(status) is { } code)
        {
            foreach (var lines in status.ResponseFor.SelectMany(about => Lines(session, about, status, now).GroupBy(static l => l.Item.Recipient)))
            {
                Follow(session, [.. lines.Where(static l => l.Item.State <= InboxState.Finished)], status, code, actor, now);
            }
        }

        Settle(session, status, packet, actor, now);
    }

    /// <summary>
    /// What the clerk had answered stands in the status that went out: the line is again where it was, its duties with it, and what was registered is registered again.
    /// </summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="status">What was answered.</param>
    /// <param name="packet">The packet that says so.</param>
    /// <param name="neighbour">Who gave it back.</param>
    /// <param name="now">Now.</param>
    public void Restored(ISession session, StatusMessage status, Digest packet, NodeId neighbour, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(status);

        // A warning to the sender moves nothing, except where it is the refusal itself (RCV-10).
        if (AnswerOf(status) is { } code && (code == 2 || !AnomalyNotice.IsIn(status.Description)))
        {
            var answeredAt = status.Timestamp is { } said && said < now ? said : now;
            foreach (var about in status.ResponseFor)
            {
                if (Meant(Lines(session, about, status, now), code) is { } meant && (int)meant.Item.State != code)
                {
                    Restore(session, meant.Item, meant.Packet, code, answeredAt, neighbour, now);
                }
            }
        }

        Settle(session, status, packet, neighbour.Value, now);
    }

    private IEnumerable<(InboxItem Item, PacketRow Packet)> Lines(ISession session, ResponseFor about, StatusMessage status, DateTimeOffset now) =>
        AnsweredItems.Of(session, directory.Snapshot, [about], status.From.OrganId, now);

    // By the table that the sender reads the same status by (STA-06, STA-10): here nothing moves that does not move there. One line of those under the identifier is spoken of.
    private static void Follow(ISession session, List<(InboxItem Item, PacketRow Packet)> lines, StatusMessage status, int code, string actor, DateTimeOffset now)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var ranked = Ranked(lines).OrderBy(l => code > 3 && l.Item.State < InboxState.Accepted).ToList();
        var meant = ranked.FindIndex(l => StatusTable.Moves((DocumentState)(int)l.Item.State, (DocumentState)code));
        var item = ranked[Math.Max(meant, 0)].Item;
        if (meant >= 0)
        {
            session.Inbox.SetState(item.Id, (InboxState)code);
            InboxDuties.Told(session, item, now);
            session.Journal.Append(new JournalEntry(now, "status-answered", item.Packet, Agency: item.Recipient.Value, Actor: actor, From: item.State.ToString(), To: status.StatusCode, Detail: status.Description));
        }
        else if (StatusTable.Cell((DocumentState)(int)item.State, (DocumentState)code) is StatusCell.Anomaly or StatusCell.Warned)
        {
            session.Journal.Append(new JournalEntry(now, "status-not-followed", item.Packet, Agency: item.Recipient.Value, Actor: actor, From: item.State.ToString(), To: status.StatusCode, Detail: status.Description));
        }
    }

    private static IEnumerable<(InboxItem Item, PacketRow Packet)> Ranked(IEnumerable<(InboxItem Item, PacketRow Packet)> lines) =>
        lines.OrderBy(static l => l.Packet.Facts.BusinessDocType switch { 1 => 2, 2 => 1, _ => 0 });

    // The clerk answered one line, and the status does not say which of those under the identifier: a registration must not be made twice, so one line alone moves.
    // 02 and 03 are said once of a line that nobody has answered; what follows is said of one that is registered.
    private static (InboxItem Item, PacketRow Packet)? Meant(IEnumerable<(InboxItem Item, PacketRow Packet)> lines, int code)
    {
        List<(InboxItem Item, PacketRow Packet)> ranked = [.. Ranked(lines)];
        var registered = code <= 3 ? -1 : ranked.FindIndex(l => l.Item.State is >= InboxState.Accepted and < InboxState.Finished && code >= (int)l.Item.State);
        var found = registered >= 0 ? registered : ranked.FindIndex(static l => l.Item.State is InboxState.Arrived or InboxState.Held);
        return found < 0 ? null : ranked[found];
    }

    private void Restore(ISession session, InboxItem item, PacketRow packet, int code, DateTimeOffset answeredAt, NodeId neighbour, DateTimeOffset now)
    {
        var told = code >= 3 && item.ArrivalNumber is null ? Register(session, item, packet, answeredAt, neighbour, now) : null;
        session.Inbox.SetState(item.Id, (InboxState)code);
        if (item.State == InboxState.Held)
        {
            changes.Released(session, item, packet, taken: code != 2, now);
        }

        if (code == 2)
        {
            session.HeldRefusals.Remove(item.Id);
            session.VxpItems.Withdraw(item.Packet, item.Recipient, VxpItem.Refused, now);
        }

        var said = code.ToString("00", CultureInfo.InvariantCulture);
        duties.Answered(session, item, packet, said, answeredAt);
        session.Journal.Append(new JournalEntry(now, "answer-restored", item.Packet, Agency: item.Recipient.Value, Actor: neighbour.Value, From: item.State.ToString(), To: said, Detail: told));
    }

    // What its own software accepted is registered there. A register that was handed over stays as it was (REF-08): people are told which line lacks a number.
    private static string? Register(ISession session, InboxItem item, PacketRow packet, DateTimeOffset answeredAt, NodeId neighbour, DateTimeOffset now)
    {
        if (session.VxpSystems.FindByAgency(item.Recipient) is not null)
        {
            return null;
        }

        if (session.Books.FindClosing(item.Recipient) is not null)
        {
            session.Journal.Append(new JournalEntry(now, "arrival-number-not-restored", item.Packet, Agency: item.Recipient.Value, Actor: neighbour.Value, To: CloseBooks.Closed(item.Recipient).Code));
            return null;
        }

        var (number, notes) = RegisterArrivals.Electronic(session, item, packet, answeredAt);
        return string.Join(' ', [$"Vào sổ lại với số đến {number}.", .. notes.Select(static n => n.Text)]);
    }

    // The agency agreed to a recall or take-back, or did not: nobody here is waited for any more, and what was agreed is read no more.
    private void Settle(ISession session, StatusMessage status, Digest packet, string actor, DateTimeOffset now)
    {
        if (status.StatusCode is not ("15" or "16"))
        {
            return;
        }

        foreach (var (item, _) in AnsweredItems.Of(session, directory.Snapshot, status.ResponseFor, status.From.OrganId, now))
        {
            if (session.Changes.ListFor(item.Id).LastOrDefault(r => r.Item == item.Id && r.State is ChangeRequestState.Pending or ChangeRequestState.UnreadToAnswer) is { } asked)
            {
                changes.Answered(session, asked, new GivenAnswer(status.StatusCode == "15", packet, null, status.Description, actor), now);
            }
        }
    }

    // 02…06.
    private static int? AnswerOf(StatusMessage status) =>
        int.TryParse(status.StatusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 2 and <= 6 ? code : null;
}
