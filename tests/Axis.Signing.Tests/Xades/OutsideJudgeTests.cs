using System.Text;
using System.Text.RegularExpressions;
using Axis.Core.Edxml;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Xades;

[TestFixture]
public sealed partial class OutsideJudgeTests
{
    private static readonly TestKey[] Keys = [TestKey.Rsa2048, TestKey.P256, TestKey.P384];

    [TestCaseSource(nameof(Keys))]
    public void xmlsec1_accepts_what_is_signed_here(ISigningKey key)
    {
        var answers = Tool.Xmlsec((TestKey)key, Packets.SignedDocument(key), Packets.Signed(Packets.Status(), key));

        Assert.That(answers, Is.All.True);
    }

    [Test]
    public void xmlsec1_refuses_a_changed_file()
    {
        var packet = Packets.Text(Packets.SignedDocument(TestKey.Rsa2048)).Replace("JVBERi0x", "JVBERi0y", StringComparison.Ordinal);

        Assert.That(Tool.Xmlsec(TestKey.Rsa2048, Packets.Raw(packet)), Is.EqualTo(new[] { false }));
    }

    [TestCaseSource(nameof(Keys))]
    public void a_template_signed_by_xmlsec1_verifies_here(ISigningKey key)
    {
        var own = (TestKey)key;
        var folder = Tool.Folder();
        try
        {
            // Digest values and the signature value are emptied: xmlsec1 fills them in, wrapped into lines, and writes <x/>, which the native form has not.
            var template = EmptyValues().Replace(Packets.Text(Packets.SignedDocument(key)), "<ds:$1></ds:$1>");
            var input = Path.Combine(folder, "template.xml");
            var output = Path.Combine(folder, "signed.xml");
            var pem = Path.Combine(folder, "key.pem");
            File.WriteAllText(input, template);
            File.WriteAllText(pem, own.Private.ExportPkcs8PrivateKeyPem());
            var attempts = 0;
            PacketCheck check;
            do
            {
                var (exit, log) = Tool.Run("xmlsec1", "--sign", "--privkey-pem", pem, "--output", output, input);
                Assert.That(exit, Is.Zero, log);
                var signed = SignatureValue().Replace(File.ReadAllText(output), static m => m.Value.Replace("\n", "", StringComparison.Ordinal));
                signed = EmptyTag().Replace(signed.TrimEnd('\n'), "<$1$2></$1>");
                check = Packets.Verify(Packets.Raw(signed));
            }
            while (!check.Passed && own.Algorithm != SignatureAlgorithm.RsaSha256 && ++attempts < 20); // xmlsec1 leaves s high every second time

            Assert.That(check.Passed, Is.True, string.Join("\n", check.Checks));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void openssl_verifies_the_signature_value_over_the_extracted_signed_info()
    {
        var packet = Packets.Text(Packets.SignedDocument(TestKey.Rsa2048));
        var start = packet.IndexOf("<ds:SignedInfo>", StringComparison.Ordinal);
        var end = packet.IndexOf("</ds:SignedInfo>", StringComparison.Ordinal) + "</ds:SignedInfo>".Length;
        var canonical = packet[start..end].Replace("<ds:SignedInfo>", $"<ds:SignedInfo xmlns:ds=\"{EdxmlNames.XmlDsig}\">", StringComparison.Ordinal);
        var value = Convert.FromBase64String(SignatureValue().Match(packet).Groups[1].Value);
        var folder = Tool.Folder();
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "info"), Encoding.UTF8.GetBytes(canonical));
            File.WriteAllBytes(Path.Combine(folder, "value"), value);
            File.WriteAllText(Path.Combine(folder, "key.pem"), TestKey.Rsa2048.Private.ExportSubjectPublicKeyInfoPem());

            var (exit, output) = Tool.Run(
                "openssl", "dgst", "-sha256", "-verify", Path.Combine(folder, "key.pem"), "-signature", Path.Combine(folder, "value"), Path.Combine(folder, "info"));

            Assert.That((exit, output.Trim()), Is.EqualTo((0, "Verified OK")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("<ds:(DigestValue|SignatureValue)>[^<]*</ds:\\1>(?!</xades:CertDigest>)")]
    private static partial Regex EmptyValues();

    [GeneratedRegex("<([A-Za-z:0-9]+)( [^<>]*)?/>")]
    private static partial Regex EmptyTag();

    [GeneratedRegex("<ds:SignatureValue>([^<]*)</ds:SignatureValue>")]
    private static partial Regex SignatureValue();
}
