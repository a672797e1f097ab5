using Axis.Cli;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node.Backups;
using Axis.Node.Hosting;
using Axis.Node.Journal;
using Axis.Node.Options;

namespace Axis.Journey.Tests.Restore;

/// <summary>The restore drill (OPS-05): a running node is backed up, loses everything, and goes on from the backup.</summary>
public sealed class BackupDrillTests
{
    private TestNetwork _network = null!;
    private string _backups = null!;

    private RunningNode Central => _network[TestNetwork.Central];

    private RunningNode Province => _network[TestNetwork.Province];

    private NodePaths Paths => new(_network.FolderOf(TestNetwork.Province));

    [SetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        _backups = Path.Combine(_network.FolderOf(TestNetwork.Province), "..", "backups");
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task a_node_that_lost_its_disk_goes_on_from_its_backup_without_loss_or_double()
    {
        var large = await SentAsync("H37", "lớn", [.. "%PDF-1.7 "u8, .. new byte[200_000]]);
        var backup = await BackUpAsync();
        var later = await SentAsync("H37", "sau khi sao lưu", null);
        await Province.StopAsync();
        Directory.Delete(Paths.Store, recursive: true);
        Directory.Delete(Paths.Packets, recursive: true);

        await RestoreAsync(backup);
        await Province.StartAsync();
        await Eventually.GetAsync(() => Province.Store.Read(s => s.Packets.Find(Digest.Parse(later))), static p => p is not null, "taken back from the neighbour");
        var next = await Province.SendAsync("H37", ["G22"], "tiếp theo");

        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(FileOf(large)), Is.True);
            Assert.That(next.Code, Does.StartWith("03/"));
            Assert.That(Central.Inbox().Count(i => i.Packet == Digest.Parse(later)), Is.EqualTo(1));
            Assert.That(Province.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry.Kind), Does.Contain(JournalKinds.EpochStarted), "OPS-08: the recovery is on record");
        });
    }

    [Test]
    public async Task a_backup_that_was_touched_is_refused_before_anything_changes()
    {
        var backup = await BackUpAsync();
        await Province.StopAsync();
        var file = Path.Combine(backup, "axis.db");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        var before = File.GetLastWriteTimeUtc(Paths.Database);

        Assert.That(() => RestoreAsync(backup), Throws.TypeOf<BackupException>());
        Assert.That(File.GetLastWriteTimeUtc(Paths.Database), Is.EqualTo(before));
        await Province.StartAsync();
    }

    [Test]
    public async Task only_so_many_backups_are_kept_and_each_keeps_its_packets()
    {
        await SentAsync("H37", "lớn", [.. "%PDF-1.7 "u8, .. new byte[200_000]]);
        var made = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            made.Add(await new MakeBackup(Paths, new Later(i)).RunAsync(_backups, "tinh", 2, CancellationToken.None));
        }

        Assert.That((made.Select(Directory.Exists), Directory.EnumerateFiles(Path.Combine(_backups, "packets"), "*", SearchOption.AllDirectories).Count()), Is.EqualTo((new[] { false, true, true }, 1)));
    }

    [Test]
    public async Task the_schedule_makes_one_when_the_last_is_old_enough_and_journals_it()
    {
        var options = new BackupOptions { Folder = Path.GetFullPath(_backups) };
        var job = new PeriodicBackup(new MakeBackup(Paths, TimeProvider.System), Province.Store, options, new NodeOptions { Id = "tinh" }, Paths, TimeProvider.System);
        var before = new BackupFindings(options, Paths, TimeProvider.System).Findings();
        var made = (await job.RunAsync(CancellationToken.None), await job.RunAsync(CancellationToken.None));

        Assert.That(
            (before.Single().Code, made, new BackupFindings(options, Paths, TimeProvider.System).Findings().Count, Province.Store.Read(static s => s.Journal.List(null, 500, null)).Count(static l => l.Entry.Kind == "backup-made")),
            Is.EqualTo(("BACKUP_OLD", (1, 0), 0, 1)));
    }

    [Test]
    public async Task a_backup_by_hand_of_a_node_that_stands_is_in_its_journal()
    {
        await Province.StopAsync();
        var said = await ByHandAsync();
        await Province.StartAsync();

        Assert.That((said, Made()), Is.EqualTo(("(backup-made)", new[] { "by-hand" })));
    }

    [Test]
    public async Task a_backup_by_hand_of_a_running_node_says_that_the_journal_is_the_node_s_alone()
    {
        var said = await ByHandAsync();

        Assert.That((said, Made()), Is.EqualTo(("chỉ nút được ghi", Array.Empty<string?>())));
    }

    // What it said of the journal.
    private async Task<string> ByHandAsync()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await AxisCommandLine.RunAsync(["node", "backup", "--data", Paths.Data, "--to", Path.GetFullPath(_backups)], output, error, CancellationToken.None);
        var text = output.ToString().ReplaceLineEndings(" ");
        Assert.That((exit, Directory.EnumerateFiles(_backups, "axis.db", SearchOption.AllDirectories).Count()), Is.EqualTo((0, 1)), $"{text}{error}");
        return new[] { "(backup-made)", "chỉ nút được ghi" }.Single(t => text.Contains(t, StringComparison.Ordinal));
    }

    private string?[] Made() => [.. Province.Store.Read(static s => s.Journal.List(null, 500, null)).Where(static l => l.Entry.Kind == "backup-made").Select(static l => l.Entry.Actor)];

    private Task<string> BackUpAsync() => new MakeBackup(Paths, TimeProvider.System).RunAsync(_backups, "tinh", 14, CancellationToken.None);

    private Task<(DateTimeOffset At, string? PutAside)> RestoreAsync(string backup) => new RestoreBackup(Paths, TimeProvider.System).RunAsync(backup, "tinh", CancellationToken.None);

    private string FileOf(string packet) => Directory.EnumerateFiles(Paths.Packets, packet + "*", SearchOption.AllDirectories).FirstOrDefault() ?? "";

    private async Task<string> SentAsync(string from, string subject, byte[]? file)
    {
        var packet = (await Province.SendAsync(from, ["G22"], "V/v " + subject, file)).Packet;
        await Eventually.GetAsync(() => Province.Tracking(packet), static t => t[0].State == "01", "arrived");
        return packet;
    }

    private sealed class Later(int minutes) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(minutes);
    }
}
