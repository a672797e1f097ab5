using Axis.Core.Packets;
using Axis.Node.Backups;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Backups;

/// <summary>Restores that break off, and backups and data folders that are damaged, over a real database and real files.</summary>
public sealed class RestoreBackupTests
{
    private static readonly byte[] Packet = "<edXML>một gói tin lớn</edXML>"u8.ToArray();

    private readonly TurnedClock _clock = new();
    private string _root = "";
    private string _backup = "";

    private NodePaths Paths => new(Path.Combine(_root, "data"));

    private static string Name => Path.Combine(Digest.Of(Packet).ToString()[..2], Digest.Of(Packet) + ".edxml");

    private string Kept => Path.Combine(Paths.Packets, Name);

    private string Copied => Path.Combine(_root, "backups", "packets", Name);

    [SetUp]
    public async Task BackUpAsync()
    {
        _root = Directory.CreateTempSubdirectory("axis-restore-").FullName;
        Directory.CreateDirectory(Paths.Store);
        await new SqliteEngine().Open(Paths.Store, new CountingSealer(), new TurnedClock()).DisposeAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        await File.WriteAllBytesAsync(Kept, Packet);
        _backup = await MakeOneAsync("tinh");
    }

    [TearDown]
    public void RemoveRoot() => Directory.Delete(_root, recursive: true);

    [Test]
    public void a_damaged_packet_in_the_backup_is_noticed_before_anything_changes()
    {
        File.WriteAllText(Copied, "cụt");

        Assert.That(() => RestoreAsync(), Throws.TypeOf<BackupException>());
        Assert.That(Stores(), Is.EqualTo(new[] { "store" }));
    }

    [Test]
    public async Task a_packet_that_is_cut_here_is_put_back_whole()
    {
        await File.WriteAllTextAsync(Kept, "cụt");
        await RestoreAsync();

        Assert.That(await File.ReadAllBytesAsync(Kept), Is.EqualTo(Packet));
    }

    [Test]
    public async Task a_restore_takes_the_place_of_the_store_in_one_step_and_puts_the_old_one_aside()
    {
        var (_, aside) = await RestoreAsync();

        Assert.That(Stores(), Is.EqualTo(new[] { "store", Path.GetFileName(aside) }));
        Assert.That((File.Exists(Paths.Database), File.ReadAllText(Path.Combine(Paths.Store, "epoch.mark"))), Is.EqualTo((true, "restored 0\n")));
    }

    [Test]
    public void a_restore_that_breaks_off_leaves_the_store_that_was_there()
    {
        BlockPacket();

        Assert.That(() => RestoreAsync(), Throws.TypeOf<BackupException>());
        Assert.That(File.Exists(Paths.Database), Is.True);
    }

    [Test]
    public async Task a_node_whose_restore_broke_off_before_there_was_a_store_does_not_start_empty()
    {
        Directory.Delete(Paths.Store, recursive: true);
        BlockPacket();
        Assert.That(() => RestoreAsync(), Throws.TypeOf<BackupException>());
        Assert.That(() => RestoreBackup.DemandWhole(Paths), Throws.TypeOf<NodeStartException>().With.Property("Code").EqualTo("RESTORE_UNFINISHED"));

        Directory.Delete(Kept);
        await RestoreAsync();
        Assert.That(() => RestoreBackup.DemandWhole(Paths), Throws.Nothing);
    }

    [Test]
    public void a_folder_that_keeps_the_backups_of_another_node_takes_no_other() =>
        Assert.That(() => MakeOneAsync("huyen"), Throws.TypeOf<BackupException>().With.Message.Contains("của nút 'tinh'"));

    [Test]
    public void two_backups_are_not_made_into_one_folder_at_once()
    {
        using (new BackupFolder(Path.Combine(_root, "backups")).TakeTurn())
        {
            Assert.That(() => MakeOneAsync("tinh"), Throws.TypeOf<BackupException>());
        }

        Assert.That(() => MakeOneAsync("tinh"), Throws.Nothing);
    }

    [Test]
    public async Task on_a_machine_without_one_the_directory_is_put_back_and_what_is_there_stays()
    {
        var folder = Directory.CreateDirectory(Paths.Directory).FullName;
        foreach (var name in new[] { "root.pub", "root.section", "tinh.section", "tinh.private" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), "bản sao");
        }

