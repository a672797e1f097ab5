using System.Net;
using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Journey.Tests.Network;

/// <summary>
/// Real nodes of four levels on loopback: real keys, real SQLite files, real mutual TLS. The root section holds the central node, the section H37 everything below.
/// </summary>
public sealed class TestNetwork : IAsyncDisposable
{
    public static readonly NodeSpec Central = new("trung-uong", Tier.Central, null, false, ["G22", "000.00.00.G22"]);
    public static readonly NodeSpec Province = new("tinh", Tier.Province, "trung-uong", false, ["H37", "H37.01"]);
    public static readonly NodeSpec District = new("huyen", Tier.District, "tinh", false, ["H37.20"]);
    public static readonly NodeSpec Commune = new("xa-mot", Tier.Commune, "huyen", false, ["H37.20.61"]);
    public static readonly NodeSpec FetchingCommune = new("xa-hai", Tier.Commune, "huyen", true, ["H37.20.62"]);

    private readonly string _root;
    private readonly DevelopmentCa _ca;
    private readonly LocalSigningKey _rootKey;
    private readonly LocalSigningKey _provinceKey;
    private readonly List<ReservedPort> _ports = [];
    private readonly Dictionary<string, Uri> _links = [];
    private readonly Dictionary<string, Uri> _apis = [];
    private readonly List<NodeSpec> _specs;
    private readonly Dictionary<(KeyUse, string), CertificateEntry> _certificates = [];
    private long _provinceVersion;
    private DirectorySection? _provinceSection;

