namespace Axis.Node.Storage.Sqlite;

/// <summary>Reminders to receivers.</summary>
internal sealed class ReminderTable(Database database) : IReminders
{
    private const string Columns = "tracking, day, at, actor, state, receiver, tries, due_at, settled_at, last_error";

    private readonly Statement _add = database.Prepare($"INSERT INTO reminder ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tracking, day) DO NOTHING");
    private readonly Statement _last = database.Prepare($"SELECT {Columns} FROM reminder WHERE tracking = ? ORDER BY day DESC LIMIT 1");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM reminder WHERE tracking = ? ORDER BY day DESC");
    private readonly Statement _next = database.Prepare($"SELECT {Columns} FROM reminder WHERE state = 1 ORDER BY due_at LIMIT 1");
    private readonly Statement _put = database.Prepare("UPDATE reminder SET state = ?, tries = ?, due_at = ?, settled_at = ?, last_error = ? WHERE tracking = ? AND day = ?");

    public bool Add(ReminderRow reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return _add.Start().With(reminder.Line).With(reminder.Day).With(reminder.At).With(reminder.Actor).With((long)reminder.State).With(reminder.Receiver)
            .With(reminder.Tries).With(reminder.DueAt).With(reminder.SettledAt).With(reminder.LastError).Execute() > 0;
    }

    public ReminderRow? Last(Guid line) => _last.Start().With(line).Single(Read);

    public IReadOnlyList<ReminderRow> ListFor(Guid line) => _list.Start().With(line).List(Read);

    public ReminderRow? Next() => _next.Start().Single(Read);

    public void Put(ReminderRow reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        _put.Start().With((long)reminder.State).With(reminder.Tries).With(reminder.DueAt).With(reminder.SettledAt).With(reminder.LastError).With(reminder.Line).With(reminder.Day).Execute();
    }

    private static ReminderRow Read(Statement s) => new(
        s.Guid(0), s.Day(1), s.Time(2), s.Text(3), (ReminderState)s.Int32(4), s.TextOrNull(5), s.Int32(6), s.TimeOrNull(7), s.TimeOrNull(8), s.TextOrNull(9));
}
