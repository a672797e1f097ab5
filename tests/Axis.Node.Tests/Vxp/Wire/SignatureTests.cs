using System.Text;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Tests.Vxp.Wire;

/// <summary>The signature of the VXP client API, with the two vectors that the official client made (key <c>demo-secret</c>).</summary>
public sealed class SignatureTests
{
    private const string First = """{"XroadVnpt-systemid":"sys.demo","XroadVnpt-servicetype":"eDoc","XroadVnpt-messagetype":"edoc","XroadVnpt-timestamp":"21112026T191301+0156","XroadVnpt-Content-Type":"application/json"}""";
    private const string FirstMac = "da48f6f94604b09e2cd776b5b45bf3e94ec0d1719033895a6289082a9611c178";
    private const string Second = """{"XroadVnpt-systemid":"sys.demo","XroadVnpt-servicetype":"eDoc","XroadVnpt-messagetype":"edoc","XroadVnpt-docId":"d1","XroadVnpt-hash-file":"dbc293ce5211e09211f2e1216ffb1fb06216ff552c312066118d25ff8c92ce","XroadVnpt-filePath":"received","XroadVnpt-from":"000.00.00.H41","XroadVnpt-to":"[\"000.00.00.G22\",\"000.00.00.H14\"]","XroadVnpt-timestamp":"21112026T191301+0156","XroadVnpt-Content-Type":"application/json"}""";
    private const string SecondMac = "342b468662da4edd4c67270d32dadcd69d278c28744d6bd7ed3f2f20d48089c6";

    [TestCase(First, FirstMac)]
    [TestCase(Second, SecondMac)]
    public void a_text_of_the_official_client_verifies(string text, string mac) =>
        Assert.That(VxpMac.Matches("demo-secret"u8, text, mac), Is.True);

    [TestCase(First, FirstMac)]
    [TestCase(Second, SecondMac)]
    public void the_hex_of_the_mac_may_be_upper_case(string text, string mac) =>
        Assert.That(VxpMac.Matches("demo-secret"u8, text, mac.ToUpperInvariant()), Is.True);

    [Test]
    public void every_flipped_byte_of_the_text_is_noticed()
    {
        var accepted = Enumerable.Range(0, First.Length).Where(static at =>
        {
            var bytes = Encoding.ASCII.GetBytes(First);
            bytes[at] ^= 1;
            return VxpMac.Matches("demo-secret"u8, Encoding.Latin1.GetString(bytes), FirstMac);
        });

        Assert.That(accepted, Is.Empty);
    }

    [TestCase("")]
    [TestCase("da48f6f94604b09e2cd776b5b45bf3e94ec0d1719033895a6289082a9611c17")]
    [TestCase("da48f6f94604b09e2cd776b5b45bf3e94ec0d1719033895a6289082a9611c17g")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    public void what_is_no_mac_of_the_text_does_not_match(string mac) =>
        Assert.That(VxpMac.Matches("demo-secret"u8, First, mac), Is.False);

    [Test]
    public void a_secret_that_looks_like_base64_is_not_decoded() =>
        Assert.That(VxpMac.Make("c2VjcmV0", "{}"), Is.Not.EqualTo(VxpMac.Make("secret", "{}")));

    [Test]
    public void a_character_that_was_sent_as_one_byte_is_repaired()
    {
        const string text = """{"XroadVnpt-description":"Hà"}""";
        var mac = VxpMac.Make("s", text);

        // The client hashed UTF-8 and sent the low byte of each character; a server that reads Latin-1 has the text again.
        var received = Encoding.Latin1.GetString([.. text.Select(static c => (byte)c)]);

        Assert.That(VxpMac.Matches("s"u8, received, mac), Is.True);
    }

    [Test]
    public void our_text_is_that_of_the_official_client()
    {
        (string Name, string Value)[] headers =
        [
            ("systemid", "sys.demo"), ("servicetype", "eDoc"), ("messagetype", "edoc"), ("docId", "d1"), ("hash-file", "dbc293ce5211e09211f2e1216ffb1fb06216ff552c312066118d25ff8c92ce"),
            ("filePath", "received"), ("from", "000.00.00.H41"), ("to", """["000.00.00.G22","000.00.00.H14"]"""), ("timestamp", "21112026T191301+0156"), ("Content-Type", "application/json"),
        ];

        var text = SignatureText.Write(headers.Select(static h => KeyValuePair.Create(h.Name, h.Value)));

        Assert.That((text, VxpMac.Make("demo-secret", text)), Is.EqualTo((Second, SecondMac)));
    }

    [Test]
    public void the_key_list_has_no_trailing_separator() =>
        Assert.That(SignatureText.WriteKeys([KeyValuePair.Create("systemid", "a"), KeyValuePair.Create("docId", "b")]), Is.EqualTo("systemid;docId"));

    [Test]
    public void characters_are_escaped_as_gson_does() =>
        Assert.That(SignatureText.Write([KeyValuePair.Create("a", "\"\\\t\n\r\b\f\u0001\u2028/<>&'ệ")]), Is.EqualTo("""{"XroadVnpt-a":"\"\\\t\n\r\b\f\u0001\u2028/<>&'ệ"}"""));

    [Test]
    public void names_that_differ_only_in_case_are_two_members()
    {
        var read = SignatureText.TryRead("""{"XroadVnpt-docId":"1","XroadVnpt-docid":"2"}""")!;

        Assert.That((read["docId"], read["docid"]), Is.EqualTo(("1", "2")));
    }

    [TestCase("""{"XroadVnpt-a":"1","XroadVnpt-a":"2"}""", TestName = "a_member_twice_is_no_signed_text")]
    [TestCase("""{"XroadVnpt-a":1}""", TestName = "a_number_is_no_signed_value")]
    [TestCase("""{"XroadVnpt-a":null}""", TestName = "null_is_no_signed_value")]
    [TestCase("""{"a":"1"}""", TestName = "a_name_without_the_prefix_is_no_signed_name")]
    [TestCase("""{"XroadVnpt-a":"1"} {}""", TestName = "more_than_one_object_is_no_signed_text")]
    [TestCase("""["XroadVnpt-a"]""", TestName = "an_array_is_no_signed_text")]
    [TestCase("""{"XroadVnpt-a":{"b":"c"}}""", TestName = "an_object_is_no_signed_value")]
    [TestCase("", TestName = "nothing_is_no_signed_text")]
    [TestCase("""{"XroadVnpt-a":"\ud800"}""", TestName = "half_a_character_is_no_signed_value")]
    public void it_is_refused(string text) => Assert.That(SignatureText.TryRead(text), Is.Null);
}
