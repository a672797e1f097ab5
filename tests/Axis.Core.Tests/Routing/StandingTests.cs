using Axis.Core.Agencies;
using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

public sealed class StandingTests
{
    private static readonly Agency Office = new(
        SmallWorld.Code("TINH-B.VP"), "Văn phòng UBND tỉnh B", Tier.Province, SmallWorld.Code("TINH-B"), SmallWorld.Id("tinh-b"), AgencyStatus.Active, SmallWorld.Early, null, [], []);

    private static readonly Agency District = new(
        SmallWorld.Code("HUYEN.CU"), "UBND huyện cũ", Tier.District, SmallWorld.Code("TINH-B"), SmallWorld.Id("huyen-b1"), AgencyStatus.Closed, SmallWorld.Early, SmallWorld.Reform, [],
        [new(SmallWorld.Code("XA-B11"), SuccessionKind.Split, SmallWorld.Reform, "NQ"), new(SmallWorld.Code("XA-A11"), SuccessionKind.Split, SmallWorld.Reform, "NQ")]);

    private static readonly DateTimeOffset Before = SmallWorld.Reform.AddDays(-1);

    private static RouteTable At(string node, ClosedRecipients closed = ClosedRecipients.Refuse, params Agency[] more)
    {
        var world = SmallWorld.Standard().Closed("H22", "tinh-a", "UBND tỉnh Hà Giang", ("tinh-b", SmallWorld.Reform)).Directory();
        var agencies = world.Agencies.Select(static a => a.Code.Value == "TINH-B" ? a with { FocalOffice = Office.Code } : a).Append(Office).Append(District).Concat(more).ToList();
        return new RouteTable(new DirectorySnapshot(agencies, world.Nodes, [], [], world.Sections), SmallWorld.Id(node), [], closed);
    }

    private static OrganId Code(string text) => SmallWorld.Code(text);

    [Test]
    public void traffic_of_the_committee_goes_to_its_focal_office()
    {
        var route = (Route.Here)At("tinh-b").Find(Code("TINH-B"), SmallWorld.Now);

        Assert.That((route.Agency.Code.Value, route.Addressed.Value), Is.EqualTo(("TINH-B.VP", "TINH-B")));
    }

    [Test]
    public void traffic_of_a_closed_committee_goes_to_the_focal_office_of_its_successor()
    {
        var route = (Route.Via)At("tinh-a").Find(Code("H22"), SmallWorld.Now);

        Assert.That((route.Agency.Code.Value, route.Redirected?.To.Code.Value), Is.EqualTo(("TINH-B.VP", "TINH-B")));
    }

    [Test]
    public void what_nobody_single_continues_waits_at_the_superiors_focal_office_where_the_setting_says_so()
    {
        var route = (Route.Via)At("tinh-a", ClosedRecipients.FocalOffice).Find(District.Code, SmallWorld.Now);

        Assert.That((route.Agency.Code.Value, route.Redirected?.Steps.Count), Is.EqualTo(("TINH-B.VP", 0)));
    }

    [Test]
    public void a_status_about_earlier_traffic_goes_to_the_closed_agency_itself()
    {
        var route = (Route.Here)At("tinh-a").FindKeeper(Code("H22"), Code("H22"), SmallWorld.Now);

        Assert.That((route.Agency.Code.Value, route.Redirected), Is.EqualTo(("H22", (Redirection?)null)));
    }

    [Test]
    public void a_recall_follows_the_document_to_the_successor_that_received_it()
    {
        var route = (Route.Via)At("tinh-a").FindKeeper(Code("H22"), Code("TINH-B"), SmallWorld.Now);

        Assert.That(route.Agency.Code.Value, Is.EqualTo("TINH-B"));
    }

    [Test]
    public void a_recall_is_not_led_to_an_agency_that_stands_for_nobody()
    {
        var route = (Route.Here)At("tinh-a").FindKeeper(Code("H22"), Code("XA-B11"), SmallWorld.Now);

        Assert.That(route.Agency.Code.Value, Is.EqualTo("H22"));
    }

