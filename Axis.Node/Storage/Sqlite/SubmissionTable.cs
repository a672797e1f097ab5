using Axis.Core.Agencies;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Answers by idempotency key, and submissions that wait for their signature.</summary>
internal sealed class SubmissionTable(Database database) : ISubmissions
{
    private const string Prepared = "id, agency, state, expires_at, maker, idempotency";

    private readonly Statement _findAnswer = database.Prepare(
        "SELECT agency, key, request, packet, response, at FROM idempotent_answer WHERE agency = ? AND key = ?");

    private readonly Statement _addAnswer = database.Prepare(
        "INSERT INTO idempotent_answer (agency, key, request, packet, response, at) VALUES (?, ?, ?, ?, ?, ?)");

    private readonly Statement _addPrepared = database.Prepare("INSERT INTO prepared_submission (id, agency, state, expires_at, maker, idempotency) VALUES (?, ?, ?, ?, ?, ?)");
    private readonly Statement _findPrepared = database.Prepare($"SELECT {Prepared} FROM prepared_submission WHERE id = ?");
    private readonly Statement _removePrepared = database.Prepare("DELETE FROM prepared_submission WHERE id = ?");

    private readonly Statement _expired = database.Prepare(
        $"SELECT {Prepared} FROM prepared_submission WHERE expires_at < ? ORDER BY expires_at, id");

    private readonly Statement _listPrepared = database.Prepare($"SELECT {Prepared} FROM prepared_submission WHERE agency = ? ORDER BY id DESC LIMIT ?");

    public IdempotentAnswer? FindAnswer(OrganId agency, string key) => _findAnswer.Start().With(agency).With(key)
        .Single(static s => new IdempotentAnswer(s.Organ(0), s.Text(1), s.Digest(2), s.Digest(3), s.Text(4), s.Time(5)));

    public void AddAnswer(IdempotentAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _addAnswer.Start().With(answer.Agency).With(answer.Key).With(answer.Request).With(answer.Packet).With(answer.ResponseJson).With(answer.At).Execute();
    }

    public void AddPrepared(PreparedSubmission prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        _addPrepared.Start().With(prepared.Id).With(prepared.Agency).With(prepared.StateJson).With(prepared.ExpiresAt).With(prepared.Maker).With(prepared.Idempotency).Execute();
    }

    public PreparedSubmission? FindPrepared(Guid id) => _findPrepared.Start().With(id).Single(ReadPrepared);

    public void RemovePrepared(Guid id) => _removePrepared.Start().With(id).Execute();

    public IReadOnlyList<PreparedSubmission> ExpiredPrepared(DateTimeOffset before) => _expired.Start().With(before).List(ReadPrepared);

    public IReadOnlyList<PreparedSubmission> ListPrepared(OrganId agency, int limit) => _listPrepared.Start().With(agency).With(limit).List(ReadPrepared);

    private static PreparedSubmission ReadPrepared(Statement s) => new(s.Guid(0), s.Organ(1), s.Text(2), s.Time(3), s.TextOrNull(4), s.TextOrNull(5));
}
