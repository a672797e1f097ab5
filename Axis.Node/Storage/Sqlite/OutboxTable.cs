using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>The queue of deliveries. A claim reads only index entries of what is ready, so its cost does not grow with what waits.</summary>
internal sealed class OutboxTable(Database database) : IOutbox
{
    private const string Columns = "id, packet, link, priority, recipients, offer, created_at, state, tries, answered_failures, due_at, reason_code, reason";

    /// <summary>Class of urgent traffic (priorities 3 and 4); ordinary traffic has the classes below (URG-11).</summary>
    private const int UrgentClass = 3;

    private readonly Statement _add = database.Prepare($"INSERT INTO delivery ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM delivery WHERE id = ?");
    private readonly Statement _forPacket = database.Prepare($"SELECT {Columns} FROM delivery WHERE packet = ? ORDER BY seq");
    private readonly Statement _ready = database.Prepare(ReadySql);
    private readonly Statement _take = database.Prepare($"UPDATE delivery SET doubtful = max(doubtful, lease_until > 0), lease_until = ?, tries = tries + 1 WHERE seq = ? RETURNING {Columns}");

    private readonly Statement _takeOne = database.Prepare(
        "UPDATE delivery SET doubtful = max(doubtful, lease_until > 0), lease_until = ?, tries = tries + 1 WHERE id = ? AND state = 0 AND lease_until <= ?");

    private readonly Statement _setState = database.Prepare(
        "UPDATE delivery SET state = ?, answered_failures = ?, due_at = ?, reason_code = ?, reason = ?, lease_until = 0 WHERE id = ?");

    private readonly Statement _release = database.Prepare(
        "UPDATE delivery SET lease_until = 0, doubtful = 1, due_at = iif(tries = 0 AND reason_code IS NULL, min(due_at, ?1), due_at) "
        + "WHERE state = 0 AND (lease_until > 0 OR (tries = 0 AND reason_code IS NULL AND due_at > created_at))");

    private readonly Statement _doubt = database.Prepare("UPDATE delivery SET doubtful = 1 WHERE id = ?");

    private readonly Statement _certain = database.Prepare(
        $"SELECT {Columns} FROM delivery WHERE packet = ? AND state IN (0, 2) AND doubtful = 0 AND lease_until = 0 ORDER BY seq");

    private readonly Statement _links = database.Prepare("SELECT link, state, n FROM delivery_count WHERE n > 0 ORDER BY link, state");

    private readonly Statement _open = database.Prepare(
        $"SELECT {Columns} FROM delivery WHERE state <> 1 AND state = ? AND link = ? AND id > ? ORDER BY id LIMIT ?");

    private readonly Statement _all = database.Prepare(
        $"SELECT {Columns} FROM delivery WHERE id > ? AND (?2 IS NULL OR state = ?2) AND (?3 IS NULL OR link = ?3) ORDER BY id LIMIT ?4");

    private readonly Statement _oldest = database.Prepare("SELECT min(created_at) FROM (SELECT created_at FROM delivery WHERE state <> 1 AND state = ? AND link = ? ORDER BY id LIMIT 1)");

    private readonly Statement _nextDue = database.Prepare("SELECT ready_at FROM delivery WHERE state = 0 AND link = ? AND class = ? ORDER BY ready_at LIMIT 1");

    private readonly Statement _settled = database.Prepare(
        $"SELECT {Columns} FROM delivery WHERE state IN (1, 3) AND link = ? AND (due_at, id) > (?, ?) ORDER BY due_at, id LIMIT ?");

    private readonly Statement _newest = database.Prepare("SELECT created_at, link FROM delivery ORDER BY seq DESC LIMIT ?");

    private readonly Statement _overdue = database.Prepare(
        $"SELECT {Columns} FROM delivery WHERE state <> 1 AND state = ? AND link = ? AND id > ? AND created_at < ? ORDER BY id LIMIT ?");

    /// <summary>Ready deliveries of a link and class; tests look at its query plan.</summary>
    internal const string ReadySql =
        "SELECT seq, ready_at FROM delivery WHERE state = 0 AND link = ? AND class = ? AND ready_at <= ? ORDER BY ready_at, seq LIMIT ?";

    public void Add(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        _add.Start().With(delivery.Id).With(delivery.Packet).With(delivery.Link).With(delivery.Priority).With(StoreJson.Write(delivery.Recipients))
            .With(delivery.Offer.Span).With(delivery.CreatedAt).With((long)delivery.State).With(delivery.Tries).With(delivery.AnsweredFailures)
            .With(delivery.DueAt).With(delivery.ReasonCode).With(delivery.Reason).Execute();
    }

    public IReadOnlyDictionary<NodeId, int> OwedSince(DateTimeOffset since, int most) => _newest.Start().With(most)
        .List(static s => (At: s.Time(0), Link: s.Node(1)), r => r.At >= since)
        .CountBy(static r => r.Link)
        .ToDictionary(static p => p.Key, static p => p.Value);

    public Delivery? Find(Guid id) => _find.Start().With(id).Single(Read);

    public IReadOnlyList<Delivery> ListFor(Digest packet) => _forPacket.Start().With(packet).List(Read);

