using Axis.Core.Contracts;
using Axis.Node.Following;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Standstills and reminders as people see them.</summary>
internal static class FollowUpViews
{
    public static StandstillView Standstill(Standstill standstill) => new(
        standstill.Reason,
        standstill.ReasonEn,
        standstill.Act switch
        {
            FollowUpAct.Resend => "resend",
            FollowUpAct.Remind => "remind",
            FollowUpAct.Call => "call",
            FollowUpAct.Replace => "replace",
            _ => throw new ArgumentOutOfRangeException(nameof(standstill), standstill.Act, "No such act."),
        },
        standstill.MayRemind);

    public static ReminderView Reminder(ReminderRow row, ISession session) => new(
        row.At,
        ActorNames.Find(session, row.Actor) ?? row.Actor,
        row.State switch
        {
            ReminderState.Text => "text",
            ReminderState.Due => "due",
            ReminderState.Sent => "sent",
            ReminderState.Refused => "refused",
            ReminderState.Dropped => "dropped",
            _ => throw new ArgumentOutOfRangeException(nameof(row), row.State, "No such state."),
        },
        row.Receiver,
        row.LastError);
}
