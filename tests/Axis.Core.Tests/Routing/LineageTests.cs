using Axis.Core.Agencies;
using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

public sealed class LineageTests
{
    private static readonly DateTimeOffset Before = SmallWorld.Reform.AddDays(-1);

    private static string Line(DirectorySnapshot directory, string agency, DateTimeOffset at) =>
        string.Join(' ', Lineage.Of(directory, SmallWorld.Code(agency), at).Select(static a => a.Value));

    // As a reform is announced: open until the day, its successor known long before.
    private static DirectorySnapshot Planned(AgencyStatus status = AgencyStatus.Active)
    {
        var world = SmallWorld.Standard().Directory();
        var agencies = world.Agencies
            .Select(a => a.Code.Value == "HUYEN-A1" ? a with { Status = status, ValidTo = SmallWorld.Reform, Successors = [new(SmallWorld.Code("XA-A11"), SuccessionKind.Merge, SmallWorld.Reform, "NQ")] } : a)
            .ToList();
        return new DirectorySnapshot(agencies, world.Nodes, [], [], world.Sections);
    }

    [Test]
    public void a_planned_successor_continues_nobody_yet() => Assert.That(Line(Planned(), "xa-a11", Before), Is.EqualTo("XA-A11"));

    [Test]
    public void from_the_day_on_it_continues_whom_it_succeeds() => Assert.That(Line(Planned(), "xa-a11", SmallWorld.Reform), Is.EqualTo("XA-A11 HUYEN-A1"));

    [Test]
    public void a_successor_whose_time_has_not_come_continues_nobody_though_the_agency_is_closed()
    {
        var directory = SmallWorld.Standard().Closed("H22", "tinh-a", "Cũ", ("tinh-b", SmallWorld.Now.AddDays(1))).Directory();

        Assert.That(Line(directory, "tinh-b", SmallWorld.Now), Is.EqualTo("TINH-B"));
    }

    [Test]
    public void who_is_only_locked_is_continued_by_nobody() => Assert.That(Line(Planned(AgencyStatus.Locked), "xa-a11", SmallWorld.Now), Is.EqualTo("XA-A11"));

    [Test]
    public void successors_are_followed_at_any_distance_and_a_circle_ends()
    {
        var directory = SmallWorld.Standard()
            .Closed("OLD.1", "tinh-a", "Cũ 1", ("OLD.2", SmallWorld.Reform))
            .Closed("OLD.2", "tinh-a", "Cũ 2", ("OLD.1", SmallWorld.Reform), ("tinh-b", SmallWorld.Reform)).Directory();

        Assert.That(Line(directory, "tinh-b", SmallWorld.Now), Is.EqualTo("TINH-B OLD.2 OLD.1"));
    }

    [Test]
    public void every_code_of_the_agency_and_of_whom_it_continues_is_in_the_line()
    {
        var directory = SmallWorld.Standard().Agency("NEW", "tinh-b", "Mới", "NEW.1").Agency("OLD", "tinh-a", "Cũ", "OLD.1").Directory();
        directory = With(directory, "OLD", static a => a with { Status = AgencyStatus.Closed, ValidTo = SmallWorld.Reform, Successors = [new(SmallWorld.Code("NEW.1"), SuccessionKind.Merge, SmallWorld.Reform, "NQ")] });

        Assert.That((Line(directory, "NEW", SmallWorld.Now), Line(directory, "NEW.1", SmallWorld.Now)), Is.EqualTo(("NEW NEW.1 OLD OLD.1", "NEW.1 NEW OLD OLD.1")));
    }

    [Test]
    public void a_former_code_that_is_another_agencys_own_by_now_gives_nothing_of_that_agency()
    {
        var directory = SmallWorld.Standard().Agency("NEW", "tinh-b", "Mới", "XA-A11").Directory();

        Assert.That(Line(directory, "NEW", SmallWorld.Now), Is.EqualTo("NEW"));
    }

    private static DirectorySnapshot With(DirectorySnapshot world, string agency, Func<Agency, Agency> change) =>
        new([.. world.Agencies.Select(a => a.Code.Value == agency ? change(a) : a)], world.Nodes, [], [], world.Sections);
}
