using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Core.Rules.Calendar;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Following;

/// <summary>Shows recipients that are late or stuck, why, and what fits each.</summary>
internal sealed class FollowUp(IStore store, NodeDirectory directory, WorkingCalendar calendar, MailOptions mail, TimeProvider time)
{
    private const int Chunk = 200;

    // A list whose lines are mostly in order is looked through so far; its page then ends early and says where to go on.
    private const int MostLooked = 2_000;

    /// <summary>What finds the reasons over one view of the store.</summary>
    public Standstills Over(ISession session) => new(session, directory, calendar, time.GetUtcNow());

    /// <summary>The working day that a reminder of this moment counts for: one made on a day off counts for the next day that is worked.</summary>
    public DateOnly WorkingDay(DateTimeOffset at) => calendar.ThisOrNextWorkingDay(VietnamTime.DateOf(at));

    /// <summary>Where a reminder to the receiver would be mailed; <c>null</c> when its text is given to the clerk instead.</summary>
    public string? MailboxOf(TrackingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return mail.Enabled ? directory.Current().FindAgency(row.Delivered)?.Contact?.Mail : null;
    }

    /// <summary>Lines of the agencies that are late or stuck, newest first.</summary>
    public Page<TrackingLine> List(IReadOnlyCollection<OrganId>? senders, Guid? after, int rows) => store.Read(session =>
    {
        var (standstills, now, found, at) = (Over(session), time.GetUtcNow(), new List<TrackingLine>(), after);
        for (var looked = 0; ; looked += Chunk)
        {
            var chunk = session.Tracking.List(senders, openOnly: true, at, Chunk).Concat(session.Tracking.ListFailed(senders, at, Chunk)).OrderByDescending(static r => r.Id).Take(Chunk).ToList();
            foreach (var row in chunk)
            {
                at = row.Id;
                if (standstills.Find(row) is { } standstill)
                {
                    found.Add(TrackingViews.Line(row, session, directory, now, standstill));
                    if (found.Count == rows)
                    {
                        return new Page<TrackingLine>(found, at.ToString());
                    }
                }
            }

            if (chunk.Count < Chunk)
            {
                return new Page<TrackingLine>(found, null);
            }

            if (looked + Chunk >= MostLooked)
            {
                return new Page<TrackingLine>(found, at.ToString());
            }
        }
    });

    /// <summary>One line with everything that helps to move it on.</summary>
    /// <exception cref="RefusedException">There is no such line, or it is of an agency the actor does not speak for.</exception>
    public FollowUpView Show(Guid line, Actor actor) => store.Read(session =>
    {
        var row = Find(session, line, actor) ?? throw new RefusedException(ApiRefusals.DocumentUnknown);
        var now = time.GetUtcNow();
        var standstill = Over(session).Find(row);
        var reminders = session.Reminders.ListFor(row.Id);
        return new FollowUpView
        {
            Line = TrackingViews.Line(row, session, directory, now, standstill),
            Contacts = ContactsOf.Of(row, standstill, directory),
            Reminders = [.. reminders.Select(r => FollowUpViews.Reminder(r, session))],
            Text = standstill is { MayRemind: true } && row.Packet is { } packet && session.Packets.Find(packet) is { } document ? ReminderText.Write(row, document, standstill, directory) : null,
            ByMail = MailboxOf(row) is not null,
            RemindedToday = reminders is [{ Day: var last }, ..] && last == WorkingDay(now),
        };
    });

    /// <summary>A line that the actor may follow up: of a document that one of its agencies sent from this node. Operators see it without contents.</summary>
    public static TrackingRow? Find(ISession session, Guid line, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(actor);
        return session.Tracking.Find(line) is { Packet: { } packet } row && session.Packets.Find(packet) is { Submission: not null } && (actor.Role == Role.Operator || actor.SpeaksFor(row.Sender)) ? row : null;
    }
}
