using Axis.Signing.Sections;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Accepted versions of the directory's signed sections.</summary>
internal sealed class DirectoryTable(Database database) : IDirectoryStore
{
    private const string Columns = "name, version, head, bytes, accepted_at";

    private readonly Statement _current = database.Prepare(
        $"SELECT {Columns} FROM directory_section d WHERE version = (SELECT max(version) FROM directory_section WHERE name = d.name) ORDER BY name");

    private readonly Statement _find = database.Prepare($"SELECT {Columns}, base FROM directory_section WHERE name = ? AND version = ?");

    private readonly Statement _wholeBefore = database.Prepare(
        $"SELECT {Columns} FROM directory_section WHERE name = ? AND version < ? AND base IS NULL ORDER BY version DESC LIMIT 1");

    private readonly Statement _shrink = database.Prepare("UPDATE directory_section SET bytes = ?4, base = ?3 WHERE name = ?1 AND version = ?2 AND base IS NULL");

    private readonly Statement _put = database.Prepare(
        $"INSERT INTO directory_section ({Columns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name, version) DO NOTHING");

    public IReadOnlyList<StoredSection> Current() => _current.Start().List(Read);

    public StoredSection? Find(string name, long version)
    {
        var changes = new Stack<StoredSection>();
        long? next = version;
        while (next is { } wanted)
        {
            if (_find.Start().With(name).With(wanted).Single(static s => new Kept(Read(s), s.Int64OrNull(5))) is not { } kept)
            {
                return changes.Count == 0 ? null : throw new InvalidOperationException($"Version {wanted} of section '{name}', which older ones are kept as changes of, is not here.");
            }

            changes.Push(kept.Row);
            next = kept.Base;
        }

        // From the newest, which is whole, back to the one that is asked for.
        var section = changes.Pop();
        while (changes.TryPop(out var older))
        {
            section = older with { Bytes = SectionDelta.Apply(section.Bytes, older.Bytes) };
        }

        return section;
    }

    public StoredSection? FindWholeBefore(string name, long version) => _wholeBefore.Start().With(name).With(version).Single(Read);

    public void Shrink(string name, long version, long from, ReadOnlyMemory<byte> change)
    {
        if (_shrink.Start().With(name).With(version).With(from).With(change.Span).Execute() == 0)
        {
            throw new InvalidOperationException($"Version {version} of section '{name}' is not here whole.");
        }
    }

    public void Put(StoredSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var added = _put.Start().With(section.Name).With(section.Version).With(section.Head).With(section.Bytes.Span).With(section.AcceptedAt).Execute() > 0;
        if (!added && Find(section.Name, section.Version)!.Head != section.Head)
        {
            throw new InvalidOperationException($"Section '{section.Name}' version {section.Version} is here with another head.");
        }
    }

    private static StoredSection Read(Statement s) => new(s.Text(0), s.Int64(1), s.Digest(2), s.Blob(3), s.Time(4));

    private sealed record Kept(StoredSection Row, long? Base);
}
