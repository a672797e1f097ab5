using System.Text;
using Axis.Cli.Commands.Directories;
using Axis.Core.Agencies;
using Axis.Core.Agencies.Catalogue;
using Axis.Core.Routing;

namespace Axis.Cli.Tests.Catalogue;

public sealed class ReformTests
{
    private const string Heading = "ma,ten,viec,ke_thua,cach,hieu_luc,van_ban,chac_chan,nguon\n";
    private static readonly DateTimeOffset Instant = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));
    private static readonly NodeId Node = NodeId.Parse("trung-uong");

    private static readonly string[] Unchanged = ["H26", "H57", "H35", "H18", "H52", "H37", "H49", "H56", "H41", "H27", "H14"];

    private static Agency Province(string code, string? parent = null) => new(
        OrganId.Parse(code), "UBND " + code, Tier.Province, parent is null ? null : OrganId.Parse(parent), Node, AgencyStatus.Active, Instant.AddYears(-20), null, [], []);

    private static DirectorySnapshot Directory(IEnumerable<Agency> agencies) =>
        new([.. agencies], [new NodeEntry(Node, "Trung ương", Tier.Central, null, [], false)], [], [], new Dictionary<string, SectionVersion>());

    private static Reform Plan(byte[] table, IReadOnlyList<Agency> agencies, bool acceptUncertain = false, bool isRoot = true) =>
        Reform.Plan(table, isRoot, agencies, [], Directory(agencies), acceptUncertain);

    private static Reform Plan(string rows, params Agency[] agencies) => Plan(Encoding.UTF8.GetBytes(Heading + rows), agencies);

    private static DirectorySnapshot After(Reform reform) => Directory(reform.Agencies);

    [Test]
    public void the_table_of_2025_leaves_34_of_63_provinces()
    {
        var before = ReformRows.Read(File.ReadAllBytes(ReformCommand.BuiltIn), out _).Where(static s => s.Code.Value[0] == 'H' && s.Tier is null).Select(static s => s.Code.Value).Concat(Unchanged).ToList();

        var reform = Plan(File.ReadAllBytes(ReformCommand.BuiltIn), [.. before.Select(c => Province(c))], acceptUncertain: true);

        var open = After(reform).Agencies.Count(static a => a.IsOpenAt(Instant));
        Assert.That((before.Count, reform.Closing.Count, reform.Renewed.Count, open), Is.EqualTo((63, 29, 23, 34)));
        Assert.That(reform.Lines.Where(static l => l.IsError), Is.Empty);
    }

    [Test]
    public void rows_that_were_not_read_in_the_law_are_not_signed_by_themselves()
    {
        var plan = Plan(File.ReadAllBytes(ReformCommand.BuiltIn), [Province("H48"), Province("H34"), Province("H60"), Province("H22")]);

        Assert.That(plan.Lines.Where(static l => l.IsError).Select(static l => (l.Code, l.Sentence[..3])), Does.Contain(("UNCERTAIN", "H34")).And.Not.Contain(("UNCERTAIN", "H22")));
    }

    [Test]
    public void a_surviving_code_gets_a_version_and_a_closing_one_its_successor()
    {
        var reform = Plan("H60,UBND tỉnh Tuyên Quang,phien_ban_moi,,,01/07/2025,NQ 202,co,báo\nH22,,dong,H60,Merge,01/07/2025,NQ 202,co,báo\n", Province("H60"), Province("H22"));

        var after = After(reform);
        Assert.Multiple(() =>
        {
            Assert.That(after.FindAgency(OrganId.Parse("H60"), Instant.AddTicks(-1))?.Name, Is.EqualTo("UBND H60"));
            Assert.That(after.FindAgency(OrganId.Parse("H60"), Instant)?.Name, Is.EqualTo("UBND tỉnh Tuyên Quang"));
            Assert.That(Successors.Find(after, after.FindAgency(OrganId.Parse("H22"))!, Instant).Receiver?.VersionId.ToString(), Is.EqualTo("H60#2"));
            Assert.That(after.FindAgency(OrganId.Parse("H22"))!.IsOpenAt(Instant.AddSeconds(-1)), "until the instant the agency goes on");
        });
    }

    [Test]
    public void applied_twice_it_changes_nothing_more()
    {
        const string rows = "H60,,phien_ban_moi,,,01/07/2025,NQ 202,co,báo\nH22,,dong,H60,Merge,01/07/2025,NQ 202,co,báo\n";
        var first = Plan(rows, Province("H60"), Province("H22"));

        var second = Plan(rows, [.. first.Agencies]);

        Assert.That((second.Closing.Count, second.Renewed.Count, second.Agencies.Count), Is.EqualTo((0, 0, first.Agencies.Count)));
    }

    [Test]
    public void agencies_left_below_a_closing_one_are_told() => Assert.That(
        Plan("H22,,dong,H60,Merge,01/07/2025,NQ 202,co,báo\n", Province("H60"), Province("H22"), Province("H22.05", "H22")).Lines.Select(static l => l.Code),
        Does.Contain("REF-10"));

    [Test]
    public void a_council_left_open_beside_its_closing_committee_is_an_error() => Assert.That(
        Plan("H22,,dong,H60,Merge,01/07/2025,NQ 202,co,báo\n", Province("H60"), Province("H22"), Province("K22")).Lines.Where(static l => l.IsError).Select(static l => l.Code),
        Is.EqualTo(new[] { "REF-11" }));

    [Test]
    public void only_the_root_ends_a_level()
    {
        var table = Encoding.UTF8.GetBytes(Heading + "HUYEN,,ket_thuc_cap,,,01/07/2025,NQ 203,co,báo\n");

        Assert.That(Plan(table, [Province("H60")]).TierClosings.Single().From, Is.EqualTo(Instant));
        Assert.That(Plan(table, [Province("H60")], isRoot: false).TierClosings, Is.Empty);
    }

    [TestCase("H22,,dong,H60,Merge,sớm,NQ,co,báo")]
    [TestCase("H22,,dong,H60,Nhập,01/07/2025,NQ,co,báo")]
    [TestCase("H22,,xóa,H60,Merge,01/07/2025,NQ,co,báo")]
    [TestCase("H22,,dong,H60,Merge,01/07/2025,NQ,chắc,báo")]
    [TestCase("H22,,dong,H60,Merge,01/07/2025,,co,báo")]
    public void a_row_that_cannot_be_read_names_its_line(string row) =>
        Assert.That(Plan(row + "\n", Province("H22"), Province("H60")).Lines.Select(static l => (l.Line, l.Code)), Does.Contain((2, "CELL")));
}
