using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Keys;

public sealed class SigningKeyTests
{
    private static readonly CertificateProfile Agency = new(KeyUse.Agency, "H41.02", "Sở Nội vụ");

    private TemporaryFolder _folder;
    private DevelopmentCa _ca;

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650), TimeProvider.System);
    }

    [TearDown]
    public void Delete()
    {
        _ca.Dispose();
        _folder.Dispose();
    }

    private LocalSigningKey Key(SignatureAlgorithm algorithm) => new(_ca.IssueWithKey(Agency, algorithm));

    private (string Key, string Passphrase) SavePkcs12()
    {
        using var certificate = _ca.IssueWithKey(Agency, SignatureAlgorithm.RsaSha256);
        SigningKeys.SavePkcs12(_folder.File("a.p12"), certificate, PassphraseFile.Create(_folder.File("a.pass")));
        return (_folder.File("a.p12"), _folder.File("a.pass"));
    }

    private static string CodeOf(Action load) => Assert.Throws<KeyFileException>(load)!.Code;

    [Test]
    public void a_signature_verifies_with_the_certificate([Values] SignatureAlgorithm algorithm)
    {
        using var key = Key(algorithm);
        using var keys = new CertificateKeys();
        Assert.That(keys.Verify(key.Certificate.RawDataMemory, "văn bản"u8, key.Sign("văn bản"u8)));
    }

    [Test]
    public void a_signature_over_other_bytes_does_not_verify([Values] SignatureAlgorithm algorithm)
    {
        using var key = Key(algorithm);
        using var keys = new CertificateKeys();
        Assert.That(keys.Verify(key.Certificate.RawDataMemory, "khác"u8, key.Sign("văn bản"u8)), Is.False);
    }

    [Test]
    public void every_ecdsa_signature_has_low_s([Values(SignatureAlgorithm.EcdsaP256Sha256, SignatureAlgorithm.EcdsaP384Sha384)] SignatureAlgorithm algorithm)
    {
        using var key = Key(algorithm);
        for (var i = 0; i < 40; i++)
        {
            Assert.That(EcdsaLowS.IsLow(key.Sign(BitConverter.GetBytes(i))));
        }
    }

    [Test]
    public void the_high_twin_of_a_signature_is_refused()
    {
        using var key = Key(SignatureAlgorithm.EcdsaP256Sha256);
        using var keys = new CertificateKeys();
        using var ecdsa = key.Certificate.GetECDsaPublicKey()!;
        var signature = key.Sign("x"u8);
        var n = new System.Numerics.BigInteger(
            Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);
        var twin = (n - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        var high = (byte[])signature.Clone();
        high.AsSpan(32).Clear();
        twin.CopyTo(high, 64 - twin.Length);
        Assert.Multiple(() =>
        {
            Assert.That(ecdsa.VerifyData("x"u8, high, HashAlgorithmName.SHA256), "the twin is mathematically valid");
            Assert.That(keys.Verify(key.Certificate.RawDataMemory, "x"u8, high), Is.False);
            EcdsaLowS.Normalise(high);
            Assert.That(high, Is.EqualTo(signature));
        });
    }

    [Test]
    public void a_pkcs12_key_comes_back_from_its_files()
    {
        var (path, passphrase) = SavePkcs12();
        using var key = SigningKeys.LoadPkcs12(path, passphrase);
        Assert.That(key.Sign("x"u8), Has.Length.EqualTo(256));
    }

    [Test]
    public void openssl_opens_our_pkcs12_with_the_passphrase_file()
    {
        var (path, passphrase) = SavePkcs12();
        var (exit, output) = OutsideTool.Run("openssl", "pkcs12", "-in", path, "-passin", "file:" + passphrase, "-noout");
        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public void a_pem_key_comes_back_from_its_files([Values] SignatureAlgorithm algorithm, [Values] bool encrypted)
    {
        using var certificate = _ca.IssueWithKey(Agency, algorithm);
        File.WriteAllText(_folder.File("c.pem"), certificate.ExportCertificatePem());
        using AsymmetricAlgorithm fresh = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        SigningKeys.SavePem(_folder.File("k.pem"), fresh, encrypted ? PassphraseFile.Create(_folder.File("k.pass")) : null);
        using var key = SigningKeys.LoadPem(_folder.File("c.pem"), _folder.File("k.pem"), encrypted ? _folder.File("k.pass") : null);
        Assert.That(key.Algorithm, Is.EqualTo(algorithm));
    }

    [Test]
    public void a_wrong_passphrase_is_told()
    {
        var (path, _) = SavePkcs12();
        PassphraseFile.Create(_folder.File("other.pass"));
        Assert.That(CodeOf(() => SigningKeys.LoadPkcs12(path, _folder.File("other.pass"))), Is.EqualTo(KeyFileException.Unreadable));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void a_passphrase_that_others_can_read_is_refused()
    {
        var (path, passphrase) = SavePkcs12();
        File.SetUnixFileMode(passphrase, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.That(CodeOf(() => SigningKeys.LoadPkcs12(path, passphrase)), Is.EqualTo(KeyFileException.Exposed));
    }

    [Test]
    public void a_missing_key_file_is_told()
    {
        var (_, passphrase) = SavePkcs12();
        Assert.That(CodeOf(() => SigningKeys.LoadPkcs12(_folder.File("none.p12"), passphrase)), Is.EqualTo(KeyFileException.Missing));
    }

    [Test]
    public void the_key_of_another_certificate_is_refused()
    {
        using var one = _ca.IssueWithKey(Agency, SignatureAlgorithm.EcdsaP256Sha256);
        using var other = SigningKeys.Generate(SignatureAlgorithm.EcdsaP256Sha256);
        File.WriteAllText(_folder.File("c.pem"), one.ExportCertificatePem());
        SigningKeys.SavePem(_folder.File("k.pem"), other, passphrase: null);
        Assert.That(CodeOf(() => SigningKeys.LoadPem(_folder.File("c.pem"), _folder.File("k.pem"), null)), Is.EqualTo(KeyFileException.Unreadable));
    }

    [Test]
    public void a_short_rsa_key_is_refused()
    {
        using var rsa = RSA.Create(1024);
        var request = new CertificateRequest("CN=ngắn", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
        Assert.That(CodeOf(() => new LocalSigningKey(certificate).Dispose()), Is.EqualTo(KeyFileException.Unusable));
    }

    [Test]
    public void many_certificates_do_not_fill_the_memory_of_the_verifier()
    {
        using var keys = new CertificateKeys(capacity: 2);
        using var key = Key(SignatureAlgorithm.EcdsaP256Sha256);
        for (var i = 0; i < 10; i++)
        {
            Assert.That(keys.AlgorithmOf(Encoding.ASCII.GetBytes($"no certificate {i}")), Is.Null);
        }

        Assert.That(keys.Verify(key.Certificate.RawDataMemory, "x"u8, key.Sign("x"u8)));
    }

    [Test]
    public void threads_sign_with_one_key_at_once([Values] SignatureAlgorithm algorithm)
    {
        using var key = Key(algorithm);
        using var keys = new CertificateKeys();
        key.Sign("warm"u8);
        const int each = 100;
        foreach (var threads in new[] { 1, 2 })
        {
            var watch = Stopwatch.StartNew();
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
            {
                for (var i = 0; i < each; i++)
                {
                    key.Sign("x"u8);
                }
            });
            TestContext.Out.WriteLine($"{algorithm}, {threads} thread(s): {threads * each / watch.Elapsed.TotalSeconds:0} signatures/s");
        }

        Parallel.For(0, 50, i =>
        {
            var data = BitConverter.GetBytes(i);
            Assert.That(keys.Verify(key.Certificate.RawDataMemory, data, key.Sign(data)));
        });
    }
}
