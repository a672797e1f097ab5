using System.Text;
using Axis.Core.Archives;

namespace Axis.Core.Tests.Archives;

public sealed class HandOverTests
{
    [TestCase(false, "2027-02-28")]
    [TestCase(true, "2026-05-28")]
    public void ARC_02_the_current_archive_has_a_file_within_a_year_or_three_months_of_settlement(bool construction, string day) =>
        Assert.That(HandOver.Current(new DateOnly(2026, 2, 28), construction), Is.EqualTo(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Test]
    public void ARC_04_a_unit_keeps_a_file_two_years_more_at_most() =>
        Assert.That(HandOver.LastExtension(new DateOnly(2026, 1, 10), construction: false), Is.EqualTo(new DateOnly(2029, 1, 10)));

    [TestCase("01", null)]
    [TestCase("02", 70)]
    [TestCase("03", 50)]
    [TestCase("04", 30)]
    [TestCase("05", 20)]
    [TestCase("06", 10)]
    [TestCase("07:3", 3)]
    public void ARC_07_each_code_has_its_years_and_is_written_as_it_is_read(string code, int? years)
    {
        var read = RetentionPeriod.TryParse(code, out var period);

        Assert.That((read, period.Years, period.ToString()), Is.EqualTo((true, years, code)));
    }

    [TestCase("00")]
    [TestCase("08")]
    [TestCase("07")]
    [TestCase("07:0")]
    [TestCase("1")]
    [TestCase("01 ")]
    [TestCase("05:3")]
    public void ARC_07_anything_else_is_no_code(string code) => Assert.That(RetentionPeriod.TryParse(code, out _), Is.False);

    [TestCase("01", true)]
    [TestCase("07:5", true)]
    [TestCase("07:4", false)]
    public void ARC_05_what_is_kept_five_years_or_more_goes_to_the_archive(string code, bool goes)
    {
        var read = RetentionPeriod.TryParse(code, out var period);

        Assert.That((read, period.GoesToArchive), Is.EqualTo((true, goes)));
    }

    [Test]
    public void ARC_08_the_table_is_read_from_its_file()
    {
        var table = RetentionTable.Read(Encoding.UTF8.GetBytes("""{ "source": "TT 10/2022/TT-BNV", "records": { "Sổ đăng ký văn bản đi": "05", "Hồ sơ nguyên tắc": "07:6" } }"""));

        Assert.That((table.Source, table.Records["sổ đăng ký văn bản đi"].Years, table.Records["Hồ sơ nguyên tắc"].Years), Is.EqualTo(("TT 10/2022/TT-BNV", (int?)20, (int?)6)));
    }

    [TestCase("""{ "records": {} }""")]
    [TestCase("""{ "source": "x", "records": { "Sổ": "99" } }""")]
    [TestCase("""{ "source": "x", "records": { "Sổ": 5 } }""")]
    [TestCase("[]")]
    public void ARC_08_a_wrong_table_is_refused_with_a_sentence(string json) =>
        Assert.That(() => RetentionTable.Read(Encoding.UTF8.GetBytes(json)), Throws.TypeOf<FormatException>());
}
