using Axis.Node.Console.Text;

namespace Axis.Node.Tests.Console;

/// <summary>What is said of a file that an auditor brought.</summary>
public sealed class FileVerdictTests
{
    [Test]
    public void only_of_a_packet_is_it_said_that_its_sender_signed(
        [Values("receipt", "pdf", "foreign-signature", "foreign-packet", FileVerdicts.Evidence)] string kind, [Values("TOTAL-PASSED", "TOTAL-FAILED (HASH_FAILURE)", "INDETERMINATE")] string verdict)
    {
        var said = FileVerdicts.Say(new Tongue(false, "auto"), kind, verdict) + FileVerdicts.Say(new Tongue(true, "auto"), kind, verdict);

        Assert.That(said, Does.Not.Contain("cơ quan gửi").And.Not.Contain("sender"));
    }

    [TestCase("packet", "TOTAL-PASSED", "Chữ ký của cơ quan gửi hợp lệ")]
    [TestCase("receipt", "TOTAL-PASSED", "Niêm ký của nút")]
    [TestCase("pdf", "TOTAL-FAILED", "PDF không hợp lệ")]
    [TestCase("foreign-signature", "TOTAL-PASSED", "Chữ ký XML")]
    [TestCase(FileVerdicts.Evidence, "INDETERMINATE", "Chưa đủ căn cứ để kết luận về hồ sơ bằng chứng")]
    public void the_sentence_is_about_the_kind_of_file(string kind, string verdict, string sentence) =>
        Assert.That(FileVerdicts.Say(new Tongue(false, "auto"), kind, verdict), Does.Contain(sentence));
}
