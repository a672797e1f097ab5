using Axis.Node.Hosting;

namespace Axis.Node.Following;

/// <summary>Says that reminders may be due, so that a mail leaves at once.</summary>
internal sealed class ReminderSignal : WakeSignal;
