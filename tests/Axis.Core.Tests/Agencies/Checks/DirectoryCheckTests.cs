using Axis.Core.Agencies;
using Axis.Core.Agencies.Checks;
using Axis.Core.Tests.Routing;

namespace Axis.Core.Tests.Agencies.Checks;

/// <summary>Each rule that a change of the directory has to keep, broken once.</summary>
public sealed class DirectoryCheckTests
{
    private static readonly Agency H60 = Make("H60");

    private static readonly Agency H22 = Make("H22") with
    {
        ValidTo = SmallWorld.Reform,
        Successors = [new Succession(H60.Code, SuccessionKind.Merge, SmallWorld.Reform, "NQ 202/2025/QH15")],
    };

    private static Agency Make(string code) => new(SmallWorld.Code(code), code, Tier.Province, null, SmallWorld.Id("tinh"), AgencyStatus.Active, SmallWorld.Early, null, [], [])
    {
        Act = new IssuingAct("Bộ", "1/QĐ", new DateOnly(2025, 1, 1)),
    };

    private static DirectorySnapshot Directory(params Agency[] agencies) => new(agencies, [], [], [], new Dictionary<string, SectionVersion>())
    {
        TierClosings = [new TierClosing(Tier.District, SmallWorld.Reform, "NQ 203/2025/QH15")],
    };

    private static string Broken(Agency[] before, params Agency[] changed) => string.Join(' ', DirectoryCheck.Run(new DirectoryCase(
            Directory(before), Directory([.. before.Where(b => changed.All(c => c.VersionId != b.VersionId)), .. changed]), changed))
        .Select(static f => (f.IsError ? "" : "?") + f.Rule).Distinct());

    [Test]
    public void a_proper_change_breaks_none() => Assert.That(Broken([H60], H22), Is.Empty);

    [Test]
    public void a_free_form_is_never_minted() => Assert.That(Broken([], Make("vxp.saas.03")), Is.EqualTo("IDC-06"));

    [Test]
    public void a_registered_scheme_names_its_own_identifiers() => Assert.That(Broken([], Make("0101234567") with { Scheme = "MST", Tier = Tier.Outside }), Is.Empty);

    [Test]
    public void a_closed_code_is_never_re_issued() =>
        Assert.That(Broken([H60, H22], H22 with { Version = 2, ValidFrom = SmallWorld.Reform, ValidTo = null, Successors = [], Name = "khác" }), Is.EqualTo("IDC-07"));

    [Test]
    public void IDC_07_a_code_closed_without_a_successor_is_not_re_issued_after_a_gap() =>
        Assert.That(Broken([H60 with { ValidTo = SmallWorld.Reform }], H60 with { Version = 2, ValidFrom = SmallWorld.Reform.AddDays(1), Name = "khác" }), Is.EqualTo("IDC-07"));

    [Test]
    public void a_surviving_code_goes_on_without_a_gap() =>
        Assert.That(Broken([H60 with { ValidTo = SmallWorld.Reform }], H60 with { Version = 2, ValidFrom = SmallWorld.Reform }), Is.Empty);

    private static Agency Closed => H22 with { Status = AgencyStatus.Closed };

    private static Agency[] Reopened => [Closed with { ValidTo = null }, Closed with { Successors = [] }, Closed with { Status = AgencyStatus.Active }];

    [TestCaseSource(nameof(Reopened))]
    public void IDC_07_a_closing_that_is_stated_is_not_taken_back(Agency now) =>
        Assert.That(Broken([H60, Closed], now).Split(' '), Does.Contain("IDC-07"));

    [Test]
    public void a_closing_may_be_put_off() => Assert.That(Broken([H60, H22], H22 with { ValidTo = SmallWorld.Reform.AddYears(1) }), Is.Empty);

    [Test]
    public void a_former_code_is_never_given_to_another_agency()
    {
        var owner = H60 with { Codes = [new CodePeriod(SmallWorld.Code("H60.99"), CodeKind.Former, null, SmallWorld.Early)] };

        Assert.That(Broken([owner], Make("H60.99")), Does.StartWith("IDC-07"));
    }

    [Test]
    public void an_identifier_belongs_to_one_agency() => Assert.That(Broken([H60], Make("H61") with { Aliases = [H60.Code] }), Is.EqualTo("LVL-04"));

    [Test]
    public void a_pair_that_differs_from_the_derived_one_is_said_and_stands() =>
        Assert.That(Broken([], H60 with { Codes = [new CodePeriod(SmallWorld.Code("000.00.00.H61"), CodeKind.Pair, null, null)] }), Is.EqualTo("?IDC-04"));

    [Test]
    public void a_scheme_does_not_change() => Assert.That(Broken([H60], H60 with { Scheme = "MST" }), Is.EqualTo("IDC-09"));

    [Test]
    public void a_closed_level_opens_no_agency() => Assert.That(Broken([], Make("H60.20") with { Tier = Tier.District, ValidFrom = SmallWorld.Reform }), Is.EqualTo("LVL-06"));

    [Test]
    public void a_district_of_before_is_history_and_stays() =>
        Assert.That(Broken([H60], Make("H60.20") with { Tier = Tier.District, ValidTo = SmallWorld.Reform, Successors = H22.Successors }), Is.Empty);

    [Test]
    public void versions_do_not_overlap() => Assert.That(Broken([H60], H60 with { Version = 2, ValidFrom = SmallWorld.Reform }, H60), Is.EqualTo("REF-07"));

    [Test]
    public void an_unknown_successor_is_an_error() => Assert.That(Broken([], H22), Is.EqualTo("REF-05"));

    [Test]
    public void a_chain_that_leads_back_is_an_error() =>
        Assert.That(Broken([], H22, H60 with { ValidTo = SmallWorld.Reform, Successors = [new Succession(H22.Code, SuccessionKind.Merge, SmallWorld.Reform, "NQ")] }), Is.EqualTo("REF-05"));

    [Test]
    public void closing_without_a_successor_is_said() => Assert.That(Broken([], H22 with { Successors = [] }), Is.EqualTo("?REF-03"));

    [Test]
    public void an_open_agency_has_no_closed_superior() => Assert.That(Broken([H60, H22], Make("H22.05") with { Parent = H22.Code }), Is.EqualTo("REF-10"));

    [Test]
    public void REF_10_who_closes_a_superior_is_told_what_stays_open_below_it() => Assert.That(Broken([H60, Make("H22"), Make("H22.05") with { Parent = H22.Code }], H22), Is.EqualTo("?REF-10"));

    [Test]
    public void REF_11_a_council_that_closes_later_than_its_committee_is_an_error() =>
        Assert.That(Broken([H60, Make("H22"), H22 with { Code = SmallWorld.Code("K22"), ValidTo = SmallWorld.Reform.AddMonths(1) }], H22), Is.EqualTo("REF-11"));

    [Test]
    public void REF_11_the_closing_of_a_council_is_held_against_its_committee_too() =>
        Assert.That(Broken([H60, H22], H22 with { Code = SmallWorld.Code("K22"), ValidTo = SmallWorld.Reform.AddMonths(1) }), Is.EqualTo("REF-11"));

    [Test]
    public void the_council_closes_with_the_committee() => Assert.That(Broken([H60, Make("K22")], H22), Is.EqualTo("REF-11"));

    [Test]
    public void a_change_without_its_decision_is_said() => Assert.That(Broken([], H60 with { Act = null }), Is.EqualTo("?LVL-07"));
}
