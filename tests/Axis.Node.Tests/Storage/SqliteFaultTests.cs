using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Storage;

/// <summary>What the disk and other processes can do to the embedded engine.</summary>
public sealed class SqliteFaultTests() : StoreContract(new SqliteEngine())
{
    [Test]
    public async Task a_full_disk_acknowledges_nothing_and_the_store_recovers_by_itself()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "small")).FullName;
        await using var store = Small(folder);
        var kept = 0;
        StoreUnavailableException? full = null;
        for (var i = 0; i < 100 && full is null; i++)
        {
            try
            {
                await Add(store, i);
                kept++;
            }
            catch (StoreUnavailableException e)
            {
                full = e;
            }
        }

        var health = store.Health;
        await store.WriteAsync(s => s.Links.GetMeta("x"), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(full?.Message, Does.Contain("Đĩa đã đầy"));
            Assert.That((health.Writable, health.LastError), Is.EqualTo((false, full?.Message)));
            Assert.That(store.Health.Writable, Is.True, "a small work still fits");
            Assert.That(Enumerable.Range(0, kept + 1).Select(i => store.Read(s => s.Packets.Exists(Hash("big" + i)))), Is.EqualTo(Enumerable.Repeat(true, kept).Append(false)));
        }
    }

    [Test]
    public async Task a_full_disk_fails_a_work_even_if_it_swallowed_the_failure()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "small")).FullName;
        await using var store = Small(folder);
        Assert.That(
            async () => await store.WriteAsync(
                s =>
                {
                    try
                    {
                        for (var i = 0; i < 100; i++)
                        {
                            AddBig(s, i);
                        }
                    }
                    catch (SqliteFailureException)
                    {
                        return false;
                    }

                    return true;
                },
                CancellationToken.None),
            Throws.TypeOf<StoreUnavailableException>());
    }

    [Test]
    public async Task a_database_locked_by_another_process_is_waited_for_then_refused_then_used_again()
    {
        var options = SqliteEngine.Options(Folder) with { BusyTimeout = TimeSpan.FromMilliseconds(200) };
        await Store.DisposeAsync();
        Store = new SqliteStore(options, Sealer, Clock, NullLogger<SqliteStore>.Instance);
        await using var other = new SqliteConnection($"Data Source={options.DatabasePath};Pooling=False");
        await other.OpenAsync();
        Execute(other, "BEGIN EXCLUSIVE");

        Assert.That(async () => await Write(s => AddPacket(s, "a")), Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("đang bị một chương trình khác khóa"));
        var during = Store.Health.Writable;
        Execute(other, "ROLLBACK");
        await Write(s => AddPacket(s, "a"));
        Assert.That((during, Store.Health.Writable), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task a_short_lock_is_waited_for()
    {
        await using var other = new SqliteConnection($"Data Source={SqliteEngine.Options(Folder).DatabasePath};Pooling=False");
        await other.OpenAsync();
        Execute(other, "BEGIN IMMEDIATE");
        var waiting = Write(s => AddPacket(s, "a"));
        Execute(other, "COMMIT");
        Assert.That(async () => await waiting, Throws.Nothing);
    }

    [Test]
    public void a_file_that_is_no_database_is_refused_in_words()
    {
        var path = Path.Combine(Folder, "text.db");
        File.WriteAllText(path, new string('x', 5000));
        Assert.That(
            () => new SqliteStore(new SqliteStoreOptions { DatabasePath = path }, Sealer, Clock, NullLogger<SqliteStore>.Instance),
            Throws.TypeOf<StoreUnavailableException>().With.Message.Contains("bị hỏng"));
    }

    [Test]
    public async Task a_failed_commit_fails_every_work_of_the_batch_and_the_next_batch_stands()
    {
        var store = (SqliteStore)Store;
        store.Observer = static m =>
        {
            if (m == StoreMoment.BeforeCommit)
            {
                throw new IOException("the disk went away");
            }
        };
        var tasks = Enumerable.Range(0, 10).Select(i => Write(s => AddPacket(s, "p" + i))).ToArray();
        await Task.WhenAll(tasks.Select(static t => t.ContinueWith(static _ => { }, TaskScheduler.Default)));
        store.Observer = null;
        await Write(s => AddPacket(s, "after"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tasks.Select(static t => t.Exception?.InnerException), Is.All.TypeOf<StoreUnavailableException>());
            Assert.That(Enumerable.Range(0, 10).Count(i => Store.Read(s => s.Packets.Exists(Hash("p" + i)))), Is.Zero);
            Assert.That(Store.Read(s => s.Packets.Exists(Hash("after"))), Is.True);
        }
    }

    [Test]
    public async Task moments_of_a_commit_come_in_order()
    {
        var store = (SqliteStore)Store;
        var moments = new List<StoreMoment>();
        store.Observer = moments.Add;
        await Write(s => AddPacket(s, "a"));
        await Store.DisposeAsync();
        Assert.That(moments, Is.EqualTo(Enum.GetValues<StoreMoment>()));
    }

    // The empty schema takes half of it.
    private SqliteStore Small(string folder) =>
        new(SqliteEngine.Options(folder) with { MaxPageCount = 400 }, Sealer, Clock, NullLogger<SqliteStore>.Instance);

    private Task<bool> Add(SqliteStore store, int i) => store.WriteAsync(s => AddBig(s, i), CancellationToken.None);

    private bool AddBig(ISession session, int i)
    {
        var bytes = new byte[32 * 1024];
        return session.Packets.Add(Packet("big" + i) with { Size = bytes.Length }, bytes);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are literals of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
