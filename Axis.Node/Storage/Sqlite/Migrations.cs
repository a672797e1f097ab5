using System.Globalization;
using System.Reflection;
using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Brings a database to the newest schema: numbered scripts embedded in this assembly, each in its own transaction, each applied once.</summary>
internal static class Migrations
{
    private const string Prefix = "Axis.Node.Storage.Migrations.V";

    /// <summary>All scripts, by version.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>Applies what is missing. Running it again changes nothing.</summary>
    /// <param name="database">A connection for writing.</param>
    /// <param name="now">Time written beside each script applied.</param>
    /// <param name="upTo">Last version to apply; tests stop at an earlier one.</param>
    /// <exception cref="StoreUnavailableException">The database is newer than this program, or a script it was made with differs from the one here.</exception>
    public static void Apply(Database database, DateTimeOffset now, int upTo = int.MaxValue)
    {
        // One node may start while another process (a command line) migrates: the lock comes before the look.
        database.BeginWrite();
        try
        {
            database.Execute(
                "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, digest BLOB NOT NULL, applied_at INTEGER NOT NULL) STRICT");
            var applied = database.Prepare("SELECT version, name, digest FROM migration ORDER BY version").Start()
                .List(static s => (Version: s.Int32(0), Name: s.Text(1), Digest: s.Digest(2)));
            foreach (var (version, name, digest) in applied)
            {
                var known = All.FirstOrDefault(m => m.Version == version)
                    ?? throw new StoreUnavailableException(
                        $"Cơ sở dữ liệu có lược đồ V{version:000} ({name}) mới hơn chương trình này: hãy dùng phiên bản DocAxis mới hơn.");
                if (known.Digest != digest)
                {
                    throw new StoreUnavailableException(
                        $"Lược đồ V{version:000} ({name}) của cơ sở dữ liệu khác với lược đồ của chương trình: cơ sở dữ liệu không phải do bản phát hành tạo ra.");
                }
            }

            var add = database.Prepare("INSERT INTO migration (version, name, digest, applied_at) VALUES (?, ?, ?, ?)");
            foreach (var migration in All.Skip(applied.Count).Where(m => m.Version <= upTo))
            {
                database.Execute(migration.Sql);
                add.Start().With(migration.Version).With(migration.Name).With(migration.Digest).With(now).Execute();
            }

            database.Commit();
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    private static List<Migration> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var list = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            var sql = reader.ReadToEnd();
            var name = resource[Prefix.Length..^".sql".Length];
            var version = int.Parse(name.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            if (version != list.Count + 1)
            {
                throw new InvalidOperationException($"Migration V{list.Count + 1:000} is missing.");
            }

            list.Add(new Migration(version, name[4..], sql, Digest.Of(System.Text.Encoding.UTF8.GetBytes(sql))));
        }

        return list;
    }
}
