using Axis.Core.Packets;
using Axis.Node.Api;

namespace Axis.Node.Storage.Sqlite;

/// <summary>People, what they may do, their sessions and their stand-ins.</summary>
internal sealed class UserTable(Database database) : IUsers
{
    private const string Columns =
        "id, name, full_name, password, must_change, password_at, totp, totp_step, certificate, failures, locked_until, created_at, disabled_at, signed_in_at, rights_at";

    private const string SessionColumns = "id, account, acting, client, started_at, seen_at, ends_at";
    private const string StandInColumns = "id, absent, substitute, role, reason, starts_at, ends_at, made_at, ended_at";

    private readonly Statement _add = database.Prepare($"INSERT INTO user_account ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING");

    private readonly Statement _update = database.Prepare(
        """
        UPDATE user_account SET full_name = ?, password = ?, must_change = ?, password_at = ?, totp = ?, totp_step = ?, certificate = ?, failures = ?, locked_until = ?,
          disabled_at = ?, signed_in_at = ?, rights_at = ? WHERE id = ?
        """);

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM user_account WHERE id = ?");
    private readonly Statement _findName = database.Prepare($"SELECT {Columns} FROM user_account WHERE name = ?");
    private readonly Statement _findCertificate = database.Prepare($"SELECT {Columns} FROM user_account WHERE certificate = ?");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM user_account ORDER BY name");
    private readonly Statement _grants = database.Prepare("SELECT role, agencies FROM user_grant WHERE account = ? ORDER BY role");
    private readonly Statement _dropGrants = database.Prepare("DELETE FROM user_grant WHERE account = ?");
    private readonly Statement _grant = database.Prepare("INSERT INTO user_grant (account, role, agencies) VALUES (?, ?, ?)");
    private readonly Statement _addSession = database.Prepare($"INSERT INTO user_session ({SessionColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _session = database.Prepare($"SELECT {SessionColumns} FROM user_session WHERE id = ?");
    private readonly Statement _sessions = database.Prepare($"SELECT {SessionColumns} FROM user_session WHERE account = ? ORDER BY started_at DESC");
    private readonly Statement _seen = database.Prepare("UPDATE user_session SET seen_at = ? WHERE id = ?");
    private readonly Statement _acting = database.Prepare("UPDATE user_session SET acting = ? WHERE id = ?");
    private readonly Statement _end = database.Prepare("DELETE FROM user_session WHERE id = ?");
    private readonly Statement _endAll = database.Prepare("DELETE FROM user_session WHERE account = ? AND id IS NOT ?");
    private readonly Statement _sweep = database.Prepare("DELETE FROM user_session WHERE ends_at <= ?");
    private readonly Statement _addStandIn = database.Prepare($"INSERT INTO stand_in ({StandInColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _standIn = database.Prepare($"SELECT {StandInColumns} FROM stand_in WHERE id = ?");

    private readonly Statement _standIns = database.Prepare(
        $"SELECT {StandInColumns} FROM stand_in WHERE (substitute = ?1 OR absent = ?1) AND ends_at > ?2 AND ended_at IS NULL ORDER BY starts_at DESC, id");

    private readonly Statement _allStandIns = database.Prepare($"SELECT {StandInColumns} FROM stand_in WHERE ends_at > ? AND ended_at IS NULL ORDER BY starts_at DESC, id");

    private readonly Statement _endStandIn = database.Prepare("UPDATE stand_in SET ended_at = ? WHERE id = ? AND ended_at IS NULL");

    public bool Add(UserRow user)
    {
        ArgumentNullException.ThrowIfNull(user);
        _add.Start().With(user.Id).With(user.Name).With(user.FullName).With(user.Password).With(user.MustChange).With(user.PasswordAt);
        return Blob(_add, user.Totp).With(user.TotpStep).With(user.Certificate).With((long)user.Failures).With(user.LockedUntil).With(user.CreatedAt).With(user.DisabledAt)
            .With(user.SignedInAt).With(user.RightsAt).Execute() > 0;
    }

    public void Update(UserRow user)
    {
        ArgumentNullException.ThrowIfNull(user);
        _update.Start().With(user.FullName).With(user.Password).With(user.MustChange).With(user.PasswordAt);
        if (Blob(_update, user.Totp).With(user.TotpStep).With(user.Certificate).With((long)user.Failures).With(user.LockedUntil).With(user.DisabledAt).With(user.SignedInAt)
            .With(user.RightsAt).With(user.Id).Execute() == 0)
        {
            throw new InvalidOperationException($"There is no account {user.Id}.");
        }
    }

    public UserRow? Find(string id) => _find.Start().With(id).Single(Read);

    public UserRow? FindByName(string name) => _findName.Start().With(name).Single(Read);

    public UserRow? FindByCertificate(Digest certificate) => _findCertificate.Start().With(certificate).Single(Read);

    public IReadOnlyList<UserRow> List() => _list.Start().List(Read);

    public IReadOnlyList<UserGrant> Grants(string id) =>
        _grants.Start().With(id).List(static s => new UserGrant(RoleOf(s.Text(0)), StoreJson.ReadOrgans(s.Text(1))));

    public void SetGrants(string id, IReadOnlyList<UserGrant> grants)
    {
        _dropGrants.Start().With(id).Execute();
        foreach (var grant in grants)
        {
            _grant.Start().With(id).With(Roles.Name(grant.Role)).With(StoreJson.Write(grant.Agencies)).Execute();
        }
    }

    public void AddSession(UserSessionRow session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _addSession.Start().With(session.Id).With(session.Account).With(session.Acting).With(session.Client).With(session.StartedAt).With(session.SeenAt).With(session.EndsAt).Execute();
    }

    public UserSessionRow? FindSession(Digest id) => _session.Start().With(id).Single(ReadSession);

    public IReadOnlyList<UserSessionRow> Sessions(string account) => _sessions.Start().With(account).List(ReadSession);

    public void SetSeen(Digest id, DateTimeOffset at) => _seen.Start().With(at).With(id).Execute();

    public void SetActing(Digest id, string acting) => _acting.Start().With(acting).With(id).Execute();

    public bool EndSession(Digest id) => _end.Start().With(id).Execute() > 0;

    public int EndSessions(string account, Digest? except) => _endAll.Start().With(account).With(except).Execute();

    public void SweepSessions(DateTimeOffset now) => _sweep.Start().With(now).Execute();

    public void AddStandIn(StandInRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _addStandIn.Start().With(row.Id).With(row.Absent).With(row.Substitute).With(Roles.Name(row.Role)).With(row.Reason).With(row.StartsAt).With(row.EndsAt).With(row.MadeAt)
            .With(row.EndedAt).Execute();
    }

    public StandInRow? FindStandIn(string id) => _standIn.Start().With(id).Single(ReadStandIn);

    public IReadOnlyList<StandInRow> StandIns(string account, DateTimeOffset now) => _standIns.Start().With(account).With(now).List(ReadStandIn);

    public IReadOnlyList<StandInRow> AllStandIns(DateTimeOffset now) => _allStandIns.Start().With(now).List(ReadStandIn);

    public void EndStandIn(string id, DateTimeOffset at) => _endStandIn.Start().With(at).With(id).Execute();

    private static Statement Blob(Statement statement, ReadOnlyMemory<byte>? value) => value is { } bytes ? statement.With(bytes.Span) : statement.Null();

    private static Role RoleOf(string name) => Roles.TryParse(name, out var role) ? role : throw new InvalidDataException($"'{name}' is no role.");

    private static UserRow Read(Statement s) => new(
        s.Text(0), s.Text(1), s.Text(2), s.Text(3), s.Bool(4), s.Time(5), s.IsNull(6) ? default(ReadOnlyMemory<byte>?) : s.Blob(6), s.Int64OrNull(7), s.DigestOrNull(8),
        s.Int32(9), s.TimeOrNull(10), s.Time(11), s.TimeOrNull(12), s.TimeOrNull(13)) { RightsAt = s.TimeOrNull(14) };

    private static UserSessionRow ReadSession(Statement s) => new(s.Digest(0), s.Text(1), s.Text(2), s.Text(3), s.Time(4), s.Time(5), s.Time(6));

    private static StandInRow ReadStandIn(Statement s) => new(
        s.Text(0), s.Text(1), s.Text(2), RoleOf(s.Text(3)), s.Text(4), s.Time(5), s.Time(6), s.Time(7), s.TimeOrNull(8));
}
