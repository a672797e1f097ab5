using System.Collections.Frozen;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Agencies.Catalogue;

namespace Axis.Cli.Tests.Catalogue;

public sealed class AgencyImportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly NodeId Node = NodeId.Parse("tinh");
    private static readonly NodeEntry Entry = new(Node, "Nút tỉnh", Tier.Province, null, [], false);

    private static DirectorySnapshot Directory(params Agency[] agencies) => new(agencies, [Entry], [], [], FrozenDictionary<string, SectionVersion>.Empty)
    {
        TierClosings = [new TierClosing(Tier.District, new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7)), "NQ 203/2025/QH15")],
    };

    private static Agency Stated(string code, string name = "cũ") => new(OrganId.Parse(code), name, Tier.Province, null, Node, AgencyStatus.Active, Now.AddYears(-5), null, [], []);

    // Everything that a table without the columns would have to say again.
    private static Agency Closed() => Stated("H37.02") with
    {
        Parent = OrganId.Parse("H37.01"),
        Status = AgencyStatus.Closed,
        ValidTo = Now.AddYears(-1),
        Aliases = [OrganId.Parse("vxp.saas.03")],
        Codes = [new CodePeriod(OrganId.Parse("000.00.02.H37"), CodeKind.Pair, null, null), new CodePeriod(OrganId.Parse("H37.99"), CodeKind.Former, null, Now.AddYears(-2))],
        Successors = [new Succession(OrganId.Parse("H37.01"), SuccessionKind.Merge, Now.AddYears(-1), "NQ 5/2025")],
        FocalOffice = OrganId.Parse("H37.01"),
        Scheme = "MST",
        Act = new IssuingAct("UBND", "1/QĐ", new DateOnly(2025, 1, 1)),
    };

    private static AgencyImport Import(string table, params Agency[] stated) =>
        AgencyImport.Read(Encoding.UTF8.GetBytes(table), stated, Directory(stated), Node, new IssuingAct("UBND", "1/QĐ", new DateOnly(2026, 1, 1)), Now);

    private static string Codes(AgencyImport import) => string.Join(' ', import.Lines.Where(static l => l.IsError).Select(static l => $"{l.Line}:{l.Code}"));

    [Test]
    public void a_plain_table_makes_agencies()
    {
        var import = Import("Mã;Tên;Cấp;Mã 102\nH37.02;Sở Nội vụ;Tỉnh;000.00.02.H37\n");

        var agency = import.Agencies.Single();
        Assert.That((import.Added, agency.Code.Value, agency.Tier, agency.PairCode?.Value, agency.Host, agency.Bloc, Codes(import)), Is.EqualTo((1, "H37.02", Tier.Province, "000.00.02.H37", Node, Bloc.Government, "")));
    }

    [Test]
    public void every_bad_line_is_named_and_the_good_ones_are_still_read()
    {
        var import = Import("ma,ten,cap,hieu_luc_tu\nH37.02,Sở,TINH,\n,Không mã,TINH,\nH37.03,Sở,CAP_BAY,\nH37.04,Sở,XA,32/01/2026\nH37.02,Lặp,TINH,\n");

        Assert.That((Codes(import), import.MayBeSigned), Is.EqualTo(("3:CELL 4:CELL 5:CELL 6:TWICE", false)));
    }

    [Test]
    public void what_the_table_does_not_name_stays()
    {
        var import = Import("ma,ten,cap\nH37.02,Sở mới,TINH\n", Stated("H37.01"), Stated("H37.02"));

        Assert.That((import.Agencies.Count, import.Added, import.Changed), Is.EqualTo((2, 0, 1)));
    }

    [Test]
    public void blank_cells_keep_the_beginning_that_is_stated() =>
        Assert.That(Import("ma,ten,cap\nH37.02,Sở mới,TINH\n", Stated("H37.02")).Agencies.Single().ValidFrom, Is.EqualTo(Now.AddYears(-5)));

    [Test]
    public void a_table_without_the_columns_of_contacts_keeps_them() => Assert.That(
        Import("ma,ten,cap\nH37.02,Sở mới,TINH\n", Stated("H37.02") with { Contact = new Contact("0219 3866 123", null) }).Agencies.Single().Contact?.Telephone, Is.EqualTo("0219 3866 123"));

    [Test]
    public void a_table_without_a_column_keeps_what_is_stated_in_it()
    {
        var closed = Closed();

        var import = Import("ma,ten,cap,dien_thoai\nH37.02,cũ,TINH,0219 3866 123\n", Stated("H37.01"), closed);

        Assert.That(
            (import.Changed, AgencyColumns.Write(import.Agencies.Single(static a => a.Code.Value == "H37.02"))),
            Is.EqualTo((1, AgencyColumns.Write(closed with { Contact = new Contact("0219 3866 123", null) }))));
    }

    [Test]
    public void a_pair_that_is_stated_anew_leaves_the_other_codes() => Assert.That(
        Import("ma,ten,cap,ma_102\nH37.02,cũ,TINH,000.00.03.H37\n", Stated("H37.01"), Closed()).Agencies.Single(static a => a.Code.Value == "H37.02").AllCodes.Select(static c => c.Value),
        Is.EquivalentTo(new[] { "H37.02", "000.00.03.H37", "VXP.SAAS.03", "H37.99" }));

    [Test]
    public void IDC_07_a_table_of_before_the_closing_does_not_open_the_agency_again() => Assert.That(
        Codes(Import("ma,ten,cap,tinh_trang,hieu_luc_den,ke_thua\nH37.02,cũ,TINH,,,\n", Stated("H37.01"), Closed())), Is.EqualTo("2:IDC-07"));

    [Test]
    public void an_empty_cell_takes_a_contact_away() => Assert.That(
        Import("ma,ten,cap,dien_thoai,thu_dien_tu\nH37.02,Sở mới,TINH,,so@tinh.example\n", Stated("H37.02") with { Contact = new Contact("0219 3866 123", null) }).Agencies.Single().Contact,
        Is.EqualTo(new Contact(null, "so@tinh.example")));

    [Test]
    public void a_contact_that_is_none_is_told_by_line() => Assert.That(Codes(Import("ma,ten,cap,điện thoại,email\nH37.02,Sở,TINH,hỏi văn phòng,\nH37.03,Sở,TINH,,không có\n")), Is.EqualTo("2:CELL 3:CELL"));

    [Test]
    public void an_exported_table_changes_nothing()
    {
        var full = Stated("H37.02") with
        {
            ValidTo = Now.AddYears(1).AddMilliseconds(7),
            Aliases = [OrganId.Parse("vxp.saas.03")],
            Codes = [new CodePeriod(OrganId.Parse("000.00.02.H37"), CodeKind.Pair, null, null), new CodePeriod(OrganId.Parse("H37.99"), CodeKind.Former, null, Now)],
            Successors = [new Succession(OrganId.Parse("H37.01"), SuccessionKind.Merge, Now.AddYears(1), "NQ 5/2027, điều 2")],
            FocalOffice = OrganId.Parse("H37.01"),
            Act = new IssuingAct("UBND \"tỉnh\"", "2/QĐ", new DateOnly(2026, 2, 1)),
            Contact = new Contact("0219 3866 123", "vanthu@so.example"),
        };
        Agency[] stated = [Stated("H37.01"), full, full with { Version = 2, ValidFrom = full.ValidTo.Value, ValidTo = null, Successors = [] }];
        var table = CsvTable.Write(stated.Select(AgencyColumns.Write).Prepend(AgencyColumns.All));

        var import = AgencyImport.Read(table, stated, Directory(stated), null, null, Now);

        Assert.That((import.Added, import.Changed, import.Unchanged), Is.EqualTo((0, 0, 3)));
    }

    [Test]
    public void LVL_01_the_level_is_what_the_table_says_and_not_what_the_code_looks_like() => Assert.That(
        Import("ma,ten,cap,hieu_luc_tu,hieu_luc_den\nH37.02,Sở Nội vụ,TINH,01/01/2020,\nH37.20,UBND huyện Cao Lộc,HUYEN,01/01/2020,01/07/2025\nH37.61,UBND xã Tân An,XA,01/07/2025,\n").Agencies.Select(static a => a.Tier),
        Is.EqualTo(new[] { Tier.Province, Tier.District, Tier.Commune }));

    [TestCase("G01,Bộ Công an,TRUNG_UONG")]
    [TestCase("G22,Văn phòng Chính phủ,TRUNG_UONG")]
    [TestCase("G12.18,Cục Thuế,TRUNG_UONG")]
    [TestCase("H37,UBND tỉnh Lạng Sơn,TINH")]
    [TestCase("H37.02,Sở Nội vụ,TINH")]
    [TestCase("H37.61,UBND xã Tân An,XA")]
    public void LVL_02_ministries_committees_and_their_units_are_taken(string row)
    {
        var import = Import("ma,ten,cap\n" + row + "\n");

        Assert.That((import.MayBeSigned, import.Agencies.Single().Bloc), Is.EqualTo((true, Bloc.Government)));
    }

    [Test]
    public void rules_are_told_by_line() => Assert.That(
        Codes(Import("ma,ten,cap\nH37.20,UBND huyện,HUYEN\nmã-tự-đặt,x,TINH\n")),
        Is.EqualTo("2:LVL-06 3:IDC-06"));

    [Test]
    public void a_node_that_the_directory_does_not_have_is_an_error() => Assert.That(Codes(Import("ma,ten,cap,nut\nH37.02,Sở,TINH,nut-la\n")), Is.EqualTo("2:HOST"));

    [Test]
    public void a_table_without_its_columns_is_no_table() => Assert.That(() => Import("cot1,cot2\na,b\n"), Throws.InstanceOf<CsvFormatException>());

    [Test]
    public void a_difference_names_the_column() => Assert.That(
        AgencyDiff.Between([Stated("H37.02"), Stated("H37.03")], [Stated("H37.02", "mới"), Stated("H37.04")]).Select(static c => $"{c.Kind} {c.Agency} {c.Fields[0].Column}"),
        Is.EqualTo(new[] { "changed H37.02#1 ten", "removed H37.03#1 ten", "added H37.04#1 ten" }));
}