    private TestNetwork(string root, IReadOnlyList<NodeSpec> specs, SignatureAlgorithm agencyAlgorithm)
    {
        _root = root;
        _specs = [.. specs];
        var time = TimeProvider.System;
        _ca = DevelopmentCa.Create(Path.Combine(root, "ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), time);
        _rootKey = new LocalSigningKey(_ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, "root"), SignatureAlgorithm.EcdsaP256Sha256));
        _provinceKey = new LocalSigningKey(_ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, "H37"), SignatureAlgorithm.EcdsaP256Sha256));
        foreach (var spec in specs)
        {
            _links[spec.Id] = new Uri($"https://127.0.0.1:{TakePort()}");
            _apis[spec.Id] = new Uri($"http://127.0.0.1:{TakePort()}");
            MakeFolder(spec, agencyAlgorithm);
        }

        WriteDirectory();
        foreach (var spec in specs)
        {
            Nodes[spec.Id] = new RunningNode(spec, FolderOf(spec), _apis[spec.Id]);
        }
    }

    public Dictionary<string, RunningNode> Nodes { get; } = [];

    public DevelopmentCa Ca => _ca;

    /// <summary>What the directory says of an agency, when it is not simply open; set before <see cref="WriteDirectory"/> or <see cref="PublishProvince"/>.</summary>
    public Func<Agency, Agency> Describe { get; set; } = static agency => agency;

    /// <summary>Whether the directory carries the authority's revocation list; set before <see cref="WriteDirectory"/>.</summary>
    public bool HasRevocationList { get; set; } = true;

    /// <summary>Further records of the root section; set before <see cref="WriteDirectory"/>.</summary>
    public IReadOnlyList<DirectoryRecord> RootExtras { get; set; } = [];

    /// <summary>Further certificates of a node of the province; stated by the next section that is signed.</summary>
    public List<(NodeSpec Node, CertificateEntry Entry)> ExtraCertificates { get; } = [];

    public RunningNode this[NodeSpec spec] => Nodes[spec.Id];

    public static Task<TestNetwork> StartAsync(params NodeSpec[] specs) => StartAsync(SignatureAlgorithm.EcdsaP256Sha256, specs);

    public static async Task<TestNetwork> StartAsync(SignatureAlgorithm agencyAlgorithm, params NodeSpec[] specs)
    {
        var network = Prepare(agencyAlgorithm, specs);
        foreach (var node in network.Nodes.Values)
        {
            await node.StartAsync();
        }

        return network;
    }

    /// <summary>Makes the folders; nothing runs yet.</summary>
    public static TestNetwork Prepare(SignatureAlgorithm agencyAlgorithm, params NodeSpec[] specs) =>
        new(Path.Combine(Path.GetTempPath(), "axis-journey-" + Guid.NewGuid().ToString("N")), specs, agencyAlgorithm);

    public string FolderOf(NodeSpec spec) => Path.Combine(_root, spec.Id);

    public Uri LinkOf(NodeSpec spec) => _links[spec.Id];

    public Uri ApiOf(NodeSpec spec) => _apis[spec.Id];

    /// <summary>The certificate in the directory.</summary>
    public ReadOnlyMemory<byte> CertificateOf(KeyUse use, string owner) => _certificates[(use, owner)].Der;

    /// <summary>The authority's folder.</summary>
    public string CaFolder => Path.Combine(_root, "ca");

    /// <summary>A new certificate of a node or agency; the directory says so only after <see cref="PublishProvince"/>.</summary>
    public LocalSigningKey NewKey(KeyUse use, string owner, SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256Sha256)
    {
        var profile = new CertificateProfile(use, owner) { DnsNames = use == KeyUse.Tls ? ["localhost"] : [], Addresses = use == KeyUse.Tls ? [IPAddress.Loopback] : [] };
        return new LocalSigningKey(_ca.IssueWithKey(profile, algorithm));
    }

    /// <summary>Signs the next version of the province's section after a change and hands it to one node as a file.</summary>
    public void PublishProvince(NodeSpec at, Func<CertificateEntry, CertificateEntry> change)
    {
        ChangeCertificates(change);
        PutSection(at, SignProvince().Bytes);
    }

    /// <summary>Changes what the next published directory says of certificates.</summary>
    public void ChangeCertificates(Func<CertificateEntry, CertificateEntry> change)
    {
        foreach (var key in _certificates.Keys.ToList())
        {
            _certificates[key] = change(_certificates[key]);
        }
    }

    /// <summary>The province's section in force, as a file of it would be.</summary>
    public ReadOnlyMemory<byte> ProvinceSection => _provinceSection!.Bytes;

    /// <summary>The version in force with other contents: a genuine key that says two different things.</summary>
    public ReadOnlyMemory<byte> ForkOfProvince() => DirectorySection.Sign(
        new SectionDraft("H37", _provinceVersion, _provinceSection!.Head.Previous, Now().AddSeconds(_provinceVersion), Now().AddDays(80)),
        _specs.Where(static s => s.Tier != Tier.Central).SelectMany(RecordsOf),
        _provinceKey).Bytes;

    /// <summary>Puts a section file of the province into a node's folder.</summary>
    public void PutSection(NodeSpec at, ReadOnlyMemory<byte> section)
    {
        // Whole at once: the node looks into the folder by itself.
        var file = Path.Combine(FolderOf(at), "directory", "H37.section");
        File.WriteAllBytes(file + ".new", section.ToArray());
        File.Move(file + ".new", file, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes.Values)
        {
            await node.DisposeAsync();
        }

        _ports.ForEach(static p => p.Dispose());
        _rootKey.Dispose();
        _provinceKey.Dispose();
        _ca.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private int TakePort()
    {
        var port = ReservedPort.Take();
        _ports.Add(port);
        return port.Number;
    }

    private static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeMilliseconds());

    private void MakeFolder(NodeSpec spec, SignatureAlgorithm agencyAlgorithm)
    {
        var folder = FolderOf(spec);
        var keys = Directory.CreateDirectory(Path.Combine(folder, "keys")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "directory"));
        var passphrase = PassphraseFile.Create(Path.Combine(keys, "passphrase"));
        void Make(KeyUse use, string owner, string file, SignatureAlgorithm algorithm)
        {
            using var key = NewKey(use, owner, algorithm);
            SigningKeys.SavePkcs12(Path.Combine(keys, file + ".p12"), key.Certificate, passphrase);
            _certificates[(use, owner)] = new CertificateEntry(use, owner, key.Certificate.RawDataMemory.ToArray(), Now(), null, null);
        }

        Make(KeyUse.Tls, spec.Id, "tls", SignatureAlgorithm.EcdsaP256Sha256);
        Make(KeyUse.NodeSeal, spec.Id, "node-seal", SignatureAlgorithm.EcdsaP256Sha256);
        foreach (var agency in spec.Agencies)
        {
            Make(KeyUse.Agency, agency, "agency-" + agency, agencyAlgorithm);
        }

        File.WriteAllText(
            Path.Combine(folder, "appsettings.json"),
            $$"""
            {
              "Node": { "Id": "{{spec.Id}}", "Name": "Nút {{spec.Id}}" },
              "Listen": { "Api": [ "{{_apis[spec.Id]}}" ], "Link": "{{_links[spec.Id]}}" },
              "Delivery": { "FirstRetrySeconds": 1, "MaxRetrySeconds": 2, "LongPollSeconds": 5, "IdleTimeoutSeconds": 10 },
              "Limits": { "FreeSpaceReserveBytes": 1048576 }
            }
            """);
    }

    /// <summary>Signs both sections and hands them to every node; before any of them has started.</summary>
    public void WriteDirectory()
    {
        var central = _specs.Where(static s => s.Tier == Tier.Central).ToList();
        var below = _specs.Where(static s => s.Tier != Tier.Central).ToList();
        var root = DirectorySection.Sign(
            new SectionDraft("root", 1, null, Now(), Now().AddDays(90)),
            [
                new AnchorRecord(_ca.Certificate.RawDataMemory),
                .. HasRevocationList ? [new RevocationListRecord(_ca.IssueCrl(TimeSpan.FromDays(7)))] : Array.Empty<DirectoryRecord>(),
                new DelegationRecord("H37", DirectoryKey.Of(_provinceKey), null, [OrganId.Parse("H37")], [.. below.Select(static s => NodeId.Parse(s.Id))]),
                .. central.SelectMany(RecordsOf),
                .. RootExtras,
            ],
            _rootKey);
        var province = SignProvince();
        foreach (var spec in _specs)
        {
            var folder = Path.Combine(FolderOf(spec), "directory");
            File.WriteAllText(Path.Combine(folder, "root.pub"), PemEncoding.WriteString("PUBLIC KEY", root.Head.Key.Span));
            File.WriteAllBytes(Path.Combine(folder, "root.section"), root.Bytes.ToArray());
            File.WriteAllBytes(Path.Combine(folder, "H37.section"), province.Bytes.ToArray());
        }
    }

    private DirectorySection SignProvince()
    {
        _provinceVersion++;
        _provinceSection = DirectorySection.Sign(
            new SectionDraft("H37", _provinceVersion, _provinceSection?.HeadDigest, Now().AddSeconds(_provinceVersion), Now().AddDays(90)),
            _specs.Where(static s => s.Tier != Tier.Central).SelectMany(RecordsOf),
            _provinceKey);
        return _provinceSection;
    }

    private IEnumerable<DirectoryRecord> RecordsOf(NodeSpec spec)
    {
        var id = NodeId.Parse(spec.Id);
        yield return new NodeRecord(new NodeEntry(id, "Nút " + spec.Id, spec.Tier, spec.Parent is null ? null : NodeId.Parse(spec.Parent), spec.Fetches ? [] : [_links[spec.Id]], spec.Fetches));
        foreach (var (_, entry) in ExtraCertificates.Where(e => e.Node == spec))
        {
            yield return new CertificateRecord(entry);
        }

        yield return new CertificateRecord(_certificates[(KeyUse.Tls, spec.Id)]);
        yield return new CertificateRecord(_certificates[(KeyUse.NodeSeal, spec.Id)]);
        foreach (var agency in spec.Agencies)
        {
            yield return new AgencyRecord(Describe(new Agency(OrganId.Parse(agency), "Cơ quan " + agency, spec.Tier, null, id, AgencyStatus.Active, Now().AddYears(-10), null, [], [])));
            yield return new CertificateRecord(_certificates[(KeyUse.Agency, agency)]);
        }
    }
}

/// <summary>One node of a test network.</summary>
public sealed record NodeSpec(string Id, Tier Tier, string? Parent, bool Fetches, IReadOnlyList<string> Agencies);
