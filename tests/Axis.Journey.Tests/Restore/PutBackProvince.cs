using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node.Links;
using Axis.Node.Storage.Sqlite;

namespace Axis.Journey.Tests.Restore;

/// <summary>Three real nodes, of which the province is backed up after its first document; its store is put back while its neighbours went on.</summary>
public abstract class PutBackProvince
{
    private TestNetwork _network;
    private string _backup;

    protected RunningNode Central => _network[TestNetwork.Central];

    protected RunningNode Province => _network[TestNetwork.Province];

    protected RunningNode District => _network[TestNetwork.District];

    [SetUp]
    public async Task Start()
    {
        _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province, TestNetwork.District);
        _backup = Path.Combine(_network.FolderOf(TestNetwork.Province), "..", "backup");
        await Tracked(Province, await Province.SendAsync("H37", ["G22"], "trước khi sao lưu"));
        BackUp();
    }

    [TearDown]
    public async Task Stop() => await _network.DisposeAsync();

    protected async Task PutBackAsync(bool wholeFolder)
    {
        await Province.StopAsync();
        var store = Path.Combine(Province.Folder, "store");
        foreach (var left in Directory.EnumerateFiles(store, "axis.db-*"))
        {
            File.Delete(left);
        }

        File.Copy(Path.Combine(_backup, "axis.db"), Path.Combine(store, "axis.db"), overwrite: true);
        if (wholeFolder)
        {
            File.Copy(Path.Combine(_backup, "epoch.mark"), Path.Combine(store, "epoch.mark"), overwrite: true);
            Directory.Delete(Path.Combine(Province.Folder, "packets"), recursive: true);
        }
    }

    protected async Task Released() => await Eventually.GetAsync(
        () => Opened() && Province.Store.Read(static s => !NodeEpoch.IsHeld(s, NodeId.Parse("trung-uong")) && !NodeEpoch.IsHeld(s, NodeId.Parse("huyen"))), static r => r, "links are released");

    protected bool Opened() => new[] { "trung-uong", "huyen" }.All(n => Province.Get<Node.Reconciling.LinkGate>().IsOpen(NodeId.Parse(n)));

    protected static async Task Tracked(RunningNode node, SubmitAnswer sent) => await Eventually.GetAsync(
        () => node.Tracking(sent.Packet), static rows => rows.Count > 0 && rows.All(static r => r.State == "01"), $"{sent.Code} is consigned");

    // A copy by the engine itself, as a backup job makes it while the node runs.
    private void BackUp()
    {
        Directory.CreateDirectory(_backup);
        using var database = Database.OpenWriter(new SqliteStoreOptions { DatabasePath = Path.Combine(Province.Folder, "store", "axis.db") });
        database.Execute($"VACUUM INTO '{Path.Combine(_backup, "axis.db")}'");
        File.Copy(Path.Combine(Province.Folder, "store", "epoch.mark"), Path.Combine(_backup, "epoch.mark"));
    }
}
