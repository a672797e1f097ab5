using System.Text;
using System.Text.RegularExpressions;
using Axis.Node.Mail;

namespace Axis.Node.Tests.Mail;

/// <summary>The bytes of a message, read back by rules written here from RFC 2047 and RFC 2045.</summary>
public sealed partial class MimeTextTests
{
    private const string Hostile = "Báo cáo\r\nBcc: ke-gian@example.org\r\n\r\n.\r\nMAIL FROM:<x@y.z>";

    [TestCase("Báo cáo ngày 21/11/2026 của Ủy ban nhân dân xã Tân An, huyện Mới, một tên rất dài để phải xuống dòng nhiều lần")]
    [TestCase("plain")]
    [TestCase("")]
    [TestCase("🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃🐃")]
    public void a_subject_comes_back_letter_by_letter(string subject)
    {
        Assert.That(Decode(Header(Write(subject, "x"), "Subject")), Is.EqualTo(subject));
    }

    [Test]
    public void an_encoded_word_is_short_and_of_whole_letters()
    {
        var words = EncodedWord().Matches(Header(Write(new string('ệ', 200), "x"), "Subject"));

        Assert.That(words.Select(static w => (w.Length <= 75, Encoding.UTF8.GetString(Convert.FromBase64String(w.Groups[1].Value)).Trim('ệ'))), Is.All.EqualTo((true, "")));
    }

    [Test]
    public void nothing_in_a_subject_or_body_adds_a_header_or_ends_the_message()
    {
        var text = Write(Hostile, Hostile);
        var names = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Where(static l => l[0] != ' ').Select(static l => l.Split(':')[0]);

        Assert.Multiple(() =>
        {
            Assert.That(names, Is.EqualTo(new[] { "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type" }));
            Assert.That(text.Split("\r\n"), Has.None.EqualTo(".").And.None.StartsWith("Bcc").And.None.StartsWith("MAIL"));
            Assert.That(Decode(Header(text, "Subject")), Does.Not.Contain("\n").And.Not.Contain("\r"));
        });
    }

    [Test]
    public void every_line_is_seven_bit_and_short() =>
        Assert.That(Write(new string('ệ', 2000), new string('ộ', 5000)).Split("\r\n").Where(static l => l.Length > 76 || l.Any(static c => c is > '~' or '\n' or '\r')), Is.Empty);

    [Test]
    public void text_and_file_come_back_as_they_were()
    {
        var parts = Part().Matches(Write("x", "Nội dung\r\ndòng hai")).Select(static m => Convert.FromBase64String(m.Groups[1].Value.Replace("\r\n", "", StringComparison.Ordinal))).ToArray();

        Assert.That((Encoding.UTF8.GetString(parts[0]), Encoding.UTF8.GetString(parts[1])), Is.EqualTo(("Nội dung\r\ndòng hai", "a,b\r\n")));
    }

    [TestCase("a@b.c\r\nRCPT TO:<x@y.z>")]
    [TestCase("a b@c.d")]
    [TestCase("<a@b.c>")]
    [TestCase("a@b..c")]
    [TestCase("a@b.c\n")]
    [TestCase("ấ@b.c")]
    [TestCase("a@")]
    [TestCase("")]
    public void an_address_that_is_none_is_refused(string address) =>
        Assert.That(() => MimeText.Write(new OutgoingMail("id", address, "", "", default), "a@b.c", "x"), Throws.ArgumentException);

    private static string Write(string subject, string body) => Encoding.ASCII.GetString(MimeText.Write(
        new OutgoingMail("report-2026-11-21", "vanthu@xa.example", subject, body, DateTimeOffset.UnixEpoch) { File = new MailFile("a.csv", "text/csv; charset=utf-8", "a,b\r\n"u8.ToArray()) },
        "truc@tinh.example",
        "Nút tỉnh"));

    private static string Header(string text, string name) => Regex.Match(text, $"^{name}: (.*(?:\r\n .*)*)\r\n", RegexOptions.Multiline).Groups[1].Value;

    private static string Decode(string header) => string.Concat(EncodedWord().Matches(header).Select(static w => Encoding.UTF8.GetString(Convert.FromBase64String(w.Groups[1].Value))));

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"base64\r\n(?:Content-Disposition[^\r]*\r\n)?\r\n((?:[A-Za-z0-9+/=]+\r\n)+)")]
    private static partial Regex Part();
}
