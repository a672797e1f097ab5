using Axis.Core.Rules;

namespace Axis.Core.Tests.Rules;

public sealed class DocumentCodeTests
{
    [TestCase(7, "07")]
    [TestCase(1234, "1234")]
    public void DOC_03_a_number_below_ten_has_a_leading_zero(int number, string expected) => Assert.That(DocumentCode.FormatNumber(number), Is.EqualTo(expected));

    [TestCase("Quyết định", "UBND", null, "QĐ-UBND")]
    [TestCase("Công văn", "UBND", "KSTT", "UBND-KSTT")]
    public void DOC_02_a_notation_follows_the_type(string type, string agency, string? unit, string expected) =>
        Assert.That(DocumentCode.Notation(DocumentTypes.Find(type)!, agency, unit), Is.EqualTo(expected));

    [Test]
    public void DOC_01_there_are_29_types() => Assert.That(DocumentTypes.All.Select(static t => t.Number), Is.EqualTo(Enumerable.Range(1, 29)));

    [TestCase("Quyết định (cá biệt)", 2)]
    [TestCase("  quyết   ĐỊNH ", 2)]
    [TestCase("Bản thoả thuận", 21)]
    [TestCase("Co\u0302ng va\u0306n", 18)]
    [TestCase("De an", 12)]
    [TestCase("Giấy đi đường", null)]
    [TestCase("", null)]
    public void a_type_is_found_by_any_spelling_of_its_name(string name, int? number) => Assert.That(DocumentTypes.Find(name)?.Number, Is.EqualTo(number));

    [Test]
    public void a_late_evening_in_utc_is_the_next_day_in_vietnam() =>
        Assert.That(VietnamTime.DateOf(new DateTimeOffset(2026, 2, 3, 17, 0, 0, TimeSpan.Zero)), Is.EqualTo(new DateOnly(2026, 2, 4)));

    [TestCase(0, "Thường")]
    [TestCase(3, "Hỏa tốc")]
    [TestCase(9, "Thường")]
    public void grades_of_urgency_have_names(int priority, string name) => Assert.That(Urgency.NameOf(priority), Is.EqualTo(name));
}
