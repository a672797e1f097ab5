using Axis.Core.Packets;
using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Incoming;
using Axis.Node.Storage;

namespace Axis.Node.Deadlines;

/// <summary>Opens and settles the duties that an incoming document brings, in the transaction that brings them: a due time is a row (promise 6).</summary>
public sealed class InboxDuties(WorkingCalendar calendar)
{
    /// <summary>
    /// A document was filed: it is to be registered (URG-04); one that is held for its clerk, or waits for its agency's software, is to be told to its sender on the same
    /// day (URG-03, RCV-04).
    /// </summary>
    public void Filed(ISession session, JudgedPacket packet, IReadOnlyList<FiledRecipient> filed, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(filed);
        if (packet.Message is not DocumentMessage { Business: not Recall })
        {
            return;
        }

        foreach (var file in filed.Where(static f => f.First))
        {
            // A recall that came before its document has closed it already (RCL-13). What waits for an agency's own software is that software's to register, and is told to
            // its sender when the software has it.
            if (file.Item is { } id && session.Inbox.Find(id) is { State: InboxState.Arrived or InboxState.Held } item)
            {
                Open(session, file.Held ? DeadlineKind.ReceiptNotice : DeadlineKind.Registration, item, packet.Row, at);
                if (session.Isolations.IsWithheld(packet.Row.Digest))
                {
                    // The notice of a state secret came first; whoever gives the document back opens the duty again.
                    session.Deadlines.SettleAll(item.Id, at);
                }
            }
        }
    }

    /// <summary>The agency's software has the document, or said that it cannot use it: its sender is told.</summary>
    public static void Told(ISession session, InboxItem item, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(item);
        session.Deadlines.Settle(item.Id, DeadlineKind.ReceiptNotice, at);
    }

    /// <summary>The clerk answered: what was due is done, and what follows begins.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="item">The document.</param>
    /// <param name="packet">Its packet.</param>
    /// <param name="code">02…06.</param>
    /// <param name="at">Now.</param>
    public void Answered(ISession session, InboxItem item, PacketRow packet, string code, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(item);
        session.Deadlines.Settle(item.Id, DeadlineKind.ReceiptNotice, at);
        session.Deadlines.Settle(item.Id, DeadlineKind.Registration, at);
        switch (code)
        {
            case "02":
                session.Deadlines.SettleAll(item.Id, at);
                break;
            // What was asked while it was held may have recalled it in the same moment.
            case "03" when session.Inbox.Find(item.Id) is not { State: InboxState.Recalled }:
                Open(session, DeadlineKind.Solving, item, packet, at);
                break;
            case "06":
                session.Deadlines.Settle(item.Id, DeadlineKind.Solving, at);
                break;
            default:
                break;
        }
    }

    /// <summary>The leader set a deadline for solving it (RCV-09): from now on that one counts, the urgent document's own where it is earlier.</summary>
    public void Assigned(ISession session, InboxItem item, PacketRow packet, DateOnly? due, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(packet);
        if (due is { } day)
        {
            session.Deadlines.Settle(item.Id, DeadlineKind.Solving, at);
            Open(session, DeadlineKind.Solving, item, packet, at, DeadlineRules.Due(DeadlineKind.Solving, at, packet.Facts.Priority, calendar, day));
        }
    }

    /// <summary>Opens a duty; nothing when no rule sets a deadline for it.</summary>
    public void Open(ISession session, DeadlineKind kind, InboxItem item, PacketRow packet, DateTimeOffset at) =>
        Open(session, kind, item, packet, at, DeadlineRules.Due(kind, at, packet?.Facts.Priority ?? 0, calendar, packet?.Facts.DueDate));

    /// <summary>Opens a duty that ends at the instant; nothing when there is none.</summary>
    public static void Open(ISession session, DeadlineKind kind, InboxItem item, PacketRow packet, DateTimeOffset at, DateTimeOffset? due)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(packet);
        if (due is { } end)
        {
            session.Deadlines.Open(new DeadlineRow(kind, item.Id, item.Recipient, packet.Digest, at, end, WarnAt(at, end), null, null, null));
        }
    }

    /// <summary>When the watch looks at a duty first; one that was due before it began is told at once.</summary>
    internal static DateTimeOffset WarnAt(DateTimeOffset start, DateTimeOffset due) => DeadlineRules.WarnAt(start, due < start ? start : due);

    /// <summary>Whether a refusal sent now comes too late (URG-06).</summary>
    public bool RefusedLate(InboxItem item, PacketRow packet, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(packet);
        return at > DeadlineRules.Due(DeadlineKind.Refusal, item.ArrivedAt, packet.Facts.Priority, calendar, null);
    }

    /// <summary>Whether a document signed on the day and sent now comes too late on the axis (URG-01, URG-02, URG-08, SND-04).</summary>
    public bool SentLate(DateOnly day, int priority, DateTimeOffset at) =>
        at > DeadlineRules.Due(DeadlineKind.Dispatch, Core.Rules.VietnamTime.StartOf(day), priority, calendar, null);

    /// <summary>When an open duty is due by the calendar as it is now; <c>null</c> when nothing sets a deadline any more.</summary>
    public DateTimeOffset? DueOf(ISession session, DeadlineRow row)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        var assigned = row.Kind == DeadlineKind.Solving ? session.Assignments.ListFor(row.Subject).LastOrDefault(static a => a.Assignment.DueDate is not null)?.Assignment.DueDate : null;
        return session.Packets.Find(row.Packet) is { } packet
            ? DeadlineRules.Due(row.Kind, row.StartAt, packet.Facts.Priority, calendar, assigned ?? packet.Facts.DueDate)
            : null;
    }
}
