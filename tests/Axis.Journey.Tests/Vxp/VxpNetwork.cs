using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Vxp.Systems;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests.Vxp;

/// <summary>Two nodes that serve the VXP API, and three systems: two at the province, one at the centre.</summary>
internal sealed class VxpNetwork : IAsyncDisposable
{
    public static readonly NodeSpec Central = new("trung-uong", Tier.Central, null, false, ["G22", "G01"]);
    public static readonly NodeSpec Province = new("tinh", Tier.Province, "trung-uong", false, ["H37", "H37.01", "H37.01.09", Leaving, Closed, Virtual]);

    /// <summary>Open, and known to be continued by H37.01 one day.</summary>
    public const string Leaving = "H37.01.10";

    /// <summary>Closed, continued by H37.01.</summary>
    public const string Closed = "H37.01.11";

    /// <summary>The code under which older software knows H37 and G22.</summary>
    public static string OtherCode(string agency) => "000.00.00." + agency;

    /// <summary>A test node's agency, as the axis has them.</summary>
    public const string Virtual = "H37.W00";

    private VxpNetwork(TestNetwork network) => Network = network;

    public TestNetwork Network { get; }

    public RunningNode ProvinceNode => Network[Province];

    public RunningNode CentralNode => Network[Central];

    public static async Task<VxpNetwork> StartAsync(string settings = "")
    {
        var network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Central, Province);
        var now = TimeProvider.System.GetUtcNow();
        network.Describe = a => a.Code.Value switch
        {
            "H37.01.09" => a with { Parent = OrganId.Parse("H37.01"), Name = "Phòng trực thuộc" },
            Leaving => a with { ValidTo = now.AddDays(30), Successors = [Continued(now.AddDays(30))] },
            "H37" or "G22" => a with { Aliases = [OrganId.Parse(OtherCode(a.Code.Value))] },
            Closed => a with { Status = AgencyStatus.Closed, ValidTo = now.AddDays(-1), Successors = [Continued(now.AddDays(-1))] },
            _ => a,
        };
        network.WriteDirectory();
        foreach (var node in network.Nodes.Values)
        {
            var file = Path.Combine(node.Folder, "appsettings.json");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"Limits\": {", $$"""
                "Vxp": { "Enabled": true{{settings}} }, "Limits": {
                """, StringComparison.Ordinal));
            await node.StartAsync();
        }

        return new VxpNetwork(network);
    }

    private static Succession Continued(DateTimeOffset from) => new(OrganId.Parse("H37.01"), SuccessionKind.Merge, from, "QĐ thử nghiệm");

    public static Uri ServiceOf(RunningNode node) => new(node.Api, "/vxp");

    /// <summary>A system of a node, with a client that has its secret.</summary>
    public static async Task<SdkClient> ConnectAsync(RunningNode node, string id, IReadOnlyList<string> agencies, Func<AddVxpSystem, AddVxpSystem>? change = null) =>
        new(ServiceOf(node), id, await AddAsync(node, id, agencies, change));

    public static async Task<string> AddAsync(RunningNode node, string id, IReadOnlyList<string> agencies, Func<AddVxpSystem, AddVxpSystem>? change = null)
    {
        var asked = new AddVxpSystem { Id = id, Name = "QLVB " + id, Agencies = agencies, AllowUnsigned = true, NoStateSecret = true };
        var added = await node.Get<VxpSystems>().AddAsync(change?.Invoke(asked) ?? asked, "test", CancellationToken.None);
        return added is Done<VxpSystemSecret> done ? done.Value.Secret : throw new AssertionException(((Refused<VxpSystemSecret>)added).Why.Sentence);
    }

    public ValueTask DisposeAsync() => Network.DisposeAsync();
}
