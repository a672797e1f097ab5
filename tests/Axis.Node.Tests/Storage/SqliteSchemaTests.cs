using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Storage;

/// <summary>Migrations and the plans of the statements whose cost must not grow.</summary>
public sealed class SqliteSchemaTests() : StoreContract(new SqliteEngine())
{
    [Test]
    public void migrations_can_run_twice()
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        Migrations.Apply(database, Now);
        Migrations.Apply(database, Now);
        Assert.That(database.Prepare("SELECT count(*) FROM migration").Start().Scalar(), Is.EqualTo(Migrations.All.Count));
    }

    [TestCaseSource(nameof(EarlierVersions))]
    public void an_earlier_version_is_brought_to_the_newest(int version)
    {
        var options = new SqliteStoreOptions { DatabasePath = Path.Combine(Folder, "earlier.db") };
        using var database = Database.OpenWriter(options);
        Migrations.Apply(database, Now, version);
        Migrations.Apply(database, Now);
        Assert.That(Schema(database), Is.EqualTo(Newest()));
    }

    [Test]
    public void only_numbers_that_nothing_bears_are_orphans_of_the_first_version()
    {
        using var database = Database.OpenWriter(new SqliteStoreOptions { DatabasePath = Path.Combine(Folder, "first.db") });
        Migrations.Apply(database, Now, 1);
        foreach (var number in Enumerable.Range(1, 4))
        {
            database.Execute($"INSERT INTO register_number (agency, book, year, number, reserved_at) VALUES ('H37', 'HC', 2026, {number}, 0)");
        }

        database.Execute("INSERT INTO register_entry VALUES ('H37', 2026, '01/BC-UBND', zeroblob(32), 0)");
        database.Execute("INSERT INTO packet VALUES (1, zeroblob(32), NULL, 0, 1, 1, 'H37', 'x', 0, 1, zeroblob(16), '{\"codeNumber\":\"02\"}')");
        database.Execute("INSERT INTO prepared_submission VALUES (zeroblob(16), 'H37', '{\"Reserved\":3,\"Year\":2026,\"Book\":\"HC\"}', 0)");
        Migrations.Apply(database, Now);
        var orphans = new RegisterTable(database).Orphans(Now, 10);
        Assert.That(orphans.Select(static o => o.Number), Is.EqualTo(new long[] { 4 }));
    }

    [Test]
    public void every_table_is_strict()
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        var loose = database.Prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'").Start()
            .List(static s => s.Text(0));
        Assert.That(loose, Is.Empty);
    }

    [TestCase("UPDATE tracking_event SET description = 'khác'")]
    [TestCase("DELETE FROM tracking_event")]
    public async Task STA_05_a_line_of_history_is_neither_changed_nor_deleted(string sql)
    {
        await Write(s =>
        {
            var row = Track(AddPacket(s, "a").Digest, "DOC-1");
            s.Tracking.Add(row);
            s.Tracking.AddEvent(new TrackingEventRow(row.Id, Hash("status"), false, "03", Recipient.Value, Now, Now, "Nguyễn Văn An", "Văn phòng", "Đã tiếp nhận", true));
        });
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));

        Assert.That(() => database.Execute(sql), Throws.Exception.With.Message.Contains("STA-05"));
    }

    [Test]
    public void a_database_of_a_newer_program_is_refused_in_words()
    {
        using (var database = Database.OpenWriter(SqliteEngine.Options(Folder)))
        {
            database.Execute("INSERT INTO migration VALUES (999, 'future', zeroblob(32), 0)");
        }

        Assert.That(
            () => new SqliteStore(SqliteEngine.Options(Folder), Sealer, Clock, NullLogger<SqliteStore>.Instance),
            Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("mới hơn chương trình này"));
    }

    [Test]
    public void a_database_of_an_altered_script_is_refused_in_words()
    {
        using (var database = Database.OpenWriter(SqliteEngine.Options(Folder)))
        {
            database.Execute("UPDATE migration SET digest = zeroblob(32) WHERE version = 1");
        }

        Assert.That(
            () => new SqliteStore(SqliteEngine.Options(Folder), Sealer, Clock, NullLogger<SqliteStore>.Instance),
            Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("khác với lược đồ của chương trình"));
    }

    [Test]
    public void a_claim_reads_only_the_index_of_what_is_ready()
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        var plan = database.Prepare("EXPLAIN QUERY PLAN " + OutboxTable.ReadySql).Start().List(static s => s.Text(3));
        Assert.That(plan, Is.EqualTo(new[] { "SEARCH delivery USING INDEX delivery_ready (link=? AND class=? AND ready_at<?)" }));
    }

    [Test]
    public void what_is_due_of_proofs_is_read_from_its_index()
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        var plan = database.Prepare("EXPLAIN QUERY PLAN " + ProofTable.DueSql).Start().List(static s => s.Text(3));
        Assert.That(plan[0], Is.EqualTo("SEARCH l USING COVERING INDEX packet_level_due (due_at<?)"));
    }

    // What a page or a search costs is what it looks at: rows in the order of their key, from a key on, and nothing sorted.
    [TestCase(PacketTable.NewestSql, "SCAN packet")]
    [TestCase(PacketTable.SearchSql, "SEARCH packet USING INTEGER PRIMARY KEY (rowid<?)")]
    public void the_newest_packets_are_read_by_key_and_nothing_is_sorted(string sql, string plan)
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));

        Assert.That(database.Prepare("EXPLAIN QUERY PLAN " + sql).Start().List(static s => s.Text(3)), Is.EqualTo(new[] { plan }));
    }

    [Test]
    public void the_writer_syncs_every_commit_and_checks_references()
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        Assert.That(
            (database.Prepare("PRAGMA synchronous").Start().Scalar(), database.Prepare("PRAGMA foreign_keys").Start().Scalar(), database.Prepare("PRAGMA journal_mode").Start().Single(static s => s.Text(0))),
            Is.EqualTo((2L, 1L, "wal")));
    }

    private static IEnumerable<int> EarlierVersions() => Enumerable.Range(0, Migrations.All.Count);

    private List<string> Newest()
    {
        using var database = Database.OpenWriter(SqliteEngine.Options(Folder));
        return Schema(database);
    }

    private static List<string> Schema(Database database) =>
        database.Prepare("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1").Start().List(static s => s.Text(0));
}
