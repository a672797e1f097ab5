namespace Axis.Node.Storage.Sqlite;

/// <summary>Accepted versions of the directory's signed sections.</summary>
internal sealed class DirectoryTable(Database database) : IDirectoryStore
{
    private const string Columns = "name, version, head, bytes, accepted_at";

    private readonly Statement _current = database.Prepare(
        $"SELECT {Columns} FROM directory_section d WHERE version = (SELECT max(version) FROM directory_section WHERE name = d.name) ORDER BY name");

    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM directory_section WHERE name = ? AND version = ?");

    private readonly Statement _put = database.Prepare(
        $"INSERT INTO directory_section ({Columns}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name, version) DO NOTHING");

    public IReadOnlyList<StoredSection> Current() => _current.Start().List(Read);

    public StoredSection? Find(string name, long version) => _find.Start().With(name).With(version).Single(Read);

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
}
