namespace Axis.Node.Storage;

/// <summary>Reminders to receivers that are late. One for each line of tracking and working day.</summary>
public interface IReminders
{
    /// <summary>Keeps one; <c>false</c> when the line has one of that day already, and nothing changes.</summary>
    bool Add(ReminderRow reminder);

    /// <summary>The last one of a line.</summary>
    ReminderRow? Last(Guid line);

    /// <summary>All of a line, newest first.</summary>
    IReadOnlyList<ReminderRow> ListFor(Guid line);

    /// <summary>The mail that is due first, whether its time has come or not.</summary>
    ReminderRow? Next();

    /// <summary>Writes state, tries, times and error.</summary>
    void Put(ReminderRow reminder);
}
