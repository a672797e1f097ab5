using Axis.Core.Agencies;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Systems, their agencies and units.</summary>
internal sealed class VxpSystemTable(Database database) : IVxpSystems
{
    private const string Columns = "id, name, secret, allow_unsigned, no_state_secret, require_hash, max_age_minutes, addresses, created_at, rotated_at, disabled_at, last_call_at";
    private const string UnitColumns = "system, code, parent, name, mail, mobile, fax, modified_at, deleted";

    private readonly Statement _add = database.Prepare($"INSERT INTO vxp_system ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM vxp_system WHERE id = ?");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM vxp_system ORDER BY id");
    private readonly Statement _setSecret = database.Prepare("UPDATE vxp_system SET secret = ?, rotated_at = ? WHERE id = ?");
    private readonly Statement _setDisabled = database.Prepare("UPDATE vxp_system SET disabled_at = ? WHERE id = ?");
    private readonly Statement _setLastCall = database.Prepare("UPDATE vxp_system SET last_call_at = ? WHERE id = ?");
    private readonly Statement _agencies = database.Prepare("SELECT agency FROM vxp_agency WHERE system = ? ORDER BY agency");
    private readonly Statement _findByAgency = database.Prepare("SELECT system FROM vxp_agency WHERE agency = ?");
    private readonly Statement _addAgency = database.Prepare("INSERT INTO vxp_agency (agency, system, registered) VALUES (?, ?, ?) ON CONFLICT (agency) DO NOTHING");
    private readonly Statement _removeAgency = database.Prepare("DELETE FROM vxp_agency WHERE agency = ? AND system = ? AND registered >= ?");
    private readonly Statement _bar = database.Prepare("INSERT INTO vxp_agency_barred (system, agency, barred_at) VALUES (?, ?, ?) ON CONFLICT (system, agency) DO NOTHING");
    private readonly Statement _admit = database.Prepare("DELETE FROM vxp_agency_barred WHERE system = ? AND agency = ?");
    private readonly Statement _barred = database.Prepare("SELECT agency FROM vxp_agency_barred WHERE system = ? ORDER BY agency");
    private readonly Statement _putUnit = database.Prepare($"INSERT OR REPLACE INTO vxp_unit ({UnitColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _findUnit = database.Prepare($"SELECT {UnitColumns} FROM vxp_unit WHERE system = ? AND code = ?");
    private readonly Statement _units = database.Prepare($"SELECT {UnitColumns} FROM vxp_unit WHERE system = ? ORDER BY code");

    public bool Add(VxpSystemRow system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return _add.Start().With(system.Id).With(system.Name).With(system.Secret.Span).With(system.AllowUnsigned).With(system.NoStateSecret).With(system.RequireFileHash)
            .With(system.MaxAge is { } age ? (long)age.TotalMinutes : null).With(StoreJson.Write(system.Addresses)).With(system.CreatedAt).With(system.RotatedAt)
            .With(system.DisabledAt).With(system.LastCallAt).Execute() > 0;
    }

    public VxpSystemRow? Find(string id) => _find.Start().With(id).Single(Read);

    public IReadOnlyList<VxpSystemRow> List() => _list.Start().List(Read);

    public void SetSecret(string id, ReadOnlyMemory<byte> secret, DateTimeOffset at) => _setSecret.Start().With(secret.Span).With(at).With(id).Execute();

    public void SetDisabled(string id, DateTimeOffset? at) => _setDisabled.Start().With(at).With(id).Execute();

    public void SetLastCall(string id, DateTimeOffset at) => _setLastCall.Start().With(at).With(id).Execute();

    public IReadOnlyList<OrganId> AgenciesOf(string id) => _agencies.Start().With(id).List(static s => s.Organ(0));

    public string? FindByAgency(OrganId agency) => _findByAgency.Start().With(agency).Single(static s => s.Text(0));

    public bool AddAgency(string id, OrganId agency, bool registered) => _addAgency.Start().With(agency).With(id).With(registered).Execute() > 0;

    public bool RemoveAgency(string id, OrganId agency, bool registeredOnly) => _removeAgency.Start().With(agency).With(id).With(registeredOnly).Execute() > 0;

    public void SetBarred(string id, OrganId agency, DateTimeOffset? at) => (at is { } since ? _bar.Start().With(id).With(agency).With(since) : _admit.Start().With(id).With(agency)).Execute();

    public IReadOnlyList<OrganId> BarredFrom(string id) => _barred.Start().With(id).List(static s => s.Organ(0));

    public void PutUnit(VxpUnitRow unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        _putUnit.Start().With(unit.System).With(unit.Code).With(unit.Parent).With(unit.Name).With(unit.Mail).With(unit.Mobile).With(unit.Fax).With(unit.ModifiedAt).With(unit.Deleted).Execute();
    }

    public VxpUnitRow? FindUnit(string id, OrganId code) => _findUnit.Start().With(id).With(code).Single(ReadUnit);

    public IReadOnlyList<VxpUnitRow> Units(string id) => _units.Start().With(id).List(ReadUnit);

    private static VxpSystemRow Read(Statement s) => new(
        s.Text(0), s.Text(1), s.Blob(2), s.Bool(3), s.Bool(4), s.Bool(5), s.Int64OrNull(6) is { } minutes ? TimeSpan.FromMinutes(minutes) : null, StoreJson.ReadTexts(s.Text(7)),
        s.Time(8), s.TimeOrNull(9), s.TimeOrNull(10), s.TimeOrNull(11));

    private static VxpUnitRow ReadUnit(Statement s) => new(s.Text(0), s.Organ(1), s.Organ(2), s.Text(3), s.Text(4), s.Text(5), s.Text(6), s.Time(7), s.Bool(8));
}
