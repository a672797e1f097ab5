using System.Globalization;
using System.Net;
using Axis.Cli.Commands.Node;
using Axis.Cli.Joining;
using Axis.Core.Agencies;
using Axis.Node.Options;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Demo;

/// <summary>
/// Makes the folders of <c>axis demo --vxp</c>. Two axes that know of each other only what agencies sign with: the national one, to which everybody below is a system's
/// agency; and the province's, to which the national one is a node without keys.
/// </summary>
public static class VxpDemoSetup
{
    /// <summary>The province's name at the national axis.</summary>
    public const string SystemId = "sys.h99";

    /// <summary>File with the secret that the national axis gives the province, in the province's key folder.</summary>
    public const string SecretFile = "vxp-secret";

    private const string CaFile = "vxp-ca.pem";
    private const string CertificateFile = "vxp.p12";
    private static readonly TimeSpan CrlValidity = TimeSpan.FromDays(7);

    /// <summary>Makes the folders below <paramref name="root"/>: the national axis first, then province and communes.</summary>
    public static async Task<IReadOnlyList<NodeProcess>> MakeAsync(
        DemoNetwork network, string root, SignatureAlgorithm agencyAlgorithm, TrustServices? services, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(time);
        var ports = FreePorts.Take((network.Nodes.Count * 2) + 1);
        var now = time.GetUtcNow();
        using var ca = DemoSetup.OpenAuthority(root, time);
        var made = network.Nodes.Select((node, i) => Make(network, node, root, DemoSetup.Plan(network, node, agencyAlgorithm, ports[2 * i], ports[(2 * i) + 1]) with { Services = services }, ca, now)).ToList();
        var (national, province) = (made[0], made[1]);
        var trust = new DirectoryRecord[] { new AnchorRecord(ca.Certificate.RawData), new RevocationListRecord(ca.IssueCrl(CrlValidity)) };
        var above = SignNational(national, made, trust, ca, now);
        var below = SignProvince(network, made, trust, ca, now);
        foreach (var node in made)
        {
            IReadOnlyList<(string Name, DirectorySection Section)> sections = node == national ? [(SectionHead.RootName, above)] : below;
            RootKeyFile.Write(node.Folder.Directory, sections[0].Section.Head.Key.Span);
            foreach (var (name, section) in sections)
            {
                node.Folder.WriteSection(name, section.Bytes.Span);
            }

            await NodeMaking.FinishAsync(node.Folder, node.Plan, time, cancellationToken).ConfigureAwait(false);
        }

        var endpoint = string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{ports[^1]}");
        Serve(national, endpoint, ca);
        Connect(province, national.Process.Node.Id, endpoint + "/vxp", ca);
        return [.. made.Select(static m => m.Process)];
    }

    /// <summary>Says which client the province's side of the line writes like; counts from the next start on.</summary>
    public static void SetDialect(NodeProcess province, VxpDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(province);
        province.Settings["Links:Neighbours:0:Vxp:Dialect"] = dialect.ToString();
    }

    private static Made Make(DemoNetwork network, DemoNode node, string root, NodePlan plan, DevelopmentCa ca, DateTimeOffset now)
    {
        var folder = new NodeFolder(Path.Combine(root, node.Id));
        folder.Create();
        var passphrase = PassphraseFile.Create(folder.Passphrase);
        return new Made(folder, plan, new NodeProcess(node, folder.Root, new Uri(plan.Api[0])), passphrase, NodeMaking.MakeCertifiedKeys(folder, plan, ca, passphrase, now));
    }

    // To the national axis every agency below is an agency of its own that happens to fetch over a system.
    private static DirectorySection SignNational(Made national, IReadOnlyList<Made> all, IEnumerable<DirectoryRecord> trust, DevelopmentCa ca, DateTimeOffset now)
    {
        using var key = NodeMaking.MakeDirectoryKey(national.Folder, SectionHead.RootName, ca, national.Passphrase);
        var others = all.Where(m => m != national).ToList();
        return SectionIssue.Next(
            null,
            SectionHead.RootName,
            [
                .. trust,
                .. SectionIssue.RecordsOf(national.Plan.Node, null, [.. national.Plan.Agencies, .. others.SelectMany(static m => m.Plan.Agencies)], now),
                .. national.Certificates,
                .. others.SelectMany(static m => m.AgencyCertificates),
            ],
            key,
            now);
    }

