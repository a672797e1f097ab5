using Axis.Core.Packets;
using Axis.Node.Backups;
using Axis.Node.Hosting;
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

    // A folder where the packet's file belongs: as good as a full disk.
    private void BlockPacket()
    {
        File.Delete(Kept);
        Directory.CreateDirectory(Kept);
    }

    private Task<string> MakeOneAsync(string node)
    {
        // Backups are named by the second.
        _clock.Turn(TimeSpan.FromMinutes(1));
        return new MakeBackup(Paths, _clock).RunAsync(Path.Combine(_root, "backups"), node, 14, CancellationToken.None);
    }

    private string[] Stores() => [.. Directory.EnumerateDirectories(Paths.Data, "store*").Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    private Task<(DateTimeOffset At, string? PutAside)> RestoreAsync() => new RestoreBackup(Paths, TimeProvider.System).RunAsync(_backup, "tinh", CancellationToken.None);
}
