using Axis.Core.Agencies;
using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

/// <summary>Who may vouch for a packet that its sender did not sign.</summary>
public sealed class GatewayTests
{
    private static readonly DirectorySnapshot World = SealedExcept("central");

    [TestCase("tinh-a", "central", true)]
    [TestCase("tinh-b", "central", true)]
    [TestCase("huyen-a1", "central", false)]
    [TestCase("tinh-a", "xa-b11", true)]
    [TestCase("xa-b11", "xa-b11", true)]
    [TestCase("huyen-b1", "xa-b11", false)]
    [TestCase("xa-a11", "tinh-a", false)]
    [TestCase("nobody", "central", false)]
    public void the_host_or_the_node_next_to_one_that_seals_nothing_vouches(string issuer, string from, bool expected) =>
        Assert.That(Gateways.MayVouch(NodeId.Parse(issuer), SmallWorld.Code(from), World, new NodeTree(World)), Is.EqualTo(expected));

    [Test]
    public void where_every_node_seals_only_the_host_vouches()
    {
        var sealing = SealedExcept("none");

        var gateways = sealing.Nodes.Where(n => Gateways.MayVouch(n.Id, SmallWorld.Code("xa-b11"), sealing, new NodeTree(sealing))).Select(static n => n.Id.Value);

        Assert.That(gateways, Is.EqualTo(new[] { "xa-b11" }));
    }

    private static DirectorySnapshot SealedExcept(string silent)
    {
        var world = SmallWorld.Standard().Directory();
        var seals = world.Nodes.Where(n => n.Id.Value != silent).Select(static n => new CertificateEntry(KeyUse.NodeSeal, n.Id.Value, System.Text.Encoding.UTF8.GetBytes(n.Id.Value), SmallWorld.Now, null, null));
        return new DirectorySnapshot(world.Agencies, world.Nodes, [.. seals], world.TrustAnchors, world.Sections);
    }
}
