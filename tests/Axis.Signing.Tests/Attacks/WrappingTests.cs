using System.Text.RegularExpressions;
using Axis.Core.Edxml;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Attacks;

/// <summary>
/// Signature wrapping, the eight published forms (Somorovsky et al., "On Breaking SAML", 2012), adapted to the packet and to an ordinary file with a signed part: the
/// signed element is kept somewhere so that the signature holds, and an evil one stands where readers look.
/// </summary>
[TestFixture]
public sealed partial class WrappingTests
{
    private static readonly string Packet = Packets.Text(Packets.SignedDocument(TestKey.Rsa2048));
    private static readonly string Root = Whole().Match(Packet).Value;
    private static readonly string Block = SignatureBlock().Match(Packet).Value;
    private static readonly string Evil = Root.Replace("H37.61", "H37.66", StringComparison.Ordinal);
    private static readonly string Unsigned = Root.Replace(Block, "", StringComparison.Ordinal);

    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);
    private static readonly Lazy<string> Signed = new(static () => XmlSigner.Sign(
        "<r><b Id=\"d\">10</b>" + XmlSigner.Template(TestKey.Rsa2048.Certificate.RawData, XmlSigner.Reference("#d", XmlSigner.Sha256, XmlSigner.Exclusive)) + "</r>",
        TestKey.Rsa2048.Private));

    private static IEnumerable<TestCaseData<string>> PacketForms =>
    [
        Named("XSW1: evil packet around, the original inside the signature", Evil.Replace("</ds:Signature>", Unsigned + "</ds:Signature>", StringComparison.Ordinal)),
        Named("XSW2: evil packet around, the original beside the signature", Evil.Replace(Block, Unsigned + Block, StringComparison.Ordinal)),
        Named("XSW3: evil packet before the original", "<edXML xmlns=\"" + EdxmlNames.Namespace + "\">" + Evil + Root + "</edXML>"),
        Named("XSW4: the original inside the evil packet", Evil.Replace("</edXML>", Root + "</edXML>", StringComparison.Ordinal)),
        Named("XSW5: evil packet with the signature, the original after it", Evil + Unsigned),
        Named("XSW6: evil packet, its signature holds the original", Evil.Replace("</ds:KeyInfo>", "</ds:KeyInfo>" + Unsigned, StringComparison.Ordinal)),
        Named("XSW7: evil packet inside an extension element of the original", Root.Replace("</edXML:edXMLHeader>", "<edXML:Extensions>" + Evil + "</edXML:Extensions></edXML:edXMLHeader>", StringComparison.Ordinal)),
        Named("XSW8: the original inside an object of the evil signature", Evil.Replace("</ds:Signature>", "<ds:Object>" + Unsigned + "</ds:Object></ds:Signature>", StringComparison.Ordinal)),
    ];

    private static IEnumerable<TestCaseData<string>> FileForms
    {
        get
        {
            var signed = Signed.Value;
            var block = SignatureBlock().Match(signed).Value;
            const string good = "<b Id=\"d\">10</b>";
            const string evil = "<b Id=\"e\">99</b>";
            return
            [
                Named("XSW1", $"<r>{evil}{block.Replace("</ds:Signature>", $"<ds:Object>{good}</ds:Object></ds:Signature>", StringComparison.Ordinal)}</r>"),
                Named("XSW2", $"<r>{evil}{good}{block}</r>"),
                Named("XSW3", $"<r><b>99</b>{block}{good}</r>"),
                Named("XSW4", $"<r><b>99{good}</b>{block}</r>"),
                Named("XSW5", $"<r><b Id=\"e\">99{block}</b>{good}</r>"),
                Named("XSW6", $"<r><b Id=\"e\">99{block.Replace("</ds:Signature>", $"<ds:Object>{good}</ds:Object></ds:Signature>", StringComparison.Ordinal)}</b></r>"),
                Named("XSW7", $"<r><Extensions>{good}</Extensions>{evil}{block}</r>"),
                Named("XSW8", $"<r>{evil}{block.Replace("</ds:Signature>", $"<ds:Object><x>{good}</x></ds:Object></ds:Signature>", StringComparison.Ordinal)}</r>"),
                Named("the evil one in an object", $"<r>{good}{block.Replace("</ds:Signature>", $"<ds:Object>{evil}</ds:Object></ds:Signature>", StringComparison.Ordinal)}</r>"),
                Named("the evil one under the same id", $"<r><b Id=\"d\">99</b>{good}{block}</r>"),
                Named("the evil one under the same id in another spelling", $"<r><b ID=\"d\">99</b>{good}{block}</r>"),
                Named("the evil one under the same xml:id", $"<r><b xml:id=\"d\">99</b>{good}{block}</r>"),
                Named("an attribute beside the signed part", $"<r so-tien=\"99\">{good}{block}</r>"),
                Named("text beside the signed part", $"<r>99{good}{block}</r>"),
            ];
        }
    }

    [TestCaseSource(nameof(PacketForms))]
    public void a_wrapped_packet_is_total_failed(string body) =>
        Assert.That(Packets.Verify(Packets.Raw(EdxmlNames.Declaration + "\n" + body)).CryptographicIndication, Is.EqualTo(Indication.TotalFailed));

    [TestCaseSource(nameof(PacketForms))]
    public void a_wrapped_packet_is_passed_by_no_path(string body) => Assert.That(
        Verifier.Verify(new MemoryStream(Packets.Raw(body))).Signatures.Select(static s => s.CryptographicIndication), Has.None.EqualTo(Indication.TotalPassed));

    [Test]
    public void the_file_itself_passes() => Assert.That(Finding(Signed.Value).CryptographicIndication, Is.EqualTo(Indication.TotalPassed));

    [TestCaseSource(nameof(FileForms))]
    public void a_wrapped_file_is_not_passed(string file) => Assert.That(Finding(file).CryptographicIndication, Is.Not.EqualTo(Indication.TotalPassed));

    private static SignatureFinding Finding(string file) => Verifier.Verify(new MemoryStream(Packets.Raw(file))).Signatures.Single();

    private static TestCaseData<string> Named(string name, string body) => new TestCaseData<string>(body).SetArgDisplayNames(name);

    [GeneratedRegex("<edXML .*</edXML>", RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex("<ds:Signature .*</ds:Signature>", RegexOptions.Singleline)]
    private static partial Regex SignatureBlock();
}
