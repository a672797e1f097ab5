using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>commune ⇄ province over the native link, province ⇄ national axis over VXP; the national axis is a node of the directory without keys.</summary>
public sealed class MixedLine : IAsyncDisposable
{
    public const string SystemId = "sys.h37";
    public const string Secret = "bi-mat-thu-nghiem";
    public const string National = "truc-quoc-gia";

    public static readonly NodeSpec Province = new("tinh", Tier.Province, National, false, ["H37"]);
    public static readonly NodeSpec Commune = new("xa-mot", Tier.Commune, "tinh", false, ["H37.20.61", Closed, Second]);

    /// <summary>Another agency of the commune's node.</summary>
    public const string Second = "H37.20.63";

    /// <summary>Closed, continued by H37.20.61.</summary>
    public const string Closed = "H37.20.62";

    private MixedLine(TestNetwork network, NationalAxis axis, ScriptedVxp server) => (Network, Axis, Server) = (network, axis, server);

    public TestNetwork Network { get; }

    public NationalAxis Axis { get; }

    public ScriptedVxp Server { get; }

    /// <summary>What stands before the axis: may answer in its place, or let it work and lose the answer.</summary>
    public Func<RawRequest, Func<RawReply>, RawReply>? Trouble { get; set; }

    public RunningNode ProvinceNode => Network[Province];

    public RunningNode CommuneNode => Network[Commune];

    public static async Task<MixedLine> StartAsync()
    {
        var axis = new NationalAxis(SystemId, Secret);
        MixedLine? line = null;
        var server = new ScriptedVxp(request => line?.Trouble is { } trouble ? trouble(request, () => axis.Answer(request)) : axis.Answer(request));
        line = new MixedLine(await PrepareAsync(server.Address, Secret, "000.00.00.G22", "000.00.00.G09"), axis, server);
        foreach (var node in line.Network.Nodes.Values)
        {
            await node.StartAsync();
        }

        return line;
    }

    /// <summary>The folders of province and commune; nothing runs yet.</summary>
    /// <param name="endpoint">Where the national axis is.</param>
    /// <param name="secret">The province's secret there.</param>
    /// <param name="agencies">Who lies behind it.</param>
    public static async Task<TestNetwork> PrepareAsync(Uri endpoint, string secret, params string[] agencies)
    {
        var network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Province, Commune);
        var national = NodeId.Parse(National);
        var ended = TimeProvider.System.GetUtcNow().AddDays(-1);
        network.Describe = a => a.Code.Value == Closed
            ? a with { Status = AgencyStatus.Closed, ValidTo = ended, Successors = [new Succession(OrganId.Parse("H37.20.61"), SuccessionKind.Merge, ended, "QĐ thử nghiệm")] }
            : a;
        network.RootExtras =
        [
            new NodeRecord(new NodeEntry(national, "Trục liên thông văn bản quốc gia", Tier.Central, null, [], false)),
            .. agencies.Select(code => new AgencyRecord(new Agency(
                OrganId.Parse(code), "Cơ quan trung ương " + code, Tier.Central, null, national, AgencyStatus.Active, DateTimeOffset.UnixEpoch.AddYears(45), null, [], []))),
        ];
        network.WriteDirectory();
        var folder = network.FolderOf(Province);
        WriteSecret(folder, secret);
        var settings = Path.Combine(folder, "appsettings.json");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace(
            "\"Delivery\"",
            $$"""
            "Links": { "Neighbours": [ { "Id": "{{National}}", "Kind": "Vxp", "Vxp": { "Endpoint": "{{endpoint}}", "AllowPlainHttp": true, "SystemId": "{{SystemId}}", "SecretFile": "vxp-secret", "PollSeconds": 1, "BusyPollSeconds": 1, "MaxRequestsPerSecond": 500, "TimeoutSeconds": 5 } } ] },
              "Delivery"
            """,
            StringComparison.Ordinal));
        return network;
    }

    public static void WriteSecret(string folder, string secret)
    {
        var file = Path.Combine(folder, "keys", "vxp-secret");
        File.WriteAllText(file, secret + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        await Server.DisposeAsync();
    }
}
