using Axis.Core.Agencies;
using Axis.Core.Rules.Changes;

namespace Axis.Node.Storage.Sqlite;

/// <summary>What agencies hosted here were asked to change.</summary>
internal sealed class ChangeTable(Database database) : IChanges
{
    private const string Columns = "id, kind, packet, sender, target, recipient, addressed, item, notice, state, asked_at, answered_at, answer, reason_code";

    private readonly Statement _add = database.Prepare(
        $"INSERT INTO change_request ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (packet, target, recipient) DO NOTHING");

    private readonly Statement _update = database.Prepare("UPDATE change_request SET item = ?, state = ?, answered_at = ?, answer = ?, reason_code = ? WHERE id = ?");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM change_request WHERE id = ?");
    private readonly Statement _forItem = database.Prepare($"SELECT {Columns} FROM change_request WHERE item = ?1 OR notice = ?1 ORDER BY id");

    private readonly Statement _parked = database.Prepare(
        $"SELECT {Columns} FROM change_request WHERE state = 0 AND target = ? AND recipient = ? ORDER BY id");

    private readonly Statement _parkedSince = database.Prepare(
        $"SELECT {Columns} FROM change_request WHERE state = 0 AND asked_at < ? AND id > ? ORDER BY id LIMIT ?");

    private readonly Statement _toAnswer = database.Prepare($"SELECT {Columns} FROM change_request WHERE state = 2 AND id > ? ORDER BY id LIMIT ?");

    public bool Add(ChangeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _add.Start().With(request.Id).With((long)request.Kind).With(request.Packet).With(request.Sender).With(request.Target).With(request.Recipient)
            .With(request.Addressed).With(request.Item).With(request.Notice).With((long)request.State).With(request.AskedAt).With(request.AnsweredAt)
            .With(request.Answer).With(request.ReasonCode).Execute() > 0;
    }

    public void Update(ChangeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_update.Start().With(request.Item).With((long)request.State).With(request.AnsweredAt).With(request.Answer).With(request.ReasonCode).With(request.Id).Execute() == 0)
        {
            throw new InvalidOperationException($"There is no change request {request.Id}.");
        }
    }

    public ChangeRequest? Find(Guid id) => _find.Start().With(id).Single(Read);

    public IReadOnlyList<ChangeRequest> ListFor(Guid item) => _forItem.Start().With(item).List(Read);

    public IReadOnlyList<ChangeRequest> ListParked(string target, OrganId recipient) => _parked.Start().With(target).With(recipient).List(Read);

    public IReadOnlyList<ChangeRequest> ListParkedSince(DateTimeOffset before, Guid? after, int limit) =>
        _parkedSince.Start().With(before).With(after ?? Guid.Empty).With(limit).List(Read);

    public IReadOnlyList<ChangeRequest> ListToAnswer(Guid? after, int limit) => _toAnswer.Start().With(after ?? Guid.Empty).With(limit).List(Read);

    private static ChangeRequest Read(Statement s) => new(
        s.Guid(0), (ChangeKind)s.Int32(1), s.Digest(2), s.Organ(3), s.Text(4), s.Organ(5), s.Organ(6), s.GuidOrNull(7), s.GuidOrNull(8), (ChangeRequestState)s.Int32(9),
        s.Time(10), s.TimeOrNull(11), s.DigestOrNull(12), s.TextOrNull(13));
}
