using Axis.Core.Agencies;
using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

public sealed class SuccessionTests
{
    private static readonly DateTimeOffset Before = SmallWorld.Reform.AddDays(-1);

    [Test]
    public void a_packet_to_a_closed_agency_goes_to_its_single_successor_and_says_so()
    {
        var table = SmallWorld.Standard().Closed("H22", "tinh-a", "UBND tỉnh Hà Giang", ("tinh-b", SmallWorld.Reform)).At("tinh-a");

        var route = (Route.Via)table.Find(SmallWorld.Code("H22"), SmallWorld.Now);

        Assert.That(
            (route.Addressed.Value, route.Agency.Code.Value, route.Redirected?.From.Code.Value, route.Redirected?.To.Code.Value, route.Neighbour.Value),
            Is.EqualTo(("H22", "TINH-B", "H22", "TINH-B", "central")));
    }

    [Test]
    public void an_active_agency_is_not_shown_as_redirected()
    {
        var route = (Route.Via)SmallWorld.Standard().At("tinh-a").Find(SmallWorld.Code("TINH-B"), SmallWorld.Now);

        Assert.That(route.Redirected, Is.Null);
    }

    [Test]
    public void a_chain_is_followed_to_the_first_active_agency()
    {
        var table = SmallWorld.Standard()
            .Closed("OLD.1", "tinh-a", "Cũ 1", ("OLD.2", SmallWorld.Reform))
            .Closed("OLD.2", "tinh-a", "Cũ 2", ("huyen-a1", SmallWorld.Reform))
            .At("tinh-a");

        var route = (Route.Via)table.Find(SmallWorld.Code("OLD.1"), SmallWorld.Now);

        Assert.That(route.Redirected!.Steps.Select(static s => s.To.Value), Is.EqualTo(new[] { "OLD.2", "HUYEN-A1" }));
    }

    [Test]
    public void a_cycle_of_successors_is_a_data_error_and_nobody_receives()
    {
        var table = SmallWorld.Standard()
            .Closed("OLD.1", "tinh-a", "Cũ 1", ("OLD.2", SmallWorld.Reform))
            .Closed("OLD.2", "tinh-a", "Cũ 2", ("OLD.1", SmallWorld.Reform))
            .At("tinh-a");

        var route = table.Find(SmallWorld.Code("OLD.1"), SmallWorld.Now);

        Assert.That((route as Route.Closed)?.Fault, Is.EqualTo(SuccessionFault.Cycle));
    }

    [Test]
    public void several_successors_are_listed_and_none_is_guessed()
    {
        var table = SmallWorld.Standard()
            .Closed("HUYEN.CU", "huyen-a1", "UBND huyện cũ", ("xa-a11", SmallWorld.Reform), ("xa-a12", SmallWorld.Reform))
            .At("tinh-a");

        var route = (Route.Closed)table.Find(SmallWorld.Code("HUYEN.CU"), SmallWorld.Now);

        Assert.That(route.Candidates.Select(static a => a.Code.Value), Is.EqualTo(new[] { "XA-A11", "XA-A12" }));
    }

    [Test]
    public void candidates_that_closed_in_turn_are_replaced_by_their_successors()
    {
        var table = SmallWorld.Standard()
            .Closed("HUYEN.CU", "huyen-a1", "UBND huyện cũ", ("XA.CU", SmallWorld.Reform), ("xa-a12", SmallWorld.Reform))
            .Closed("XA.CU", "huyen-a1", "UBND xã cũ", ("xa-a11", SmallWorld.Reform))
            .At("tinh-a");

        var route = (Route.Closed)table.Find(SmallWorld.Code("HUYEN.CU"), SmallWorld.Now);

        Assert.That(route.Candidates.Select(static a => a.Code.Value), Is.EquivalentTo(new[] { "XA-A11", "XA-A12" }));
    }

    [Test]
    public void a_successor_counts_only_from_its_effective_date()
    {
        var table = SmallWorld.Standard().Closed("H22", "tinh-a", "Cũ", ("tinh-b", SmallWorld.Now.AddDays(1))).At("tinh-a");

        Assert.That((table.Find(SmallWorld.Code("H22"), SmallWorld.Now) as Route.Closed)?.Candidates, Is.Empty);
    }

    [Test]
    public void an_agency_that_is_not_yet_closed_still_receives()
    {
        var closing = new Agency(
            SmallWorld.Code("H22"), "UBND tỉnh Hà Giang", Tier.Province, null, SmallWorld.Id("tinh-a"), AgencyStatus.Active, SmallWorld.Early, SmallWorld.Reform, [],
            [new Succession(SmallWorld.Code("TINH-B"), SuccessionKind.Merge, SmallWorld.Reform, "Nghị quyết 202/2025/QH15")]);
        var world = SmallWorld.Standard().Directory();
        var table = new RouteTable(
            new DirectorySnapshot([.. world.Agencies, closing], world.Nodes, [], [], world.Sections), SmallWorld.Id("tinh-a"), []);

        Assert.That(table.Find(closing.Code, Before), Is.InstanceOf<Route.Here>());
        Assert.That(table.Find(closing.Code, SmallWorld.Reform), Is.InstanceOf<Route.Via>(), "from the closing instant on the successor receives");
    }

    [Test]
    public void a_locked_agency_receives_nothing_and_nobody_takes_its_place()
    {
        var route = SmallWorld.Standard().Locked("H77", "tinh-a").At("tinh-a").Find(SmallWorld.Code("H77"), SmallWorld.Now);

        Assert.That(((route as Route.Closed)?.Agency.Status, (route as Route.Closed)?.Candidates.Count), Is.EqualTo((AgencyStatus.Locked, 0)));
    }

    [Test]
    public void a_successor_that_the_directory_does_not_have_is_a_data_error()
    {
        var route = SmallWorld.Standard().Closed("H22", "tinh-a", "Cũ", ("NOWHERE", SmallWorld.Reform)).At("tinh-a").Find(SmallWorld.Code("H22"), SmallWorld.Now);

        Assert.That((route as Route.Closed)?.Fault, Is.EqualTo(SuccessionFault.UnknownSuccessor));
    }
}
