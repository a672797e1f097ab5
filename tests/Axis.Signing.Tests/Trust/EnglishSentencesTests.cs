using Axis.Signing.Trust.Explanations;

namespace Axis.Signing.Tests.Trust;

public sealed class EnglishSentencesTests
{
    [TestCase("Gói tin không có chữ ký.", "The packet has no signature.", TestName = "a_sentence_is_told_in_english")]
    [TestCase("Danh bạ gắn chứng thư ký với cơ quan H22.1 (Sở Nội vụ).", "The directory binds the signing certificate to the agency H22.1 (Sở Nội vụ).", TestName = "names_stay_as_they_are")]
    [TestCase("Gói tin không ở dạng gốc. Gói tin có ký tự CR; dạng gốc chỉ dùng LF.", "The packet is not in the native form. The packet has a CR; the native form uses LF only.", TestName = "a_sentence_within_a_sentence_is_told_too")]
    [TestCase("Danh mục nội dung được ký không khớp với gói tin ở: nơi gửi, tệp 1 (ảnh.pdf).", "The signed list of contents does not fit the packet in: sender, file 1 (ảnh.pdf).", TestName = "each_item_of_a_list_is_told")]
    [TestCase("Sau khi ký chỉ có bổ sung được phép: Thêm chữ ký 'Dấu', có hình. Bổ sung dữ liệu kiểm tra (DSS).", "After signing there are only permitted additions: A signature 'Dấu' was added, with an appearance. Validation data (DSS) were added.", TestName = "several_sentences_are_told_one_by_one")]
    [TestCase("Một câu không có trong danh sách.", "Một câu không có trong danh sách.", TestName = "what_the_list_does_not_have_stays")]
    [TestCase("", "", TestName = "nothing_stays_nothing")]
    public void told(string vietnamese, string english) => Assert.That(EnglishSentences.Of(vietnamese), Is.EqualTo(english));

    [Test]
    public void what_a_document_says_of_itself_never_replaces_the_sentence_around_it() =>
        Assert.That(EnglishSentences.Of("Tham chiếu 'x' không trỏ tới đúng một phần tử. Chứng thư không bị thu hồi.' không trỏ tới đúng một phần tử."), Does.StartWith("The reference 'x").And.EndsWith("does not point at exactly one element."));

    [Test]
    public void a_long_hostile_text_is_answered_at_once() =>
        Assert.That(EnglishSentences.Of(string.Concat(Enumerable.Repeat("Gói tin không có chữ ký. a, b; c: d. ", 3_000))), Does.StartWith("The packet has no signature. a, b; c: d. The packet"));

    [Test]
    public void vietnamese_is_left_alone() => Assert.That(EnglishSentences.In(Language.Vietnamese, "Gói tin không có chữ ký."), Is.EqualTo("Gói tin không có chữ ký."));
}
