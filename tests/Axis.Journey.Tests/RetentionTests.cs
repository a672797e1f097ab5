using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node.Api;
using Axis.Node.Retention;
using Axis.Node.Storage;
using Axis.Signing.Evidence;

namespace Axis.Journey.Tests;

/// <summary>What a relay gives up, and what it never does (ARC-01, ARC-10).</summary>
public sealed class RetentionTests
{
    private TestNetwork _network = null!;

    private RunningNode Relay => _network[TestNetwork.Province];

    [SetUp]
    public async Task StartAsync()
    {
        _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province, TestNetwork.District);
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task nothing_goes_before_its_time()
    {
        await RelayAsync(100);
        Assert.That(Relay.Get<ReleasePayloads>().Plan().Documents, Is.Zero);
    }

    [TestCase(100)]
    [TestCase(200_000)]
    public async Task what_was_handed_on_goes_once_its_evidence_is_written(int size)
    {
        var packet = await RelayAsync(size);
        await AgeAsync(packet);
        var planned = Relay.Get<ReleasePayloads>().Plan().Documents;
        var result = await Relay.Get<ReleasePayloads>().ReleaseAsync("test", CancellationToken.None);
        var release = Relay.Store.Read(s => s.Payloads.Find(packet))!;
        var file = Path.Combine(Relay.Folder, "evidence", release.File);
        using var container = File.OpenRead(file);

        Assert.That((planned, result.Released, Digest.Of(await File.ReadAllBytesAsync(file))), Is.EqualTo((1L, 1L, release.Evidence)));
        Assert.That(() => StoredZipReader.Open(container), Throws.Nothing);
        Assert.That(() => Relay.Get<PacketContent>().Open(Relay.Store.Read(s => s.Packets.Find(packet))!), Throws.TypeOf<Axis.Node.RefusedException>());
    }

    [Test]
    public async Task the_copies_of_sender_and_recipient_never_go()
    {
        var packet = await RelayAsync(100);
        foreach (var node in new[] { TestNetwork.Central, TestNetwork.District })
        {
            await AgeAsync(packet, node);
            Assert.That(_network[node].Get<ReleasePayloads>().Plan().Documents, Is.Zero, node.Id);
        }
    }

    [Test]
    public async Task the_journal_is_whole_after_a_release()
    {
        var packet = await RelayAsync(100);
        await AgeAsync(packet);
        await Relay.Get<ReleasePayloads>().ReleaseAsync("test", CancellationToken.None);

        Assert.That(Relay.Store.Read(s => s.Journal.List(null, 5, packet)).Select(static l => l.Entry.Kind), Does.Contain("payload-released"));
        Assert.That((await Relay.Get<JournalCheck>().RunAsync(CancellationToken.None)).Ok, Is.True);
    }

    [Test]
    public async Task a_document_whose_evidence_cannot_be_written_is_kept_and_holds_up_no_other()
    {
        var (stuck, other) = (await RelayAsync(100), await RelayAsync(200));
        await AgeAsync(stuck);
        await AgeAsync(other);
        var stored = Relay.Store.Read(s => s.Packets.Find(stuck))!.StoredAt;
        Directory.CreateDirectory(Path.Combine(
            Relay.Folder, "evidence", Core.Rules.VietnamTime.DateOf(stored).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), stuck + EvidenceNames.FileSuffix + ".part"));

        var result = await Relay.Get<ReleasePayloads>().ReleaseAsync("test", CancellationToken.None);

        Assert.That((result.Released, result.Kept), Is.EqualTo((1L, 1L)));
        Assert.That(() => Relay.Get<PacketContent>().Open(Relay.Store.Read(s => s.Packets.Find(stuck))!).Dispose(), Throws.Nothing);
    }

    private async Task<Digest> RelayAsync(int size)
    {
        var answer = await _network[TestNetwork.District].SendAsync("H37.20", ["G22"], "V/v chuyển tiếp", [.. "%PDF-1.7 "u8, .. new byte[size]]);
        var packet = Digest.Parse(answer.Packet);
        await Eventually.GetAsync(() => Relay.Store.Read(s => s.Outbox.ListFor(packet)), static d => d.Count > 0 && d.All(static x => x.State == DeliveryState.Acknowledged), "handed on");
        await Eventually.GetAsync(() => _network[TestNetwork.District].Tracking(answer.Packet), static t => t.All(static r => r.State == "01"), "told home");
        return packet;
    }

    // As if all of it had happened half a year ago.
    private Task AgeAsync(Digest packet, NodeSpec? node = null)
    {
        var folder = _network[node ?? TestNetwork.Province].Folder;
        using var database = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=" + Directory.GetFiles(Path.Combine(folder, "store"), "axis*.db").First());
        database.Open();
        foreach (var sql in new[] { "UPDATE packet SET stored_at = stored_at - 15552000000 WHERE digest = $p", "UPDATE delivery SET due_at = due_at - 15552000000 WHERE packet = $p" })
        {
            using var command = database.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$p", packet.ToArray());
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }
}