        _backup = await MakeOneAsync("tinh");
        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "tinh.section"), "mới hơn");
        await RestoreAsync();

        Assert.That(
            Directory.EnumerateFiles(folder).Select(static f => Path.GetFileName(f) + ": " + File.ReadAllText(f)).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "root.pub: bản sao", "root.section: bản sao", "tinh.section: mới hơn" }));
    }

    [Test]
    public async Task a_backup_of_a_clock_that_was_ahead_neither_puts_off_the_next_nor_hides_that_there_is_none()
    {
        _clock.Set(TimeSpan.FromDays(3650));
        await MakeOneAsync("tinh");
        _clock.Set(TimeSpan.FromDays(-3650));
        _clock.Turn(TimeSpan.FromDays(3));
        var options = new BackupOptions { Folder = Path.Combine(_root, "backups"), Hours = 24, Keep = 14 };
        var before = new BackupFindings(options, Paths, _clock).Findings().Select(static f => f.Code).ToArray();
        var store = new SqliteEngine().Open(Paths.Store, new CountingSealer(), _clock);
        await using (store.ConfigureAwait(false))
        {
            var made = await new PeriodicBackup(new MakeBackup(Paths, _clock), store, options, new NodeOptions { Id = "tinh" }, Paths, _clock).RunAsync(CancellationToken.None);

            Assert.That((before, made, new BackupFindings(options, Paths, _clock).Findings().Count), Is.EqualTo((new[] { "BACKUP_OLD" }, 1, 0)));
        }
    }

    [Test]
    public async Task a_backup_that_is_made_while_the_clock_is_behind_is_not_the_one_that_goes()
    {
        var second = await MakeOneAsync("tinh", 2);
        _clock.Set(TimeSpan.FromDays(-3650));
        var behind = await MakeOneAsync("tinh", 2);

        Assert.That((Directory.Exists(_backup), Directory.Exists(second), Directory.Exists(behind)), Is.EqualTo((false, true, true)));
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task a_backup_whose_removal_breaks_off_is_no_backup_any_more()
    {
        // .NET cannot delete such a name: as good as a process that dies in the middle.
        using (var made = System.Diagnostics.Process.Start("bash", ["-c", "touch \"$1/$(printf 'b\\341o')\"", "bash", _backup]))
        {
            await made.WaitForExitAsync();
        }

        Assert.That(() => MakeOneAsync("tinh", 1), Throws.TypeOf<BackupException>());
        Assert.That(Path.Exists(_backup), Is.False, "what is left bears the name of what the next run removes");
        using var removed = System.Diagnostics.Process.Start("bash", ["-c", "rm -r -- \"$1\"", "bash", _backup + ".partial"]);
        await removed.WaitForExitAsync();
        Assert.That(removed.ExitCode, Is.Zero);
    }

    [Test]
    public void a_lock_that_cannot_be_opened_is_not_said_to_be_another_node_s()
    {
        using (DataLock.Take(Paths))
        {
            Assert.That(() => DataLock.Take(Paths), Throws.TypeOf<NodeStartException>().With.Property("Code").EqualTo(DataLock.InUse));
        }

        File.Delete(Paths.Lock);
        Directory.CreateDirectory(Paths.Lock);
        Assert.That(() => DataLock.Take(Paths), Throws.TypeOf<NodeStartException>().With.Property("Code").EqualTo("DATA_UNUSABLE"));
    }

    // A folder where the packet's file belongs: as good as a full disk.
    private void BlockPacket()
    {
        File.Delete(Kept);
        Directory.CreateDirectory(Kept);
    }

    private Task<string> MakeOneAsync(string node, int keep = 14)
    {
        // Backups are named by the second.
        _clock.Turn(TimeSpan.FromMinutes(1));
        return new MakeBackup(Paths, _clock).RunAsync(Path.Combine(_root, "backups"), node, keep, CancellationToken.None);
    }

    private string[] Stores() => [.. Directory.EnumerateDirectories(Paths.Data, "store*").Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    private Task<(DateTimeOffset At, string? PutAside)> RestoreAsync() => new RestoreBackup(Paths, TimeProvider.System).RunAsync(_backup, "tinh", CancellationToken.None);
}
