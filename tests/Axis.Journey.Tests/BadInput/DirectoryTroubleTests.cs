using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Hosting;
using Axis.Signing.Keys;
using Microsoft.Data.Sqlite;

namespace Axis.Journey.Tests.BadInput;

/// <summary>What stands between a newer directory and its coming into force is got over: nothing of it is lost, and the node goes on.</summary>
[NonParallelizable]
public sealed class DirectoryTroubleTests
{
    private TestNetwork _network = null!;
    private FakeParent _parent = null!;

    private RunningNode Province => _network[TestNetwork.Province];

    [SetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _parent = await FakeParent.StartAsync(_network, TestNetwork.Central);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _network.DisposeAsync();
        await _parent.DisposeAsync();
    }

    [TestCase("{}")]
    [TestCase("không phải JSON")]
    [TestCase("null")]
    public async Task a_parent_that_answers_nonsense_stops_nothing(string answer)
    {
        var asked = 0;
        _parent.Other = async context =>
        {
            Interlocked.Increment(ref asked);
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer));
        };
        await Province.StartAsync();
        await Eventually.GetAsync(() => Volatile.Read(ref asked), static n => n > 1, "greeted, and asked for the directory", seconds: 15);

        _network.PublishProvince(TestNetwork.Province, static c => c);

        await InForceAsync();
    }

    [Test]
    public async Task a_section_that_the_store_could_not_take_comes_into_force_when_it_can()
    {
        await Province.StartAsync();
        await Eventually.GetAsync(() => Province.Store.Read(static s => s.Directory.Find("H37", 1)), static s => s is not null, "the first version is kept");
        using (var other = new SqliteConnection($"Data Source={Province.Get<NodePaths>().Database};Pooling=False"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");
            _network.PublishProvince(TestNetwork.Province, static c => c);
            await Eventually.GetAsync(() => Province.Store.Health.Writable, static w => !w, "the store cannot be written", seconds: 20);
            Assert.That(Province.Get<LiveDirectory>().Versions["H37"], Is.EqualTo(1), "nothing is in force that is not kept");
            Execute(other, "ROLLBACK");
        }

        await InForceAsync();
        Assert.That(Province.Store.Read(static s => s.Directory.Find("H37", 2)), Is.Not.Null);
    }

    private Task<long> InForceAsync() => Eventually.GetAsync(() => Province.Get<LiveDirectory>().Versions["H37"], static v => v == 2, "the second version is in force", seconds: 20);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
