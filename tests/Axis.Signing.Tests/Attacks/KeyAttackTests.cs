using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Xades.General;

namespace Axis.Signing.Tests.Attacks;

/// <summary>Certificates whose keys are absurd: too long, degenerate, on a curve of their maker's own, of a kind nobody here verifies with.</summary>
[TestFixture]
public sealed class KeyAttackTests
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private static readonly GeneralVerifier Verifier = new(Packets.Certificates);
    private static readonly byte[] Null = [5, 0];

    private static IEnumerable<TestCaseData> Keys()
    {
        yield return new TestCaseData(RsaKey(16384, 65537), XmlSigner.RsaSha256, "16384 bit") { TestName = "RSA of 16384 bits" };
        yield return new TestCaseData(RsaKey(2048, 1), XmlSigner.RsaSha256, "không được hỗ trợ") { TestName = "RSA with exponent 1" };
        yield return new TestCaseData(RsaKey(2048, 65536), XmlSigner.RsaSha256, "không được hỗ trợ") { TestName = "RSA with an even exponent" };
        yield return new TestCaseData(RsaKey(2048, (BigInteger.One << 1024) + 1), XmlSigner.RsaSha256, "số mũ công khai") { TestName = "RSA with an exponent of 1024 bits" };
        yield return new TestCaseData(EcKey(ECCurve.CreateFromFriendlyName("secp224r1")), XmlSigner.EcdsaSha256, "không thuộc đường cong") { TestName = "P-224" };
        yield return new TestCaseData(EcKey(ECCurve.NamedCurves.brainpoolP256r1), XmlSigner.EcdsaSha256, "không thuộc đường cong") { TestName = "brainpoolP256r1" };
        yield return new TestCaseData(ExplicitKey(), XmlSigner.EcdsaSha256, "tự đặt đường cong") { TestName = "P-256 with a generator of the attacker's choice" };
        yield return new TestCaseData(new PublicKey(new Oid("1.3.101.112"), null!, new AsnEncodedData(new byte[32])), XmlSigner.EcdsaSha256, "không được hỗ trợ") { TestName = "Ed25519" };
    }

    [TestCaseSource(nameof(Keys))]
    [CancelAfter(10_000)]
    public void a_signature_of_an_absurd_key_is_not_verified_and_the_key_is_named(PublicKey key, string method, string reason)
    {
        using var certificate = Certify(key);
        var signed = ValueSigner.Sign($"<a>{XmlSigner.Template(certificate.RawData, Reference, method)}</a>", static _ => new byte[256]);

        var finding = Verifier.Verify(new MemoryStream(Packets.Raw(signed))).Signatures.Single();

        Assert.That((finding.Holds, finding.CryptographicIndication, finding.CryptographicSubIndication), Is.EqualTo((false, Indication.Indeterminate, SubIndication.CryptoConstraintsFailure)));
        Assert.That(finding.Checks[^1].Detail, Does.Contain(reason));
    }

    [TestCaseSource(nameof(Keys))]
    [CancelAfter(10_000)]
    public void a_native_packet_under_an_absurd_key_is_failed(PublicKey key, string method, string reason)
    {
        using var certificate = Certify(key);
        var packet = Packets.Text(Packets.SignedDocument(TestKey.Rsa2048)).Replace(
            Convert.ToBase64String(TestKey.Rsa2048.Certificate.RawData), Convert.ToBase64String(certificate.RawData), StringComparison.Ordinal);

        var check = Packets.Verify(Packets.Raw(packet));

        Assert.That((check.CryptographicIndication, check.CryptographicSubIndication), Is.EqualTo((Indication.TotalFailed, SubIndication.SigConstraintsFailure)), method + reason);
    }

    [TestCaseSource(nameof(Keys))]
    public void an_absurd_key_signs_with_no_algorithm_of_the_closed_list(PublicKey key, string method, string reason)
    {
        using var certificate = Certify(key);

        Assert.That(CertificateAlgorithm.Of(certificate), Is.Null, method + reason);
    }

    // With exponent 1 the padded digest is its own signature: no private key is needed.
    [Test]
    public void a_value_forged_for_exponent_1_does_not_pass()
    {
        using var certificate = Certify(RsaKey(2048, 1));
        var signed = ValueSigner.Sign($"<a>{XmlSigner.Template(certificate.RawData, Reference, XmlSigner.RsaSha256)}</a>", Padded);

        var finding = Verifier.Verify(new MemoryStream(Packets.Raw(signed))).Signatures.Single();

        Assert.That(finding.Holds, Is.False);
    }

    private static string Reference => XmlSigner.Reference("", XmlSigner.Sha256, XmlSigner.Enveloped, XmlSigner.Exclusive);

    // RFC 8017 §9.2: 00 01 FF … FF 00, then the DigestInfo.
    private static byte[] Padded(byte[] data)
    {
        byte[] info = [.. Convert.FromHexString("3031300d060960864801650304020105000420"), .. SHA256.HashData(data)];
        return [0, 1, .. Enumerable.Repeat((byte)0xFF, 256 - 3 - info.Length), 0, .. info];
    }

    private static X509Certificate2 Certify(PublicKey key)
    {
        var issuer = (ECDsa)TestKey.P256.Private;
        var request = new CertificateRequest(new X500DistinguishedName("CN=Sở Nội vụ"), key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        return request.Create(TestKey.P256.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer), now.AddDays(-1), now.AddDays(9), [1, 2, 3]);
    }

    private static PublicKey RsaKey(int bits, BigInteger exponent)
    {
        var modulus = new byte[bits / 8];
        new Random(bits).NextBytes(modulus);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(modulus, isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(exponent);
        }

        return new PublicKey(new Oid(Rsa), new AsnEncodedData(Null), new AsnEncodedData(writer.Encode()));
    }

    private static PublicKey EcKey(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return new PublicKey(key);
    }

    private static PublicKey ExplicitKey()
    {
        // CVE-2020-0601: with the victim's public point as the generator, the private key is 1.
        using var victim = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = victim.ExportExplicitParameters(includePrivateParameters: false);
        parameters.Curve.G = parameters.Q;
        using var spelt = ECDsa.Create(parameters);
        return new PublicKey(spelt);
    }
}
