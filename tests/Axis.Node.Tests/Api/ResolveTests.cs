using Axis.Core.Agencies;
using Axis.Node.Api;

namespace Axis.Node.Tests.Api;

/// <summary>What a code means on a day.</summary>
public sealed class ResolveTests
{
    private static readonly DateTimeOffset Reform = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));

    private static readonly DirectorySnapshot Directory = new(
        [
            Make("H44", "UBND tỉnh Phú Thọ (cũ)") with { ValidTo = Reform },
            Make("H44", "UBND tỉnh Phú Thọ") with { Version = 2, ValidFrom = Reform },
            Make("H44.24", "UBND huyện Cẩm Khê", "H44") with { Tier = Tier.District, ValidTo = Reform, Successors = [To("H44.24.46"), To("H44.61")] },
            Make("H44.24.46", "UBND xã Tiên Lương", "H44.24") with { ValidTo = Reform },
            Make("H44.24.46", "UBND xã Tiên Lương", "H44") with { Version = 2, ValidFrom = Reform },
            Make("H44.61", "UBND xã Cẩm Khê", "H44") with { ValidFrom = Reform },
            Make("H62", "UBND tỉnh Vĩnh Phúc") with { ValidTo = Reform, Successors = [To("H44")] },
        ],
        [],
        [],
        [],
        new Dictionary<string, SectionVersion>());

    private static Agency Make(string code, string name, string? parent = null) => new(
        OrganId.Parse(code), name, Tier.Commune, parent is null ? null : OrganId.Parse(parent), NodeId.Parse("tinh"), AgencyStatus.Active, Reform.AddYears(-9), null, [], []);

    private static Succession To(string code) => new(OrganId.Parse(code), SuccessionKind.Merge, Reform, "NQ 202/2025/QH15");

    private static NodeDirectory Node => new(NodeId.Parse("tinh"), static () => Directory);

    private static Core.Contracts.AgencyResolution Resolve(string code, int days) => new AgencyResolver(Node).Run(OrganId.Parse(code), Reform.AddDays(days))!;

    [Test]
    public void the_tree_of_the_day_has_the_parent_of_the_day()
    {
        Assert.That((Resolve("H44.24.46", -1).Parents, Resolve("H44.24.46", 1).Parents), Is.EqualTo((new[] { "H44.24", "H44" }, new[] { "H44" })).AsCollection);
        Assert.That(
            (string.Join(' ', Resolve("H44", -1).Children.Select(static c => c.Code)), string.Join(' ', Resolve("H44", 1).Children.Select(static c => c.Code))),
            Is.EqualTo(("H44.24", "H44.24.46 H44.61")));
    }

    [Test]
    public void the_surviving_code_has_the_name_of_the_day() =>
        Assert.That((Resolve("H44", -1).Agency.Name, Resolve("H44", 1).Agency.Name), Is.EqualTo(("UBND tỉnh Phú Thọ (cũ)", "UBND tỉnh Phú Thọ")));

    [Test]
    public void a_closed_agency_names_who_receives_and_why()
    {
        var answer = Resolve("H62", 1);

        Assert.That((answer.Open, answer.Agency.Status, answer.Receiver?.Code, answer.Sentence), Is.EqualTo((false, "closed", "H44", "UBND tỉnh Vĩnh Phúc (H62) đã đóng; UBND tỉnh Phú Thọ (H44) kế thừa từ 01/07/2025 theo NQ 202/2025/QH15.")));
    }

    [Test]
    public void an_abolished_district_names_its_candidates() =>
        Assert.That(Resolve("H44.24", 1).Candidates.Select(static c => c.Code), Is.EqualTo(new[] { "H44.24.46", "H44.61" }));

    [Test]
    public void an_unknown_code_resolves_to_nothing() => Assert.That(new AgencyResolver(Node).Run(OrganId.Parse("H99"), Reform), Is.Null);

    [TestCase("huyen cam khe", "H44.24.46 H44.61", Description = "typing the district offers its communes")]
    [TestCase("H62", "H44")]
    [TestCase("vinh phuc", "H44")]
    public void pickers_offer_the_successor_for_an_old_name(string text, string offered) =>
        Assert.That(string.Join(' ', new AgencySearch(Node).FindOpen(text, 5, Reform.AddDays(1)).Take(offered.Split(' ').Length).Select(static a => a.Code.Value)), Is.EqualTo(offered));
}
