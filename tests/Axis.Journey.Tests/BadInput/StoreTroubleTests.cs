using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Hosting;
using Axis.Node.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests.BadInput;

/// <summary>Nothing is acknowledged that is not stored; the node says what is wrong and goes on by itself when it is over.</summary>
public sealed class StoreTroubleTests
{
    private TestNetwork _network = null!;
    private FaultyPacketFiles _files = null!;

    private RunningNode Province => _network[TestNetwork.Province];

    private RunningNode District => _network[TestNetwork.District];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(Signing.Keys.SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Province with { Parent = null }, TestNetwork.District);
        _files = new FaultyPacketFiles(new PacketFiles(Province.Folder));
        Province.Parts = NodeComposition.Parts with
        {
            Services = (services, paths, settings) =>
            {
                NodeComposition.Parts.Services(services, paths, settings);
                services.AddSingleton<IPacketFiles>(_files);
            },
        };
        await Province.StartAsync();
        await District.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task a_locked_database_takes_nothing_and_says_so_until_it_is_free()
    {
        using (var other = new SqliteConnection($"Data Source={District.Get<NodePaths>().Database};Pooling=False"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");

            var refusal = Packets.Refused(await District.TrySendAsync("H37.20", ["H37"]));

            Assert.That((refusal.Kind, refusal.Code), Is.EqualTo((RefusalKind.Unavailable, "STORE_UNAVAILABLE")));
            Assert.That(refusal.Sentence, Does.Contain("bị một chương trình khác khóa"));
            Assert.That(refusal.RetryAfter, Is.Not.Null);
            Assert.That(District.Store.Health, Has.Property("Writable").False.And.Property("LastError").Contains("khóa"));
            Assert.That(await ReadyAsync(District), Does.Contain("store: failing"));
            Execute(other, "ROLLBACK");
        }

        await Eventually.GetAsync(() => ReadyAsync(District).GetAwaiter().GetResult(), static r => r.Contains("store: ok", StringComparison.Ordinal), "ready again", seconds: 15);
        var answer = await District.SendAsync("H37.20", ["H37"]);
        await Eventually.GetAsync(() => District.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
    }

    [Test]
    public async Task a_delivery_to_a_node_with_a_locked_database_is_not_acknowledged_and_arrives_later()
    {
        string packet;
        using (var other = new SqliteConnection($"Data Source={Province.Get<NodePaths>().Database};Pooling=False"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");
            packet = (await District.SendAsync("H37.20", ["H37"])).Packet;

            var row = await Eventually.GetAsync(() => District.Store.Read(s => s.Outbox.ListFor(Digest.Parse(packet))).Single(), static d => d.ReasonCode is not null, "put off", seconds: 15);

            Assert.That((row.State, row.ReasonCode, row.AnsweredFailures), Is.EqualTo((DeliveryState.Waiting, "STORE_UNAVAILABLE", 0)));
            Assert.That(Province.Inbox().Select(static i => i.Packet), Does.Not.Contain(Digest.Parse(packet)));
            Execute(other, "ROLLBACK");
        }

        await Eventually.GetAsync(() => District.Tracking(packet), static r => r[0].State == "01", "consigned");
        Assert.That(Province.Inbox().Count(i => i.Packet == Digest.Parse(packet)), Is.EqualTo(1));
    }

    [Test]
    public async Task a_full_disk_takes_no_submission_and_the_number_is_not_lost()
    {
        _files.Full = true;
        try
        {
            var refusal = Packets.Refused(await Province.TrySendAsync("H37", ["H37.20"], file: Large()));
            Assert.That((refusal.Kind, refusal.Code), Is.EqualTo((RefusalKind.Unavailable, "STORE_UNAVAILABLE")));
        }
        finally
        {
            _files.Full = false;
        }

        var answer = await Province.SendAsync("H37", ["H37.20"], file: Large());
        await Eventually.GetAsync(() => Province.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        var voided = Province.Store.Read(static s => s.Journal.List(null, 200, null)).Select(static l => l.Entry).Where(static e => e.Kind == "number-voided");
        Assert.That(voided.Count(), Is.EqualTo(1), "the number that was taken is void, visibly");
    }

    [Test]
    public async Task a_delivery_to_a_node_with_a_full_disk_is_not_acknowledged_and_arrives_later()
    {
        _files.Full = true;
        string packet;
        try
        {
            packet = (await District.SendAsync("H37.20", ["H37"], file: Large())).Packet;
            var row = await Eventually.GetAsync(() => District.Store.Read(s => s.Outbox.ListFor(Digest.Parse(packet))).Single(), static d => d.ReasonCode is not null, "put off");
            Assert.That((row.State, row.ReasonCode), Is.EqualTo((DeliveryState.Waiting, "STORE_UNAVAILABLE")));
            Assert.That(District.Tracking(packet)[0].State, Is.EqualTo("SENT"));
        }
        finally
        {
            _files.Full = false;
        }

        await Eventually.GetAsync(() => District.Tracking(packet), static r => r[0].State == "01", "consigned");
    }

    [Test]
    public async Task a_neighbour_that_is_gone_for_a_while_spends_no_attempts_and_gets_everything()
    {
        await Province.StopAsync();
        string packet;
        try
        {
            packet = (await District.SendAsync("H37.20", ["H37"])).Packet;

            var link = await Eventually.GetAsync(() => District.Store.Read(static s => s.Links.Find(Core.Agencies.NodeId.Parse("tinh"))), static l => l?.LastErrorCode == "UNREACHABLE" && l.LastErrorAt > l.LastContactAt.GetValueOrDefault(), "failing");
            Assert.That(link!.LastError, Does.Contain("Không kết nối được nút tinh"));
            var row = District.Store.Read(s => s.Outbox.ListFor(Digest.Parse(packet))).Single();
            Assert.That((row.State, row.AnsweredFailures), Is.EqualTo((DeliveryState.Waiting, 0)));
        }
        finally
        {
            await Province.StartAsync();
        }

        await Eventually.GetAsync(() => District.Tracking(packet), static r => r[0].State == "01", "consigned");
    }

    private static byte[] Large()
    {
        var file = new byte[400_000];
        Random.Shared.NextBytes(file);
        "%PDF-"u8.CopyTo(file);
        return file;
    }

    private static async Task<string> ReadyAsync(RunningNode node)
    {
        using var http = new HttpClient { BaseAddress = node.Api };
        using var answer = await http.GetAsync("/health/ready");
        return await answer.Content.ReadAsStringAsync();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