    public IReadOnlyList<Delivery> ClaimDue(NodeId link, DateTimeOffset now, DateTimeOffset leaseUntil, DateTimeOffset starvingBefore, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var urgent = Ready(link, UrgentClass, now, max);
        var starving = new List<ReadyRow>();
        var ordinary = new List<ReadyRow>();
        for (var c = UrgentClass - 1; c >= 0; c--)
        {
            foreach (var row in Ready(link, c, now, max))
            {
                (row.ReadyAt < starvingBefore.ToUnixTimeMilliseconds() ? starving : ordinary).Add(row);
            }
        }

        starving.Sort(static (a, b) => a.CompareTo(b));
        var claimed = new List<Delivery>(Math.Min(max, urgent.Count + starving.Count + ordinary.Count));
        foreach (var row in Alternate(urgent, starving).Concat(ordinary).Take(max))
        {
            claimed.Add(_take.Start().With(leaseUntil).With(row.Seq).Single(Read) ?? throw new InvalidOperationException("A ready delivery was not there."));
        }

        return claimed;
    }

    public bool Claim(Guid id, DateTimeOffset now, DateTimeOffset leaseUntil) => _takeOne.Start().With(leaseUntil).With(id).With(now).Execute() > 0;

    public void SetState(Guid id, DeliveryState state, int answeredFailures, DateTimeOffset dueAt, string? reasonCode, string? reason)
    {
        if (_setState.Start().With((long)state).With(answeredFailures).With(dueAt).With(reasonCode).With(reason).With(id).Execute() == 0)
        {
            throw new InvalidOperationException($"There is no delivery {id}.");
        }
    }

    public void MarkDoubtful(Guid id) => _doubt.Start().With(id).Execute();

    public IReadOnlyList<Delivery> ListCertain(Digest packet) => _certain.Start().With(packet).List(Read);

    public int ReleaseLeases(DateTimeOffset now) => _release.Start().With(now).Execute();

    public IReadOnlyList<Delivery> List(DeliveryState? state, NodeId? link, Guid? after, int limit)
    {
        var start = after ?? Guid.Empty;
        if (state is null or DeliveryState.Acknowledged)
        {
            return _all.Start().With(start).With((long?)state).With(link).With(limit).List(Read);
        }

        var links = link is { } one ? [one] : Totals().Where(t => t.State == state).Select(static t => t.Link);
        return KeyPages.Oldest(links.Select(l => _open.Start().With((long)state).With(l).With(start).With(limit).List(Read)), static d => d.Id, limit);
    }

    public IReadOnlyList<QueueCount> Counts() =>
        [.. Totals().Select(t => t with { OldestCreatedAt = t.State == DeliveryState.Acknowledged ? null : _oldest.Start().With((long)t.State).With(t.Link).Single(static s => s.TimeOrNull(0)) })];

    public IReadOnlyList<Delivery> ListSettled(NodeId link, DateTimeOffset at, Guid after, int limit) =>
        _settled.Start().With(link).With(at).With(after).With(limit).List(Read);

    public DateTimeOffset? NextDue(NodeId link)
    {
        DateTimeOffset? next = null;
        for (var c = 0; c <= UrgentClass; c++)
        {
            if (_nextDue.Start().With(link).With(c).Single(static s => s.TimeOrNull(0)) is { } due && (next is null || due < next))
            {
                next = due;
            }
        }

        return next;
    }

    // A delivery refused or withdrawn was answered; a dead one was not, and its sender waits for a receipt.
    public IReadOnlyList<Delivery> ListOverdue(DateTimeOffset createdBefore, Guid? after, int limit)
    {
        var start = after ?? Guid.Empty;
        return KeyPages.Oldest(
            Totals().Where(static t => t.State is DeliveryState.Waiting or DeliveryState.Dead)
                .Select(t => _overdue.Start().With((long)t.State).With(t.Link).With(start).With(createdBefore).With(limit).List(Read)),
            static d => d.Id,
            limit);
    }

    private List<QueueCount> Totals() => _links.Start().List(static s => new QueueCount(s.Node(0), (DeliveryState)s.Int32(1), s.Int64(2), null));

    private List<ReadyRow> Ready(NodeId link, int priorityClass, DateTimeOffset now, int max) =>
        _ready.Start().With(link).With(priorityClass).With(now).With(max).List(static s => new ReadyRow(s.Int64(1), s.Int64(0)));

    /// <summary>
    /// One of each in turn, urgent first: starving traffic goes with the urgent, but a long backlog of it does not hold the urgent up. Where only one is
    /// taken at a time, the one that has waited longer is taken every second time, told by the urgent one's own number.
    /// </summary>
    private static IEnumerable<ReadyRow> Alternate(List<ReadyRow> urgent, List<ReadyRow> starving)
    {
        var starvingFirst = urgent.Count > 0 && starving.Count > 0 && urgent[0].Seq % 2 == 0;
        var (first, second) = starvingFirst ? (starving, urgent) : (urgent, starving);
        for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
        {
            if (i < first.Count)
            {
                yield return first[i];
            }

            if (i < second.Count)
            {
                yield return second[i];
            }
        }
    }

    private static Delivery Read(Statement s) => new(
        s.Guid(0), s.Digest(1), s.Node(2), s.Int32(3), StoreJson.ReadRecipients(s.Text(4)), s.Blob(5), s.Time(6), (DeliveryState)s.Int32(7), s.Int32(8), s.Int32(9),
        s.Time(10), s.TextOrNull(11), s.TextOrNull(12));

    private readonly record struct ReadyRow(long ReadyAt, long Seq) : IComparable<ReadyRow>
    {
        public int CompareTo(ReadyRow other) => ReadyAt != other.ReadyAt ? ReadyAt.CompareTo(other.ReadyAt) : Seq.CompareTo(other.Seq);
    }
}
