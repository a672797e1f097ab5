using Axis.Core.Agencies;
using Axis.Core.Registers;

namespace Axis.Core.Tests.Registers;

public sealed class RegisterTests
{
    [TestCase(7, "QĐ", "UBND", null, "07/QĐ-UBND")]
    [TestCase(512, "", "UBND", "KSTT", "512/UBND-KSTT")]
    [TestCase(10, null, "SNV", null, "10/SNV")]
    [TestCase(3, "BC", "UBND", "VP", "03/BC-UBND")]
    public void a_code_is_composed_as_the_decree_writes_it(long number, string? type, string agency, string? unit, string expected) =>
        Assert.That(DocumentCode.Compose(number, type, agency, unit).ToString(), Is.EqualTo(expected));

    [TestCase("QĐ", "UB ND")]
    [TestCase("QĐ", "UBND/X")]
    [TestCase("QĐ", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE")]
    [TestCase("", "")]
    public void a_notation_that_the_decree_does_not_know_is_refused(string type, string agency) =>
        Assert.That(() => DocumentCode.Compose(1, type, agency, null), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void numbers_begin_with_one() => Assert.That(() => DocumentCode.FormatNumber(0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("7", "07")]
    [TestCase("007", "07")]
    [TestCase("0012", "12")]
    [TestCase("7a", "07a")]
    [TestCase("512", "512")]
    [TestCase("TB", "TB")]
    [TestCase("", "")]
    public void DOC_04_a_number_has_one_spelling(string typed, string spelled) => Assert.That(DocumentCode.Spelled(typed), Is.EqualTo(spelled));

    [TestCase("01", true)]
    [TestCase("10", true)]
    [TestCase("07a", true)]
    [TestCase("7", false)]
    [TestCase("007", false)]
    [TestCase("00", false)]
    public void DOC_03_another_spelling_is_not_in_form(string number, bool expected) => Assert.That(DocumentCode.IsWellFormedNumber(number), Is.EqualTo(expected));

    [TestCase("QĐ-UBND", true)]
    [TestCase("2024/NĐ-CP", true)]
    [TestCase("QĐ UBND", false)]
    [TestCase(" QĐ-UBND", false)]
    [TestCase("QĐ--UBND", false)]
    [TestCase("", false)]
    public void a_notation_is_well_formed_or_warned_of(string notation, bool expected) => Assert.That(DocumentCode.IsWellFormedNotation(notation), Is.EqualTo(expected));

    [Test]
    public void an_identifier_names_agency_date_and_code() =>
        Assert.That(
            DocumentIds.Compose(OrganId.Parse("000.00.00.H37"), new DateOnly(2025, 3, 14), new DocumentCode("512", "UBND-KSTT")),
            Is.EqualTo("000.00.00.H37,2025/03/14,512/UBND-KSTT"));

    [Test]
    public void the_year_turns_at_midnight_in_vietnam()
    {
        var midnight = new DateTimeOffset(2025, 12, 31, 17, 0, 0, TimeSpan.Zero);

        Assert.That((RegisterBook.YearOf(midnight.AddTicks(-1)), RegisterBook.YearOf(midnight)), Is.EqualTo((2025, 2026)));
    }

    [Test]
    public void each_normative_type_has_its_own_book() =>
        Assert.That(new[] { RegisterBook.Normative(8), RegisterBook.Normative(9), RegisterBook.Administrative, RegisterBook.Incoming }, Is.Unique);
}
