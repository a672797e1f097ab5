using System.Globalization;
using Axis.Cli.Commands.Node;
using Axis.Cli.Joining;
using Axis.Core.Agencies;
using Axis.Node.Options;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Demo;

/// <summary>Makes the data folders of all nodes of the demonstration: one development CA, the root's section and one province's.</summary>
public static class DemoSetup
{
    // Evidence of the demonstration is to be verified years later, and renewed before.
    private static readonly TimeSpan CaValidity = TimeSpan.FromDays(3650);
    private static readonly TimeSpan CrlValidity = TimeSpan.FromDays(7);

    /// <summary>Makes the folders below <paramref name="root"/>.</summary>
    /// <param name="network">Nodes and agencies.</param>
    /// <param name="root">An empty folder.</param>
    /// <param name="agencyAlgorithm">Algorithm of the agencies' keys.</param>
    /// <param name="services">Trust services that the nodes ask; <c>null</c> = none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The nodes, not started.</returns>
    public static async Task<IReadOnlyList<NodeProcess>> MakeAsync(
        DemoNetwork network, string root, SignatureAlgorithm agencyAlgorithm, TrustServices? services, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(time);
        var ports = FreePorts.Take(network.Nodes.Count * 2);
        var now = time.GetUtcNow();
        using var ca = OpenAuthority(root, time);
        var (central, province) = (new List<DirectoryRecord>(), new List<DirectoryRecord>());
        var made = new List<(NodeFolder Folder, NodePlan Plan, NodeProcess Process, string Passphrase)>();
        for (var i = 0; i < network.Nodes.Count; i++)
        {
            var node = network.Nodes[i];
            var folder = new NodeFolder(Path.Combine(root, node.Id));
            var plan = Plan(network, node, agencyAlgorithm, ports[2 * i], ports[(2 * i) + 1]) with { Services = services };
            folder.Create();
            var passphrase = PassphraseFile.Create(folder.Passphrase);
            var records = node.Parent is null ? central : province;
            records.AddRange(SectionIssue.RecordsOf(plan.Node, node.Parent is { } parent ? NodeId.Parse(parent) : null, plan.Agencies, now));
            records.AddRange(NodeMaking.MakeCertifiedKeys(folder, plan, ca, passphrase, now));
            made.Add((folder, plan, new NodeProcess(node, folder.Root, new Uri(plan.Api[0])), passphrase));
        }

        var (rootSection, provinceSection) = Sign(network, made[0].Folder, made[0].Passphrase, ca, central, province, now);
        foreach (var (folder, plan, _, _) in made)
        {
            RootKeyFile.Write(folder.Directory, rootSection.Head.Key.Span);
            folder.WriteSection(SectionHead.RootName, rootSection.Bytes.Span);
            folder.WriteSection(network.ProvinceSection, provinceSection.Bytes.Span);
            await NodeMaking.FinishAsync(folder, plan, time, cancellationToken).ConfigureAwait(false);
        }

        return [.. made.Select(static m => m.Process)];
    }

    /// <summary>The folder of the development CA.</summary>
    public static string AuthorityFolder(string root) => Path.Combine(root, "ca");

    /// <summary>The development CA; makes it where there is none yet.</summary>
    public static DevelopmentCa OpenAuthority(string root, TimeProvider time)
    {
        var folder = AuthorityFolder(root);
        return DevelopmentCa.Exists(folder)
            ? DevelopmentCa.Load(folder, time)
            : DevelopmentCa.Create(folder, "DocAxis CA trình diễn", SignatureAlgorithm.EcdsaP256Sha256, CaValidity, time);
    }

    private static (DirectorySection Root, DirectorySection Province) Sign(
        DemoNetwork network,
        NodeFolder central,
        string passphrase,
        DevelopmentCa ca,
        List<DirectoryRecord> centralRecords,
        List<DirectoryRecord> provinceRecords,
        DateTimeOffset now)
    {
        using var rootKey = NodeMaking.MakeDirectoryKey(central, SectionHead.RootName, ca, passphrase);
        using var provinceKey = NodeMaking.MakeDirectoryKey(central, network.ProvinceSection, ca, passphrase);
        centralRecords.Add(new AnchorRecord(ca.Certificate.RawData));
        if (network.HasRevocationList)
        {
            centralRecords.Add(new RevocationListRecord(ca.IssueCrl(CrlValidity)));
        }

        centralRecords.Add(new DelegationRecord(
            network.ProvinceSection,
            DirectoryKey.Of(provinceKey),
            null,
            [.. provinceRecords.OfType<AgencyRecord>().Select(static r => r.Agency.Code)],
            [.. provinceRecords.OfType<NodeRecord>().Select(static r => r.Node.Id)]));
        return (
            SectionIssue.Next(null, SectionHead.RootName, centralRecords, rootKey, now),
            SectionIssue.Next(null, network.ProvinceSection, provinceRecords, provinceKey, now));
    }

    internal static NodePlan Plan(DemoNetwork network, DemoNode node, SignatureAlgorithm agencyAlgorithm, int apiPort, int linkPort)
    {
        var link = string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{linkPort}");
        return new NodePlan(
            new JoiningNode(node.Id, node.Name, node.Tier, node.PullOnly ? [] : [link], node.PullOnly),
            [.. network.AgenciesOn(node.Id).Select(static a => new JoiningAgency(a.Code, a.Name, a.Tier, a.Parent))],
            agencyAlgorithm,
            [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{apiPort}")],
            node.PullOnly ? "" : link);
    }
}