    // To the province the national axis is a node that no sealing key is bound to: what comes from there is vouched for by the province.
    private static IReadOnlyList<(string Name, DirectorySection Section)> SignProvince(DemoNetwork network, IReadOnlyList<Made> all, IEnumerable<DirectoryRecord> trust, DevelopmentCa ca, DateTimeOffset now)
    {
        var (national, province) = (all[0], all[1]);
        using var rootKey = NodeMaking.MakeDirectoryKey(province.Folder, SectionHead.RootName, ca, province.Passphrase);
        using var provinceKey = NodeMaking.MakeDirectoryKey(province.Folder, network.ProvinceSection, ca, province.Passphrase);
        List<DirectoryRecord> records =
        [
            .. all.Skip(1).SelectMany(m => SectionIssue.RecordsOf(m.Plan.Node, m.Process.Node.Parent is { } parent ? NodeId.Parse(parent) : null, m.Plan.Agencies, now)),
            .. all.Skip(1).SelectMany(static m => m.Certificates),
        ];
        var delegation = new DelegationRecord(
            network.ProvinceSection,
            DirectoryKey.Of(provinceKey),
            null,
            [.. records.OfType<AgencyRecord>().Select(static r => r.Agency.Code)],
            [.. records.OfType<NodeRecord>().Select(static r => r.Node.Id)]);
        var node = national.Plan.Node with { Endpoints = [] };
        return
        [
            (SectionHead.RootName, SectionIssue.Next(null, SectionHead.RootName, [.. trust, .. SectionIssue.RecordsOf(node, null, national.Plan.Agencies, now), .. national.AgencyCertificates, delegation], rootKey, now)),
            (network.ProvinceSection, SectionIssue.Next(null, network.ProvinceSection, records, provinceKey, now)),
        ];
    }

    // A listener of its own with a certificate of its own, as docs/operations.md describes it.
    private static void Serve(Made national, string endpoint, DevelopmentCa ca)
    {
        var profile = new CertificateProfile(KeyUse.Tls, national.Process.Node.Id) { Addresses = [IPAddress.Loopback] };
        using var certificate = ca.IssueWithKey(profile, SignatureAlgorithm.EcdsaP256Sha256);
        SigningKeys.SavePkcs12(Path.Combine(national.Folder.Keys, CertificateFile), certificate, national.Passphrase);
        var settings = national.Process.Settings;
        settings["Vxp:Enabled"] = "true";
        settings["Vxp:Listen"] = endpoint;
        settings["Vxp:Certificate"] = "keys/" + CertificateFile;
    }

    private static void Connect(Made province, string neighbour, string endpoint, DevelopmentCa ca)
    {
        File.WriteAllText(Path.Combine(province.Folder.Keys, CaFile), ca.Certificate.ExportCertificatePem());
        var settings = province.Process.Settings;
        settings["Links:Neighbours:0:Id"] = neighbour;
        settings["Links:Neighbours:0:Kind"] = nameof(LinkKind.Vxp);
        settings["Links:Neighbours:0:Vxp:Endpoint"] = endpoint;
        settings["Links:Neighbours:0:Vxp:SystemId"] = SystemId;
        settings["Links:Neighbours:0:Vxp:SecretFile"] = SecretFile;
        settings["Links:Neighbours:0:Vxp:CaFile"] = CaFile;
        settings["Links:Neighbours:0:Vxp:PollSeconds"] = "1";
        settings["Links:Neighbours:0:Vxp:BusyPollSeconds"] = "1";
        settings["Links:Neighbours:0:Vxp:MaxRequestsPerSecond"] = "50";
        SetDialect(province.Process, VxpDialect.Java);
    }

    private sealed record Made(NodeFolder Folder, NodePlan Plan, NodeProcess Process, string Passphrase, IReadOnlyList<CertificateRecord> Certificates)
    {
        public IEnumerable<CertificateRecord> AgencyCertificates => Certificates.Where(static c => c.Certificate.Use == KeyUse.Agency);
    }
}
