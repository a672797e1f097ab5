using System.Text;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Tests.Vxp.Wire;

public sealed class WireFormatTests
{
    private static readonly Digest Sample = Digest.Of(Encoding.UTF8.GetBytes("""<?xml version="1.0"?><x>ệ</x>"""));

    [Test]
    public void a_file_hash_is_printed_without_padding() =>
        Assert.That(FileHash.Unpadded(Sample), Is.EqualTo("dbc293ce5211e09211f2e1216ffb1fb06216ff552c312066118d25ff8c92ce"));

    [TestCase("dbc293ce5211e09211f2e1216ffb1fb06216ff552c312066118d25ff8c92ce")]
    [TestCase("dbc293ce52011e009211f2e1216ffb1fb06216ff552c312066118d25ff8c92ce")]
    [TestCase("DBC293CE52011E009211F2E1216FFB1FB06216FF552C312066118D25FF8C92CE")]
    public void both_spellings_of_a_file_hash_are_read(string text) => Assert.That(FileHash.Matches(text, Sample), Is.True);

    [TestCase("")]
    [TestCase("dbc293ce5211e09211f2e1216ffb1fb06216ff552c312066118d25ff8c92cf")]
    public void another_file_hash_does_not_match(string text) => Assert.That(FileHash.Matches(text, Sample), Is.False);

    [Test]
    public void a_timestamp_is_vietnamese_time_with_four_digits_of_milliseconds() =>
        Assert.That(VxpTimestamp.Write(new DateTimeOffset(2026, 11, 21, 12, 13, 1, 156, TimeSpan.Zero)), Is.EqualTo("21112026T191301+0156"));

    [Test]
    public void a_timestamp_reads_back() =>
        Assert.That(VxpTimestamp.TryRead("21112026T191301+0156"), Is.EqualTo(new DateTimeOffset(2026, 11, 21, 12, 13, 1, 156, TimeSpan.Zero)));

    [TestCase("")]
    [TestCase("21112026T191301+07:00")]
    [TestCase("2026-11-21T19:13:01Z")]
    [TestCase("99112026T191301+0156")]
    public void what_is_no_timestamp_is_not_read(string text) => Assert.That(VxpTimestamp.TryRead(text), Is.Null);

    [Test]
    public void a_failure_is_ascii_and_has_every_member()
    {
        var bytes = ResponseFrame.Failure(VxpError.ReceiverUnknown, "Không có đơn vị H99 – “Đồng”", withDocId: true).Span;

        Assert.That(bytes.ToArray(), Is.All.LessThan((byte)0x80));
        using var answer = JsonDocument.Parse(bytes.ToArray());
        Assert.That(answer.RootElement.EnumerateObject().Select(static m => $"{m.Name}={m.Value}"), Is.EqualTo((string[])["status=FAIL", "ErrorCode=18", "ErrorDesc=Khong co don vi H99 - \"Dong\"", "DocId="]));
    }

    [Test]
    public void a_success_of_send_edoc_is_ascii_whatever_it_says()
    {
        var bytes = ResponseFrame.Success(ResponseFrame.Ascii, static w => w.WriteString("DocId", "ệ"));

        Assert.That(Encoding.ASCII.GetString(bytes.Span), Is.EqualTo("""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","DocId":"\u1EC7"}"""));
    }

    [Test]
    public void half_a_character_in_a_reason_does_not_break_the_answer() =>
        Assert.That(AsciiText.Of("a\ud800b"), Is.EqualTo("a?b"));

    [Test]
    public void an_unknown_error_code_may_pass() => Assert.That(VxpError.Of("777"), Is.EqualTo(new VxpError("777", true, VxpError.System.Text)));

    [Test]
    public void no_error_has_the_code_of_success() => Assert.That(VxpError.All.Select(static e => e.Code), Is.Unique.And.None.EqualTo(VxpError.None));
}
