using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>What lies in the inboxes of the agencies hosted here.</summary>
internal sealed class InboxTable(Database database) : IInbox
{
    private const string Columns = "id, packet, content, recipient, addressed, arrived_at, state, badge, verdict, flags, arrival_year, arrival_number, fetched_at";

    private static readonly InboxState[] AllStates = Enum.GetValues<InboxState>();

    private readonly Statement _add = database.Prepare(
        $"INSERT INTO inbox_item ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (content, recipient) DO NOTHING");

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM inbox_item WHERE id = ?");
    private readonly Statement _findContent = database.Prepare($"SELECT {Columns} FROM inbox_item WHERE content = ? AND recipient = ?");
    private readonly Statement _forPacket = database.Prepare($"SELECT {Columns} FROM inbox_item WHERE packet = ? ORDER BY seq");

    private readonly Statement _list = database.Prepare(
        $"SELECT {Columns} FROM inbox_item WHERE recipient = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?");

    private readonly Statement _listAll = database.Prepare(
        $"SELECT {Columns} FROM inbox_item WHERE id < ? AND (?2 IS NULL OR state = ?2) ORDER BY id DESC LIMIT ?3");

    // The badge is spelled out, so that the partial index serves.
    private readonly Statement _listUnchecked = database.Prepare(
        $"SELECT {Columns} FROM inbox_item WHERE badge = 'chờ kiểm tra' AND id > ? ORDER BY id LIMIT ?");

    private readonly Statement _setState = database.Prepare("UPDATE inbox_item SET state = ? WHERE id = ?");
    private readonly Statement _setNumber = database.Prepare("UPDATE inbox_item SET arrival_year = ?, arrival_number = ?, registered_at = ? WHERE id = ?");
    private readonly Statement _setFetched = database.Prepare("UPDATE inbox_item SET fetched_at = ? WHERE id = ?");
    private readonly Statement _setFlags = database.Prepare("UPDATE inbox_item SET flags = ? WHERE id = ?");
    private readonly Statement _setBadge = database.Prepare("UPDATE inbox_item SET badge = ? WHERE id = ?");

    private readonly Statement _nextNumber = database.Prepare(
        "INSERT INTO arrival_book (recipient, year, last) VALUES (?, ?, 1) ON CONFLICT (recipient, year) DO UPDATE SET last = last + 1 RETURNING last");

    public bool Add(InboxItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _add.Start().With(item.Id).With(item.Packet).With(item.Content).With(item.Recipient).With(item.Addressed).With(item.ArrivedAt)
            .With((long)item.State).With(item.Badge).With(item.Verdict).With(StoreJson.Write(item.Flags)).With((long?)item.ArrivalYear)
            .With(item.ArrivalNumber).With(item.FetchedAt).Execute() > 0;
    }

    public InboxItem? Find(Guid id) => _find.Start().With(id).Single(Read);

    public InboxItem? Find(Digest content, OrganId recipient) => _findContent.Start().With(content).With(recipient).Single(Read);

    public IReadOnlyList<InboxItem> ListFor(Digest packet) => _forPacket.Start().With(packet).List(Read);

    public IReadOnlyList<InboxItem> List(IReadOnlyCollection<OrganId>? recipients, InboxState? state, Guid? before, int limit)
    {
        var end = before ?? KeyPages.End;
        if (recipients is null)
        {
            return _listAll.Start().With(end).With((long?)state).With(limit).List(Read);
        }

        var ranges = from recipient in recipients.Distinct()
                     from s in state is { } one ? [one] : AllStates
                     select (recipient, s);
        return KeyPages.Newest(
            ranges.Select(r => _list.Start().With(r.recipient).With((long)r.s).With(end).With(limit).List(Read)), static i => i.Id, limit);
    }

    public IReadOnlyList<InboxItem> ListUnchecked(Guid? after, int limit) => _listUnchecked.Start().With(after ?? Guid.Empty).With(limit).List(Read);

    public void SetState(Guid id, InboxState state) => MustChange(_setState.Start().With((long)state).With(id).Execute(), id);

    public void SetArrivalNumber(Guid id, int year, long number, DateTimeOffset at) => MustChange(_setNumber.Start().With(year).With(number).With(at).With(id).Execute(), id);

    public long NextArrivalNumber(OrganId recipient, int year) =>
        _nextNumber.Start().With(recipient).With(year).Scalar() ?? throw new InvalidOperationException("The book gave no number.");

    public void SetFetched(Guid id, DateTimeOffset at) => MustChange(_setFetched.Start().With(at).With(id).Execute(), id);

    public void AddFlag(Guid id, string flag)
    {
        var flags = (Find(id) ?? throw new InvalidOperationException($"There is no inbox item {id}.")).Flags;
        if (!flags.Contains(flag, StringComparer.Ordinal))
        {
            _setFlags.Start().With(StoreJson.Write([.. flags, flag])).With(id).Execute();
        }
    }

    public void SetBadge(Guid id, string badge) => MustChange(_setBadge.Start().With(badge).With(id).Execute(), id);

    private static void MustChange(int changed, Guid id)
    {
        if (changed == 0)
        {
            throw new InvalidOperationException($"There is no inbox item {id}.");
        }
    }

    private static InboxItem Read(Statement s) => new(
        s.Guid(0), s.Digest(1), s.Digest(2), s.Organ(3), s.Organ(4), s.Time(5), (InboxState)s.Int32(6), s.Text(7), s.Text(8), StoreJson.ReadTexts(s.Text(9)),
        s.IsNull(10) ? null : s.Int32(10), s.Int64OrNull(11), s.TimeOrNull(12));
}
