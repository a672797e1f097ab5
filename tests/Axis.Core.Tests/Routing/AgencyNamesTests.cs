using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

public sealed class AgencyNamesTests
{
    private static RouteTable Table() => SmallWorld.Standard()
        .Agency("H44.24.46", "xa-a11", "Ủy ban nhân dân xã Tiên Lương")
        .Agency("H44.24.47", "xa-a12", "Ủy ban nhân dân xã Đồng Lạc")
        .Agency("H17", "tinh-b", "Ủy ban nhân dân thành phố Đà Nẵng")
        .Agency("G22", "central", "Văn phòng Chính phủ")
        .Closed("H62", "tinh-a", "Ủy ban nhân dân tỉnh Vĩnh Phúc", ("tinh-b", SmallWorld.Reform))
        .At("central");

    [TestCase("Văn phòng Chính phủ", "G22")]
    [TestCase("van phong chinh phu", "G22")]
    [TestCase("VAN PHONG CHINH PHU", "G22")]
    [TestCase("văn phòng chính phũ", "G22")]
    [TestCase("van phogn chinh phu", "G22")]
    [TestCase("tien luong", "H44.24.46")]
    [TestCase("dong lac", "H44.24.47")]
    [TestCase("Uy ban nhan dan thanh pho Da Nang", "H17")]
    [TestCase("H44.42.46", "H44.24.46")]
    [TestCase("h44 24 47", "H44.24.47")]
    public void a_name_or_code_that_is_nearly_right_finds_its_agency_first(string typed, string expected) =>
        Assert.That(Table().Nearest(typed, SmallWorld.Now, 3).Select(static a => a.Code.Value).FirstOrDefault(), Is.EqualTo(expected));

    [Test]
    public void a_closed_agency_s_name_finds_its_successor() =>
        Assert.That(Table().Nearest("vinh phuc", SmallWorld.Now, 3).Select(static a => a.Code.Value), Is.EqualTo(new[] { "TINH-B" }));

    [Test]
    public void a_text_like_nothing_finds_nothing() =>
        Assert.That(Table().Nearest("qqqq wwww zzzz", SmallWorld.Now, 5), Is.Empty);

    [Test]
    public void hostile_text_is_answered_within_bounds() =>
        Assert.That(Table().Nearest(new string('\uD800', 100_000) + "\0" + new string('đ', 100_000), SmallWorld.Now, 5), Has.Count.LessThanOrEqualTo(5));

    [TestCase("Đường Đà Nẵng", "duong da nang")]
    [TestCase("  Ủy-ban  (xã) ", "uy ban xa")]
    [TestCase("ĐẶNG Thị Ữ", "dang thi u")]
    public void folding_drops_diacritics_case_and_marks(string text, string expected) => Assert.That(FoldedText.Of(text), Is.EqualTo(expected));

    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("abcd", "abdc", 1)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("ca", "abc", 3)]
    public void a_swap_of_neighbours_costs_one(string left, string right, int expected) => Assert.That(EditDistance.Between(left, right), Is.EqualTo(expected));
}
