using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

public sealed class RouteTableTests
{
    [TestCase("xa-a11", "xa-a11", "here")]
    [TestCase("xa-a11", "huyen-a1", "huyen-a1")]
    [TestCase("xa-a11", "xa-a12", "huyen-a1")]
    [TestCase("xa-a11", "central", "huyen-a1")]
    [TestCase("huyen-a1", "xa-a12", "xa-a12")]
    [TestCase("huyen-a1", "xa-b11", "tinh-a")]
    [TestCase("tinh-a", "xa-a11", "huyen-a1")]
    [TestCase("tinh-a", "xa-b11", "central")]
    [TestCase("central", "xa-b11", "tinh-b")]
    [TestCase("central", "central", "here")]
    public void a_packet_goes_down_to_the_child_whose_subtree_has_the_host_and_up_otherwise(string at, string to, string expected)
    {
        var route = SmallWorld.Standard().At(at).Find(SmallWorld.Code(to), SmallWorld.Now);

        Assert.That(Hop(route), Is.EqualTo(expected));
    }

    [Test]
    public void every_pair_of_nodes_is_reached_hop_by_hop_without_a_loop()
    {
        var world = SmallWorld.Standard().Directory();
        var tables = world.Nodes.ToDictionary(static n => n.Id, n => new RouteTable(world, n.Id, []));
        var hops = new List<int>();
        foreach (var from in world.Nodes)
        {
            foreach (var to in world.Agencies)
            {
                var at = from.Id;
                var count = 0;
                while (tables[at].Find(to.Code, SmallWorld.Now) is Route.Via via && count < 10)
                {
                    at = via.Neighbour;
                    count++;
                }

                Assert.That(at, Is.EqualTo(to.Host), $"{from.Id} → {to.Code}");
                hops.Add(count);
            }
        }

        Assert.That(hops.Max(), Is.EqualTo(6), "commune to commune over the central node");
    }

    [Test]
    public void a_configured_peer_is_used_for_its_own_subtree()
    {
        var table = SmallWorld.Standard().At("tinh-a", "tinh-b");

        Assert.That(Hop(table.Find(SmallWorld.Code("xa-b11"), SmallWorld.Now)), Is.EqualTo("tinh-b"));
    }

    [Test]
    public void a_peer_is_not_used_for_what_lies_outside_its_subtree()
    {
        var table = SmallWorld.Standard().At("tinh-a", "tinh-b");

        Assert.That(Hop(table.Find(SmallWorld.Code("central"), SmallWorld.Now)), Is.EqualTo("central"));
    }

    [Test]
    public void of_nested_peers_the_one_nearest_to_the_recipient_is_used()
    {
        var table = SmallWorld.Standard().At("tinh-a", "tinh-b", "huyen-b1");

        Assert.That(Hop(table.Find(SmallWorld.Code("xa-b11"), SmallWorld.Now)), Is.EqualTo("huyen-b1"));
    }

    [Test]
    public void a_direct_line_to_the_top_does_not_take_traffic_to_a_sibling_away_from_the_parent()
    {
        var table = SmallWorld.Standard().At("xa-a11", "tinh-a");

        Assert.That(Hop(table.Find(SmallWorld.Code("xa-a12"), SmallWorld.Now)), Is.EqualTo("huyen-a1"));
    }

    [Test]
    public void an_alias_leads_to_its_agency_and_keeps_the_code_as_addressed()
    {
        var table = SmallWorld.Standard().Agency("H44.24.46", "xa-a11", "UBND xã Tiên Lương", "000.46.24.H44").At("xa-a11");

        var route = table.Find(SmallWorld.Code("000.46.24.h44"), SmallWorld.Now);

        Assert.That(route, Is.InstanceOf<Route.Here>());
        Assert.That((((Route.Here)route).Agency.Code.Value, route.Addressed.Value), Is.EqualTo(("H44.24.46", "000.46.24.H44")));
    }

    [Test]
    public void an_unknown_recipient_is_answered_with_the_nearest_names()
    {
        var table = SmallWorld.Standard().Agency("H44.24.46", "xa-a11", "UBND xã Tiên Lương").At("central");

        var route = table.Find(SmallWorld.Code("H44.24.64"), SmallWorld.Now);

        Assert.That(((Route.Unknown)route).Nearest.Select(static a => a.Code.Value), Does.Contain("H44.24.46"));
    }

    [Test]
    public void an_agency_whose_host_no_node_leads_to_is_unreachable()
    {
        var table = SmallWorld.Standard().Agency("H99", "node-that-is-not-there", "UBND tỉnh khác").At("tinh-a");

        Assert.That(table.Find(SmallWorld.Code("H99"), SmallWorld.Now), Is.InstanceOf<Route.Unreachable>());
    }

    [Test]
    public void a_cycle_of_parents_in_a_directory_ends_and_claims_nobody()
    {
        var table = new SmallWorld().Node("central", null).Node("loop-a", "loop-b").Node("loop-b", "loop-a").At("central");

        Assert.That(table.Find(SmallWorld.Code("loop-a"), SmallWorld.Now), Is.InstanceOf<Route.Unreachable>());
    }

    [Test]
    public void a_table_of_120000_agencies_finds_each_of_them()
    {
        var world = new SmallWorld().Node("central", null);
        for (var province = 0; province < 34; province++)
        {
            world.Node($"tinh-{province}", "central");
            for (var commune = 0; commune < 100; commune++)
            {
                world.Node($"xa-{province}-{commune}", $"tinh-{province}");
                for (var agency = 0; agency < 34; agency++)
                {
                    world.Agency($"H{province:00}.{commune:000}.{agency:00}", $"xa-{province}-{commune}", "Phòng");
                }
            }
        }

        var table = world.At("tinh-3");
        var up = 0;
        foreach (var agency in table.Directory.Agencies)
        {
            up += table.Find(agency.Code, SmallWorld.Now) is Route.Via { Neighbour.Value: "central" } ? 1 : 0;
        }

        Assert.That(up, Is.EqualTo(1 + (33 * (1 + (100 * 35)))));
    }

    private static string Hop(Route route) => route switch
    {
        Route.Here => "here",
        Route.Via via => via.Neighbour.Value,
        _ => route.GetType().Name,
    };
}
