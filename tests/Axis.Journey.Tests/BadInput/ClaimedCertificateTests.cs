using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests.BadInput;

public sealed class ClaimedCertificateTests
{
    [Test]
    public async Task a_section_that_binds_anothers_certificate_to_its_own_node_does_not_cut_the_others_link()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);
        var province = network[TestNetwork.Province];
        var keys = Path.Combine(network[TestNetwork.Central].Folder, "keys");
        using var key = SigningKeys.LoadPkcs12(Path.Combine(keys, "tls.p12"), Path.Combine(keys, "passphrase"));
        var known = province.Get<LiveDirectory>().Snapshot;
        var claim = known.Certificates.First(c => c.Use == KeyUse.Tls && c.Owner == "trung-uong") with { Owner = "ke-gian" };
        var claimed = new LiveDirectory(
            NodeId.Parse("tinh"),
            new LinkOptions(),
            new DirectorySnapshot(
                known.Agencies,
                [.. known.Nodes, new NodeEntry(NodeId.Parse("ke-gian"), "Kẻ gian", Tier.Commune, NodeId.Parse("tinh"), [], false)],
                [claim, .. known.Certificates],
                known.TrustAnchors,
                known.Sections));
        var pins = new LinkPins(claimed, province.Store, TimeProvider.System);

        using var presented = X509CertificateLoader.LoadCertificate(key.Certificate.RawDataMemory.Span);

        Assert.That(pins.Identify(presented)!.Id.Value, Is.EqualTo("trung-uong"));
        Assert.That(pins.IsKeyOf(NodeId.Parse("trung-uong"), presented), Is.True);
    }
}
