using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Attacks;

/// <summary>Algorithm confusion and downgrade, malleable values, keys without a certificate.</summary>
[TestFixture]
public sealed partial class AlgorithmAttackTests
{
    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);

    [Test]
    public void an_hmac_whose_key_is_the_public_key_is_not_verified()
    {
        // The classic confusion: whoever knows the certificate can make this value.
        var secret = TestKey.Rsa2048.Private.ExportSubjectPublicKeyInfo();
        var signed = ValueSigner.Sign(Template(TestKey.Rsa2048, XmlSigner.More + "hmac-sha256"), data => HMACSHA256.HashData(secret, data));

        Assert.That((Finding(signed).Holds, Finding(signed).CryptographicSubIndication), Is.EqualTo((false, SubIndication.CryptoConstraintsFailure)));
    }

    [Test]
    public void a_truncated_hmac_is_not_verified()
    {
        var template = XmlSigner.Template(
            TestKey.Rsa2048.Certificate.RawData, Reference, XmlSigner.More + "hmac-sha256", parameters: "<ds:HMACOutputLength>0</ds:HMACOutputLength>");

        Assert.That(Finding($"<a>{template.Replace("<ds:SignatureValue/>", "<ds:SignatureValue></ds:SignatureValue>", StringComparison.Ordinal)}</a>").Holds, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void the_method_of_another_key_type_is_failed(bool ecdsaKey)
    {
        var (key, method) = ecdsaKey ? (TestKey.P256, XmlSigner.RsaSha256) : (TestKey.Rsa2048, XmlSigner.EcdsaSha256);

        Assert.That(Finding(ValueSigner.Sign(Template(key, method), key)).CryptographicIndication, Is.EqualTo(Indication.TotalFailed));
    }

    [Test]
    public void a_native_packet_under_rsa_1024_is_failed()
    {
        using var weak = TestKey.Rsa(1024);
        var packet = Packets.Text(Packets.SignedDocument(TestKey.Rsa2048)).Replace(
            Convert.ToBase64String(TestKey.Rsa2048.Certificate.RawData), Convert.ToBase64String(weak.Certificate.RawData), StringComparison.Ordinal);

        var check = Packets.Verify(Packets.Raw(packet));

        Assert.That((check.CryptographicIndication, check.CryptographicSubIndication), Is.EqualTo((Indication.TotalFailed, SubIndication.SigConstraintsFailure)));
    }

    private static IEnumerable<TestCaseData<string>> MalleableValues
    {
        get
        {
            var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
            var one = new byte[32];
            one[31] = 1;
            yield return Named("DER instead of r and s", static value => Der(value));
            yield return Named("r is 0", static value => [.. new byte[32], .. value[32..]]);
            yield return Named("s is 0", static value => [.. value[..32], .. new byte[32]]);
            yield return Named("both are 0", static _ => new byte[64]);
            yield return Named("r is the order", value => [.. order, .. value[32..]]);
            yield return Named("s is the order", value => [.. value[..32], .. order]);
            yield return Named("r and s are 1", _ => [.. one, .. one]);
            yield return Named("s is all ones", static value => [.. value[..32], .. Enumerable.Repeat((byte)0xFF, 32)]);
            yield return Named("a byte longer", static value => [.. value, 0]);
            yield return Named("each half with a leading zero", static value => [0, .. value[..32], 0, .. value[32..]]);
            yield return Named("a byte shorter", static value => value[..^1]);
            yield return Named("empty", static _ => []);
        }
    }

    [TestCaseSource(nameof(MalleableValues))]
    public void a_native_packet_with_another_ecdsa_value_is_failed(string value)
    {
        var packet = Value().Replace(Packets.Text(Packets.SignedDocument(TestKey.P256)), $"<ds:SignatureValue>{Change(value, OwnValue())}</ds:SignatureValue>");

        Assert.That(Packets.Verify(Packets.Raw(packet)).CryptographicIndication, Is.EqualTo(Indication.TotalFailed));
    }

    [TestCaseSource(nameof(MalleableValues))]
    public void a_foreign_signature_with_another_ecdsa_value_is_failed(string value)
    {
        var signed = ValueSigner.Sign(Template(TestKey.P256, XmlSigner.EcdsaSha256), data => Convert.FromBase64String(Change(value, ((ECDsa)TestKey.P256.Private).SignData(data, HashAlgorithmName.SHA256))));

        Assert.That(Finding(signed).CryptographicIndication, Is.EqualTo(Indication.TotalFailed));
    }

    [Test]
    public void a_bare_key_without_a_certificate_is_nobodys()
    {
        var parameters = ((RSA)TestKey.Rsa2048.Private).ExportParameters(false);
        var keyInfo = $"<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{Convert.ToBase64String(parameters.Modulus!)}</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>";
        var signed = XmlSigner.Sign($"<a>{XmlSigner.Template(null, Reference, keyInfo: keyInfo)}</a>", TestKey.Rsa2048.Private);

        var finding = Finding(signed);

        Assert.That((finding.CryptographicSubIndication, finding.Checks[^1].Detail.Contains("KeyValue", StringComparison.Ordinal)), Is.EqualTo((SubIndication.NoSigningCertificateFound, true)));
    }

    [Test]
    public void a_bare_key_beside_another_certificate_does_not_count()
    {
        var parameters = ((RSA)TestKey.Rsa2048.Private).ExportParameters(false);
        var keyInfo = $"<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{Convert.ToBase64String(parameters.Modulus!)}</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>"
            + $"<ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(TestKey.OtherRsa.Certificate.RawData)}</ds:X509Certificate></ds:X509Data>";

        Assert.That(Finding(ValueSigner.Sign($"<a>{XmlSigner.Template(null, Reference, keyInfo: keyInfo)}</a>", TestKey.Rsa2048)).CryptographicSubIndication, Is.EqualTo(SubIndication.SigCryptoFailure));
    }

    [Test]
    public void signed_properties_that_nothing_signs_lend_no_certificate_and_no_time()
    {
        var template = XmlSigner.Template(TestKey.Rsa2048.Certificate.RawData, Reference, objects: XmlSigner.Properties(TestKey.Rsa2048.Certificate.RawData, true), attributes: " Id=\"s\"");
        var signed = XmlSigner.Sign($"<a><b>x</b>{template}</a>", TestKey.Rsa2048.Private);

        Assert.That((Finding(signed).CryptographicIndication, Finding(signed).ClaimedSigningTime), Is.EqualTo((Indication.Indeterminate, (DateTimeOffset?)null)));
    }

    [Test]
    public void properties_of_another_signature_are_refused()
    {
        var template = XmlSigner.Template(TestKey.Rsa2048.Certificate.RawData, Reference, objects: XmlSigner.Properties(TestKey.Rsa2048.Certificate.RawData, true), attributes: " Id=\"other\"");

        Assert.That(Finding($"<a>{template}</a>").CryptographicSubIndication, Is.EqualTo(SubIndication.FormatFailure));
    }

    private static string Reference => XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped, XmlSigner.Exclusive);

    private static Dictionary<string, Func<byte[], byte[]>> Changes { get; } = new(StringComparer.Ordinal);

    private static TestCaseData<string> Named(string name, Func<byte[], byte[]> change)
    {
        Changes[name] = change;
        return new TestCaseData<string>(name);
    }

    private static string Change(string name, byte[] value) => Convert.ToBase64String(Changes[name](value));

    private static byte[] OwnValue() => Convert.FromBase64String(Value().Match(Packets.Text(Packets.SignedDocument(TestKey.P256))).Groups[1].Value);

    private static byte[] Der(byte[] value)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new System.Numerics.BigInteger(value.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new System.Numerics.BigInteger(value.AsSpan(32), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }

    private static string Template(TestKey key, string method) => $"<a>{XmlSigner.Template(key.Certificate.RawData, Reference, method)}</a>";

    private static SignatureFinding Finding(string xml) => Verifier.Verify(new MemoryStream(Packets.Raw(xml))).Signatures.Single();

    [GeneratedRegex("<ds:SignatureValue>([^<]*)</ds:SignatureValue>")]
    private static partial Regex Value();
}