    [Test]
    public void when_the_closed_agencys_node_is_gone_what_concerns_it_goes_to_the_successor()
    {
        var gone = District with { Code = Code("H99"), Host = SmallWorld.Id("khong-con"), Successors = [new(Code("TINH-B"), SuccessionKind.Merge, SmallWorld.Reform, "NQ")] };
        var route = (Route.Via)At("tinh-a", more: gone).FindKeeper(gone.Code, gone.Code, SmallWorld.Now);

        Assert.That(route.Redirected?.To.Code.Value, Is.EqualTo("TINH-B"));
    }

    [Test]
    public void an_earlier_nodes_choice_among_several_successors_counts()
    {
        var route = (Route.Via)At("tinh-a").Find(District.Code, Code("XA-B11"), SmallWorld.Now);

        Assert.That(route.Agency.Code.Value, Is.EqualTo("XA-B11"));
    }

    [Test]
    public void an_earlier_nodes_choice_of_a_stranger_does_not()
    {
        Assert.That(At("tinh-a").Find(District.Code, Code("XA-A12"), SmallWorld.Now), Is.InstanceOf<Route.Closed>());
    }

    [TestCase("HUYEN.CU", "XA-B11", true)]
    [TestCase("HUYEN.CU", "TINH-B.VP", true)]
    [TestCase("HUYEN.CU", "HUYEN.CU", true)]
    [TestCase("HUYEN.CU", "XA-A12", false)]
    [TestCase("XA-B11", "HUYEN.CU", false)]
    [TestCase("TINH-B", "TINH-B.VP", true)]
    [TestCase("TINH-B.VP", "TINH-B", false)]
    public void only_who_continues_an_agency_or_is_its_office_stands_for_it(string addressed, string acting, bool stands) =>
        Assert.That(Standing.StandsFor(At("tinh-a").Directory, Code(addressed), Code(acting), SmallWorld.Now), Is.EqualTo(stands));

    [Test]
    public void a_successor_stands_for_nobody_before_its_day()
    {
        var directory = At("tinh-a").Directory;

        Assert.That(new[] { Before, SmallWorld.Reform }.Select(at => Standing.StandsFor(directory, Code("H22"), Code("TINH-B"), at)), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void the_superiors_office_stands_for_an_agency_only_once_that_is_closed() =>
        Assert.That(Standing.StandsFor(At("tinh-a").Directory, District.Code, Office.Code, Before), Is.False);

    [TestCase("H22", "TINH-B")]
    [TestCase("HUYEN.CU", "XA-B11 XA-A11")]
    [TestCase("XA-A12", "")]
    public void heirs_are_those_that_continue_a_closed_agency(string code, string heirs) =>
        Assert.That(string.Join(' ', Standing.Heirs(At("tinh-a").Directory, Code(code), SmallWorld.Now).Select(static a => a.Code.Value)), Is.EqualTo(heirs));

    [Test]
    public void nobody_is_heir_before_the_closing()
    {
        var open = District with { Status = AgencyStatus.Active };

        Assert.That(Standing.Heirs(new DirectorySnapshot([open], [], [], [], SmallWorld.Standard().Directory().Sections), open.Code, SmallWorld.Reform.AddDays(-1)), Is.Empty);
    }

    [Test]
    public void a_version_that_begins_later_leaves_the_agency_open_until_then()
    {
        var now = District with { Code = Code("H44"), Status = AgencyStatus.Active, ValidTo = SmallWorld.Now.AddDays(1), Successors = [], Host = SmallWorld.Id("tinh-a") };
        var next = now with { Version = 2, Name = "mới", ValidFrom = SmallWorld.Now.AddDays(1), ValidTo = null };
        var table = At("tinh-a", more: [now, next]);

        Assert.That(((Route.Here)table.Find(now.Code, SmallWorld.Now)).Agency.Version, Is.EqualTo(1));
        Assert.That(((Route.Here)table.Find(now.Code, SmallWorld.Now.AddDays(1))).Agency.Version, Is.EqualTo(2));
    }

    [Test]
    public void the_redirection_is_told_in_a_sentence_with_its_legal_act()
    {
        Assert.That(
            Redirection.Explain(At("tinh-a").Directory, Code("H22"), Code("TINH-B"))?.Sentence,
            Is.EqualTo("UBND tỉnh Hà Giang (H22) đã đóng; Cơ quan tinh-b (TINH-B) kế thừa từ 01/07/2025 theo Nghị quyết 202/2025/QH15."));
    }
}
