using Axis.Node.Api;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Refusals that can still be taken back.</summary>
internal sealed class HeldRefusalTable(Database database) : IHeldRefusals
{
    private const string Columns = "item, reason_code, description, staff, actor, actor_kind, role, agencies, due_at";

    private readonly Statement _add = database.Prepare($"INSERT INTO held_refusal ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (item) DO NOTHING");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM held_refusal WHERE item = ?");
    private readonly Statement _next = database.Prepare($"SELECT {Columns} FROM held_refusal ORDER BY due_at LIMIT 1");
    private readonly Statement _postpone = database.Prepare("UPDATE held_refusal SET due_at = ? WHERE item = ?");
    private readonly Statement _remove = database.Prepare("DELETE FROM held_refusal WHERE item = ?");

    public bool Add(HeldRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return _add.Start().With(refusal.Item).With(refusal.ReasonCode).With(refusal.Description).With(refusal.Staff).With(refusal.Actor.TokenId).With(refusal.Actor.Kind)
            .With(Roles.Name(refusal.Actor.Role)).With(StoreJson.Write(refusal.Actor.Agencies)).With(refusal.DueAt).Execute() > 0;
    }

    public HeldRefusal? Find(Guid item) => _find.Start().With(item).Single(Read);

    public HeldRefusal? Next() => _next.Start().Single(Read);

    public void Postpone(Guid item, DateTimeOffset dueAt) => _postpone.Start().With(dueAt).With(item).Execute();

    public bool Remove(Guid item) => _remove.Start().With(item).Execute() > 0;

    private static HeldRefusal Read(Statement s) => new(
        s.Guid(0),
        s.Text(1),
        s.TextOrNull(2),
        s.TextOrNull(3),
        new Actor(s.Text(4), Roles.TryParse(s.Text(6), out var role) ? role : throw new InvalidDataException($"'{s.Text(6)}' is no role."), StoreJson.ReadOrgans(s.Text(7))) { Kind = s.Text(5) },
        s.Time(8));
}
