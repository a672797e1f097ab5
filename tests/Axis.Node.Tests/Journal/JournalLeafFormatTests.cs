using System.Text;
using Axis.Core.Packets;
using Axis.Node.Journal;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Journal;

public sealed class JournalLeafFormatTests
{
    private static readonly JournalEntry Entry = new(
        new DateTimeOffset(2026, 3, 2, 8, 0, 0, 123, TimeSpan.FromHours(7)), "submitted", Digest.Of("p"u8), Agency: "H41.02", Actor: "token:1", To: "SENT");

    [Test]
    public void a_leaf_is_one_json_object_in_fixed_order() => Assert.That(
        Encoding.UTF8.GetString(JournalLeafFormat.Write(Entry, null)),
        Is.EqualTo($"{{\"v\":1,\"at\":\"2026-03-02T01:00:00.123Z\",\"kind\":\"submitted\",\"packet\":\"{Digest.Of("p"u8)}\",\"agency\":\"H41.02\",\"actor\":\"token:1\",\"to\":\"SENT\"}}"));

    [Test]
    public void a_leaf_is_read_back_with_its_detail_hash()
    {
        var read = JournalLeafFormat.Read(JournalLeafFormat.Write(Entry, Digest.Of("d"u8)));
        Assert.That(read, Is.EqualTo((Entry with { At = Entry.At.ToUniversalTime() }, (Digest?)Digest.Of("d"u8))));
    }

    [TestCase("{}")]
    [TestCase("not json")]
    [TestCase("{\"v\":1, \"at\":\"2026-03-02T01:00:00.123Z\",\"kind\":\"x\"}")]
    [TestCase("{\"v\":2,\"at\":\"2026-03-02T01:00:00.123Z\",\"kind\":\"x\"}")]
    [TestCase("{\"v\":1,\"kind\":\"x\",\"at\":\"2026-03-02T01:00:00.123Z\"}")]
    [TestCase("{\"v\":1,\"at\":\"2026-03-02T01:00:00.123Z\",\"kind\":\"x\",\"more\":\"y\"}")]
    [TestCase("{\"v\":1,\"at\":\"2026-03-02T01:00:00.123Z\",\"kind\":\"x\",\"packet\":\"zz\"}")]
    [TestCase("{\"v\":1,\"at\":\"2026-03-02T01:00:00.123Z\",\"kind\":\"x\"}}")]
    public void any_other_spelling_is_refused(string text) =>
        Assert.That(() => JournalLeafFormat.Read(Encoding.UTF8.GetBytes(text)), Throws.TypeOf<FormatException>());
}
