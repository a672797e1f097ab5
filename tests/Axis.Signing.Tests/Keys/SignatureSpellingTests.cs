using System.Text;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Keys;

/// <summary>Signature values of other tools in the one spelling of packets.</summary>
public sealed class SignatureSpellingTests
{
    private static readonly byte[] Data = "dữ liệu cần ký"u8.ToArray();

    [Test]
    public void what_openssl_writes_verifies_in_the_packets_spelling([Values(SignatureAlgorithm.EcdsaP256Sha256, SignatureAlgorithm.EcdsaP384Sha384)] SignatureAlgorithm algorithm)
    {
        using var folder = new TemporaryFolder();
        var key = algorithm == SignatureAlgorithm.EcdsaP256Sha256 ? TestKey.P256 : TestKey.P384;
        var pem = folder.Write("key.pem", Encoding.ASCII.GetBytes(key.Private.ExportPkcs8PrivateKeyPem()));
        var (exit, output) = OutsideTool.Run("openssl", "dgst", "-" + CertificateAlgorithm.HashOf(algorithm).Name!, "-sign", pem, "-out", folder.File("value"), folder.Write("data", Data));
        Assert.That(exit, Is.Zero, output);

        var value = SignatureSpelling.Read(algorithm, Length(algorithm), File.ReadAllBytes(folder.File("value")));

        Assert.That(SignerCertificate.Load(key.Certificate.RawData).Verify(Data, value), Is.True);
    }

    [Test]
    public void the_other_s_of_a_value_is_brought_to_the_lower_one() =>
        Assert.That(SignatureAlgorithms.IsLowS(SignatureAlgorithm.EcdsaP256Sha256, Read(TestKey.P256.SignHighS(Data))), Is.True);

    [Test]
    public void base64_with_line_breaks_is_the_same_value()
    {
        var value = TestKey.Rsa2048.Sign(Data);
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(value, Base64FormattingOptions.InsertLineBreaks) + "\n");

        Assert.That(SignatureSpelling.Read(SignatureAlgorithm.RsaSha256, value.Length, text), Is.EqualTo(value));
    }

    [TestCase("", TestName = "nothing")]
    [TestCase("3003020101", TestName = "one number")]
    [TestCase("3006020101020101FF", TestName = "a byte behind the sequence")]
    [TestCase("3006020181020101", TestName = "a negative number")]
    [TestCase("30260221010000000000000000000000000000000000000000000000000000000000000000020101", TestName = "a number larger than the field")]
    [TestCase("3045", TestName = "a sequence cut off")]
    public void what_is_no_value_of_the_key_is_none(string hex) => Assert.That(Read(Convert.FromHexString(hex)), Is.Null);

    [Test]
    public void numbers_with_leading_zeros_in_the_field_are_filled_up() =>
        Assert.That(Read(Convert.FromHexString("3006020101020102")), Is.EqualTo((byte[])[.. new byte[31], 1, .. new byte[31], 2]));

    private static byte[]? Read(byte[] given) => SignatureSpelling.Read(SignatureAlgorithm.EcdsaP256Sha256, 64, given);

    private static int Length(SignatureAlgorithm algorithm) => algorithm == SignatureAlgorithm.EcdsaP384Sha384 ? 96 : 64;
}
