using System.Security.Cryptography;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Xades;

[TestFixture]
public sealed class SignerCertificateTests
{
    [Test]
    public void pem_is_not_a_second_spelling_of_a_certificate() => Refused(Packets.Raw(TestKey.P256.Certificate.ExportCertificatePem()));

    [Test]
    public void a_byte_after_the_certificate_is_refused() => Refused([.. TestKey.P256.Certificate.RawData, 0]);

    [Test]
    public void no_bytes_are_no_certificate() => Refused([]);

    [Test]
    public void another_curve_is_not_acceptable()
    {
        using var key = TestKey.Ec(ECCurve.NamedCurves.nistP521, SignatureAlgorithm.EcdsaP256Sha256, HashAlgorithmName.SHA256);

        Assert.That(SignerCertificate.Load(key.Certificate.RawData).KeyProblem, Is.Not.Null);
    }

    [Test]
    public void the_same_certificate_is_loaded_once()
    {
        var known = new SignerCertificates();

        var first = known.Get(TestKey.P256.Certificate.RawData);

        Assert.That(known.Get((byte[])TestKey.P256.Certificate.RawData.Clone()), Is.SameAs(first));
    }

    [TestCase("7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A8", true)]
    [TestCase("7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A9", false)]
    public void half_the_order_is_the_largest_low_s(string s, bool low)
    {
        byte[] value = [.. new byte[32], .. Convert.FromHexString(s)];

        Assert.That(SignatureAlgorithms.IsLowS(SignatureAlgorithm.EcdsaP256Sha256, value), Is.EqualTo(low));
    }

    private static void Refused(byte[] bytes) => Assert.That(() => new SignerCertificates().Get(bytes), Throws.InstanceOf<CryptographicException>());
}
