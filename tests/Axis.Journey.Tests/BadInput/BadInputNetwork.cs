using System.Text.Json.Nodes;
using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Journey.Tests.BadInput;

/// <summary>
/// One network for all tests of this folder. The commune holds agencies whose certificates are each wrong in one way; the province hosts closed agencies; the
/// district takes small packets only.
/// </summary>
[SetUpFixture]
public sealed class BadInputNetwork
{
    public const string Good = "H37.20.61";
    public const string Chainless = "H37.20.64";
    public const string WithoutList = "H37.20.65";
    public const string Revoked = "H37.20.66";
    public const string Expired = "H37.20.67";
    public const string Renewed = "H37.20.68";
    public const string ClosedWithOne = "H37.02";
    public const string ClosedWithTwo = "H37.03";

    /// <summary>What the district takes at most.</summary>
    public const int DistrictPacketBytes = 1_000_000;

    /// <summary>What one neighbour of the district may have unfinished there.</summary>
    public const int DistrictPartialBytes = 1_500_000;

    public static readonly NodeSpec Central = TestNetwork.Central;
    public static readonly NodeSpec Province = TestNetwork.Province with { Agencies = ["H37", "H37.01", ClosedWithOne, ClosedWithTwo] };
    public static readonly NodeSpec District = TestNetwork.District;
    public static readonly NodeSpec Commune = TestNetwork.Commune with { Agencies = [Good, Chainless, WithoutList, Revoked, Expired, Renewed] };
    public static readonly NodeSpec FetchingCommune = TestNetwork.FetchingCommune;

    private static DevelopmentCa? _withoutList;
    private static DevelopmentCa? _stranger;
    private static TestNetwork? _network;

    public static TestNetwork Network => _network ?? throw new InvalidOperationException("The network has not started.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Central, Province, District, Commune, FetchingCommune);
        var folder = Path.Combine(_network.FolderOf(Central), "..");
        _withoutList = DevelopmentCa.Create(Path.Combine(folder, "ca-2"), "CA không có danh sách thu hồi", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        _stranger = DevelopmentCa.Create(Path.Combine(folder, "ca-3"), "CA lạ", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        using (var revoked = AgencyKey(Revoked))
        {
            _network.Ca.Revoke(revoked.Certificate, System.Security.Cryptography.X509Certificates.X509RevocationReason.KeyCompromise, now.AddMinutes(-5));
        }

        Replace(Chainless, _stranger);
        Replace(WithoutList, _withoutList);
        _network.ChangeCertificates(c => c is { Use: KeyUse.Agency, Owner: Expired } ? c with { ValidFrom = now.AddDays(-30), ValidTo = now.AddMinutes(-1) } : c);
        _network.Describe = agency => agency.Code.Value switch
        {
            ClosedWithOne => Close(agency, "H37.01"),
            ClosedWithTwo => Close(agency, "H37", "H37.01"),
            _ => agency,
        };
        _network.RootExtras = [new AnchorRecord(_withoutList.Certificate.RawDataMemory)];
        _network.WriteDirectory();
        SetLimits(_network, District, DistrictPacketBytes, DistrictPartialBytes);
        foreach (var node in _network.Nodes.Values)
        {
            await node.StartAsync();
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _withoutList?.Dispose();
        _stranger?.Dispose();
    }

    /// <summary>The key of an agency, from its node's own folder.</summary>
    public static LocalSigningKey AgencyKey(string agency)
    {
        var spec = new[] { Central, Province, District, Commune, FetchingCommune }.Single(s => s.Agencies.Contains(agency));
        return NodeKey(Network, spec, "agency-" + agency);
    }

    /// <summary>A key from a node's own folder.</summary>
    public static LocalSigningKey NodeKey(TestNetwork network, NodeSpec spec, string file)
    {
        var keys = Path.Combine(network.FolderOf(spec), "keys");
        return (LocalSigningKey)SigningKeys.LoadPkcs12(Path.Combine(keys, file + ".p12"), Path.Combine(keys, "passphrase"));
    }

    public static void SetLimits(TestNetwork network, NodeSpec spec, long packetBytes, long partialBytes)
    {
        var file = Path.Combine(network.FolderOf(spec), "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        var limits = settings["Limits"]!.AsObject();
        limits["MaxPacketBytes"] = packetBytes;
        limits["MaxFileBytes"] = packetBytes;
        limits["MaxPartialBytesPerNeighbour"] = partialBytes;
        File.WriteAllText(file, settings.ToJsonString());
    }

    /// <summary>Journal lines of a node that speak of the code.</summary>
    public static IReadOnlyList<Node.Storage.JournalEntry> Journal(NodeSpec spec, string kind, string? to = null) =>
        [.. Network[spec].Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry).Where(e => e.Kind == kind && (to is null || e.To == to))];

    private static void Replace(string agency, DevelopmentCa issuer)
    {
        var keys = Path.Combine(Network.FolderOf(Commune), "keys");
        using var key = new LocalSigningKey(issuer.IssueWithKey(new CertificateProfile(KeyUse.Agency, agency), SignatureAlgorithm.EcdsaP256Sha256));
        var file = Path.Combine(keys, $"agency-{agency}.p12");
        File.Delete(file);
        SigningKeys.SavePkcs12(file, key.Certificate, File.ReadAllText(Path.Combine(keys, "passphrase")).TrimEnd('\n'));
        var der = key.Certificate.RawDataMemory.ToArray();
        Network.ChangeCertificates(c => c.Use == KeyUse.Agency && c.Owner == agency ? new CertificateEntry(c.Use, c.Owner, der, c.ValidFrom, null, null) : c);
    }

    private static Agency Close(Agency agency, params string[] successors)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-30);
        at = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return agency with
        {
            Status = AgencyStatus.Closed,
            ValidTo = at,
            Successors = [.. successors.Select(s => new Succession(OrganId.Parse(s), SuccessionKind.Merge, at, "Nghị quyết thử nghiệm"))],
        };
    }
}
