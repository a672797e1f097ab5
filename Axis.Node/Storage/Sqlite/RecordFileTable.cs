using Axis.Core.Agencies;
using Axis.Core.Archives;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Files of records.</summary>
internal sealed class RecordFileTable(Database database) : IRecordFiles
{
    private const string Columns = "agency, catalog, notation, title, record, retention, construction, historical_years, ended, extended, consent, handed_over, hand_over_note, historical";
    private const string Open = "ended IS NOT NULL AND historical IS NULL";

    private readonly Statement _add = database.Prepare($"INSERT INTO record_file ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, catalog, notation) DO NOTHING");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM record_file WHERE agency = ? AND catalog = ? AND notation = ?");
    private readonly Statement _update = database.Prepare(
        "UPDATE record_file SET ended = ?, extended = ?, consent = ?, handed_over = ?, hand_over_note = ?, historical = ? WHERE agency = ? AND catalog = ? AND notation = ?");

    private readonly Statement _all = database.Prepare($"SELECT {Columns} FROM record_file ORDER BY agency, catalog DESC, notation LIMIT ?");
    private readonly Statement _allOpen = database.Prepare($"SELECT {Columns} FROM record_file WHERE {Open} ORDER BY agency, ended LIMIT ?");
    private readonly Statement _of = database.Prepare($"SELECT {Columns} FROM record_file WHERE agency = ? ORDER BY catalog DESC, notation LIMIT ?");
    private readonly Statement _ofOpen = database.Prepare($"SELECT {Columns} FROM record_file WHERE agency = ? AND {Open} ORDER BY ended LIMIT ?");

    public bool Add(RecordFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _add.Start().With(file.Agency).With(file.Catalog).With(file.Notation).With(file.Title).With(file.Record).With(file.Retention.ToString()).With(file.Construction).With(file.HistoricalYears)
            .With(file.Ended).With(file.Extended).With(file.Consent).With(file.HandedOver).With(file.HandOverNote).With(file.Historical).Execute() > 0;
    }

    public RecordFile? Find(OrganId agency, int catalog, string notation) => _find.Start().With(agency).With(catalog).With(notation).Single(Read);

    public void Update(RecordFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _update.Start().With(file.Ended).With(file.Extended).With(file.Consent).With(file.HandedOver).With(file.HandOverNote).With(file.Historical)
            .With(file.Agency).With(file.Catalog).With(file.Notation).Execute();
    }

    public IReadOnlyList<RecordFile> List(IReadOnlyCollection<OrganId>? agencies, bool openOnly, int limit) => agencies is null
        ? (openOnly ? _allOpen : _all).Start().With(limit).List(Read)
        : [.. agencies.Distinct().SelectMany(a => (openOnly ? _ofOpen : _of).Start().With(a).With(limit).List(Read)).Take(limit)];

    private static RecordFile Read(Statement s) => new(
        s.Organ(0), s.Int32(1), s.Text(2), s.Text(3), s.TextOrNull(4), RetentionPeriod.TryParse(s.Text(5), out var retention) ? retention : throw new InvalidDataException("A file without its retention."), s.Bool(6), s.Int32(7),
        s.DayOrNull(8), s.DayOrNull(9), s.TextOrNull(10), s.DayOrNull(11), s.TextOrNull(12), s.DayOrNull(13));
}
