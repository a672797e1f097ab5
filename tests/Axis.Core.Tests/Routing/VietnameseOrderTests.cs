using System.Globalization;
using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

/// <summary>The dictionary's order, with words as they stand in it.</summary>
public sealed class VietnameseOrderTests
{
    // Each line as a Vietnamese dictionary prints it, top to bottom.
    private static readonly string[][] Printed =
    [
        ["ba", "bà", "bả", "bã", "bá", "bạ"],
        ["an", "ăn", "ân"],
        ["dân", "dấu", "đá", "đào", "đất", "e", "ê"],
        ["o", "on", "ô", "ôn", "ơ", "ơn"],
        ["u", "un", "ư", "ưng", "v"],
        ["ba", "ba ba", "ba mẹ", "bà", "bà con", "bá"],
        ["hoa", "hoà", "hoả", "hoá", "hoạ", "hòn"],
        ["Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Tĩnh", "Hải Phòng", "Hưng Yên"],
        ["Nguyễn Thị An", "Nguyễn Thị Ân", "Nguyễn Thị Đào", "Nguyễn Văn An", "Ngữ", "Phạm Dũng", "Phạm Đức", "Võ Ánh"],
        ["Phường 2", "Phường 10", "Phường An Khánh"],
        ["Sở Nội vụ", "Sở Nông nghiệp", "Sở Tài chính", "Sở Tư pháp", "Sở Xây dựng", "Sở Y tế"],
        ["thụ", "thuở", "thư", "thừa", "thực", "tra"],
    ];

    private static IEnumerable<TestCaseData> Lines() => Printed.Select(static words => new TestCaseData(string.Join('|', words)).SetName("{m}: " + string.Join(", ", words)));

    [TestCaseSource(nameof(Lines))]
    public void words_stand_as_the_dictionary_prints_them(string line)
    {
        var words = line.Split('|');

        Assert.That(Enumerable.Reverse(words).Order(VietnameseOrder.Comparer), Is.EqualTo(words));
    }

    // ICU's Vietnamese collation is the judge of single syllables; of several it compares all letters before any tone, which no dictionary does.
    [Test]
    public void single_syllables_stand_as_icu_puts_them()
    {
        string[] onsets = ["", "b", "d", "đ", "ng", "ph", "tr", "x"];
        string[] vowels = ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ắ", "ặ", "â", "ầ", "ậ", "e", "é", "ê", "ề", "ệ", "o", "ọ", "ô", "ổ", "ơ", "ợ", "u", "ù", "ư", "ữ", "y", "ỳ"];
        string[] codas = ["", "n", "nh", "t"];
        List<string> syllables = [.. from onset in onsets from vowel in vowels from coda in codas select onset + vowel + coda];

        Assert.That(syllables.Order(VietnameseOrder.Comparer), Is.EqualTo(syllables.Order(StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.None))));
    }

    [TestCase("ĐỒNG THÁP", "Đồng Tháp")]
    [TestCase("UBND xã Tân An", "UBND  xã, Tân An")]
    [TestCase("Hoà Bình", "Hoa\u0300 Bi\u0300nh")]
    [TestCase("Phường 02", "Phường 2")]
    [TestCase("Uỷ ban xã Hoà Lạc", "Ủy ban xã Hòa Lạc")]
    public void capitals_punctuation_and_spelling_do_not_count(string left, string right) => Assert.That(VietnameseOrder.Key(left), Is.EqualTo(VietnameseOrder.Key(right)));

    [Test]
    public void what_no_alphabet_knows_is_put_somewhere_and_breaks_nothing()
    {
        string[] odd = ["", "\ud800", "𝄞", "\u0301", "ẞ", "Ω", "123456789012345678901234567890", "\0"];

        Assert.That(odd.Order(VietnameseOrder.Comparer).ToList(), Is.EquivalentTo(odd));
    }
}
