using Axis.Core.Agencies;
using Axis.Core.Tests.Routing;

namespace Axis.Core.Tests.Agencies;

public sealed class AgencyTableTests
{
    private static Agency Full { get; } = new(
        SmallWorld.Code("H44"), "Ủy ban nhân dân tỉnh Phú Thọ", Tier.Province, SmallWorld.Code("G22"), SmallWorld.Id("phu-tho"), AgencyStatus.Closed,
        SmallWorld.Early, SmallWorld.Reform, [SmallWorld.Code("PT")],
        [new Succession(SmallWorld.Code("H44.01"), SuccessionKind.Split, SmallWorld.Reform, "NQ 202/2025/QH15")])
    {
        Version = 2,
        Bloc = Bloc.Party,
        Codes = [new CodePeriod(SmallWorld.Code("000.00.00.H44"), CodeKind.Pair, null, SmallWorld.Reform), new CodePeriod(SmallWorld.Code("VT.01"), CodeKind.Former, SmallWorld.Early.AddYears(-60), SmallWorld.Early)],
        FocalOffice = SmallWorld.Code("H44.02"),
        Act = new IssuingAct("Bộ Khoa học và Công nghệ", "09/2025/QĐ-TTg", new DateOnly(2025, 4, 14)),
        Scheme = "MST",
    };

    private static Agency Version(int version, DateTimeOffset from, string name) => Full with { Version = version, ValidFrom = from, ValidTo = null, Name = name, Status = AgencyStatus.Active };

    [Test]
    public void an_agency_comes_out_of_its_page_as_it_went_in()
    {
        var again = AgencyPage.Of([Full])[0];

        Assert.That(
            again with { Aliases = [], Codes = [], Successors = [] },
            Is.EqualTo(Full with { Aliases = [], Codes = [], Successors = [] }));
        Assert.That((again.Aliases, again.Codes, again.Successors), Is.EqualTo((Full.Aliases, Full.Codes, Full.Successors)).Using<(IReadOnlyList<OrganId>, IReadOnlyList<CodePeriod>, IReadOnlyList<Succession>)>(
            static (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2) && a.Item3.SequenceEqual(b.Item3)));
    }

    [TestCase("H44")]
    [TestCase("PT")]
    [TestCase("000.00.00.H44")]
    [TestCase("VT.01")]
    public void any_code_an_agency_has_or_had_finds_it(string code) =>
        Assert.That(new AgencyTable([AgencyPage.Of([Full])]).Find(SmallWorld.Code(code))?.Code, Is.EqualTo(Full.Code));

    [Test]
    public void the_version_of_the_day_is_found_for_every_day()
    {
        var table = new AgencyTable([AgencyPage.Of([Version(2, SmallWorld.Reform, "mới"), Version(1, SmallWorld.Early, "cũ")])]);

        Assert.That(
            new[] { SmallWorld.Early.AddYears(-1), SmallWorld.Reform.AddMilliseconds(-1), SmallWorld.Reform }.Select(at => table.Find(Full.Code, at)!.Name),
            Is.EqualTo(new[] { "cũ", "cũ", "mới" }));
        Assert.That((table.Count, table[0].Name), Is.EqualTo((1, "mới")), "a list holds the newest version of each");
    }

    [Test]
    public void the_first_page_that_names_an_agency_speaks_of_it()
    {
        var table = new AgencyTable([AgencyPage.Of([Version(1, SmallWorld.Early, "đúng")]), AgencyPage.Of([Version(2, SmallWorld.Reform, "giả")])]);

        Assert.That(table.VersionsOf(Full.Code).Select(static a => a.Name), Is.EqualTo(new[] { "đúng" }));
    }

    [Test]
    public void a_code_wins_over_the_same_text_as_another_agencys_alias()
    {
        var other = Full with { Code = SmallWorld.Code("PT"), Aliases = [], Codes = [], Name = "PT" };

        Assert.That(new AgencyTable([AgencyPage.Of([Full, other])]).Find(SmallWorld.Code("PT"))?.Name, Is.EqualTo("PT"));
    }

    [Test]
    public void every_one_of_many_agencies_is_found_and_no_other()
    {
        var table = new AgencyTable([AgencyPage.Of(Enumerable.Range(0, 5000).Select(static i => Full with { Code = SmallWorld.Code($"H{i % 64:00}.{i}"), Aliases = [], Codes = [] }))]);

        Assert.That(Enumerable.Range(0, 5000).All(i => table.Find(SmallWorld.Code($"H{i % 64:00}.{i}"))?.Code.Value == $"H{i % 64:00}.{i}"));
        Assert.That(table.Find(SmallWorld.Code("H01.5001")), Is.Null);
    }

    [Test]
    public void predecessors_are_found_through_chains()
    {
        var a = Full with { Code = SmallWorld.Code("A"), Aliases = [], Codes = [], Successors = [new(SmallWorld.Code("B"), SuccessionKind.Merge, SmallWorld.Reform, "")] };
        var b = Full with { Code = SmallWorld.Code("B"), Aliases = [], Codes = [], Successors = [new(SmallWorld.Code("C"), SuccessionKind.Rename, SmallWorld.Reform, "")] };
        var c = Full with { Code = SmallWorld.Code("C"), Aliases = [], Codes = [], Successors = [] };

        Assert.That(new AgencyTable([AgencyPage.Of([a, b, c])]).PredecessorsOf(c.Code), Is.EquivalentTo(new[] { a.Code, b.Code }));
    }
}
