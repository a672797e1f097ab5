using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Keys;

public sealed class DevelopmentCaTests
{
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

    private string Save(string name, X509Certificate2 certificate)
    {
        File.WriteAllText(_folder.File(name), certificate.ExportCertificatePem());
        return _folder.File(name);
    }

    private string SaveCrl() => _folder.Write("ca.crl", System.Text.Encoding.ASCII.GetBytes(
        new string(System.Security.Cryptography.PemEncoding.Write("X509 CRL", _ca.IssueCrl(TimeSpan.FromDays(7))))));

    private static readonly CertificateProfile Link = new(KeyUse.Tls, "xa-1")
    {
        DnsNames = ["xa-1.example.vn"],
        Addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback],
        CrlLocations = [new Uri("http://ca.example.vn/ca.crl")],
    };

    [Test]
    public void openssl_verifies_what_it_issues([Values] KeyUse use, [Values] SignatureAlgorithm algorithm)
    {
        using var certificate = _ca.IssueWithKey(Link with { Use = use }, algorithm);
        var (_, output) = OutsideTool.Run("openssl", "verify", "-x509_strict", "-CAfile", Save("ca.pem", _ca.Certificate), Save("leaf.pem", certificate));
        Assert.That(output, Does.Contain("leaf.pem: OK"));
    }

    [Test]
    public void a_link_certificate_serves_both_ends_under_its_names_and_addresses()
    {
        using var certificate = _ca.IssueWithKey(Link, SignatureAlgorithm.EcdsaP256Sha256);
        var (_, text) = OutsideTool.Run("openssl", "x509", "-noout", "-text", "-in", Save("leaf.pem", certificate));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("TLS Web Server Authentication, TLS Web Client Authentication"));
            Assert.That(text, Does.Contain("DNS:xa-1.example.vn, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"));
            Assert.That(text, Does.Contain("URI:http://ca.example.vn/ca.crl"));
        });
    }

    [Test]
    public void a_signing_certificate_cannot_serve_a_link()
    {
        using var certificate = _ca.IssueWithKey(Link with { Use = KeyUse.Agency }, SignatureAlgorithm.RsaSha256);
        var (_, text) = OutsideTool.Run("openssl", "x509", "-noout", "-text", "-in", Save("leaf.pem", certificate));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("Digital Signature, Non Repudiation"));
            Assert.That(text, Does.Not.Contain("Alternative Name"));
        });
    }

    [Test]
    public void openssl_accepts_the_crl_signature()
    {
        var (_, output) = OutsideTool.Run("openssl", "crl", "-noout", "-CAfile", Save("ca.pem", _ca.Certificate), "-in", SaveCrl());
        Assert.That(output, Does.Contain("verify OK"));
    }

    [Test]
    public void openssl_sees_a_revoked_certificate_as_revoked()
    {
        using var certificate = _ca.IssueWithKey(Link, SignatureAlgorithm.EcdsaP256Sha256);
        _ca.Revoke(certificate, X509RevocationReason.KeyCompromise, TimeProvider.System.GetUtcNow());
        var (_, output) = OutsideTool.Run(
            "openssl", "verify", "-crl_check", "-CRLfile", SaveCrl(), "-CAfile", Save("ca.pem", _ca.Certificate), Save("leaf.pem", certificate));
        Assert.That(output, Does.Contain("certificate revoked"));
    }

    [Test]
    public void a_request_made_elsewhere_gets_its_certificate()
    {
        using var key = SigningKeys.Generate(SignatureAlgorithm.EcdsaP256Sha256);
        using var certificate = _ca.Issue(SigningRequests.Create(key, Link), Link);
        Assert.That(certificate.PublicKey.ExportSubjectPublicKeyInfo(), Is.EqualTo(key.ExportSubjectPublicKeyInfo()));
    }

    [Test]
    public void openssl_accepts_our_signing_request([Values] SignatureAlgorithm algorithm)
    {
        using var key = SigningKeys.Generate(algorithm);
        var request = _folder.Write("r.pem", System.Text.Encoding.ASCII.GetBytes(SigningRequests.Create(key, Link)));
        var (_, output) = OutsideTool.Run("openssl", "req", "-noout", "-verify", "-in", request);
        Assert.That(output, Does.Contain("verify OK"));
    }

    [Test]
    public void a_request_whose_key_was_swapped_is_refused()
    {
        using var key = SigningKeys.Generate(SignatureAlgorithm.EcdsaP256Sha256);
        var request = SigningRequests.Create(key, Link).ToCharArray();
        var middle = request.Length / 2;
        request[middle] = request[middle] == 'A' ? 'B' : 'A';
        Assert.That(() => _ca.Issue(new string(request), Link), Throws.TypeOf<KeyFileException>());
    }

    [Test]
    public void a_ca_opened_again_still_knows_what_it_revoked()
    {
        using var certificate = _ca.IssueWithKey(Link, SignatureAlgorithm.EcdsaP256Sha256);
        _ca.Revoke(certificate, X509RevocationReason.CessationOfOperation, TimeProvider.System.GetUtcNow());
        _ca.Dispose();
        _ca = DevelopmentCa.Load(_folder.File("ca"), TimeProvider.System);
        var (_, text) = OutsideTool.Run("openssl", "crl", "-noout", "-text", "-in", SaveCrl());
        Assert.That(text, Does.Contain("Serial Number: " + certificate.SerialNumber));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void the_ca_key_is_its_owners_alone() =>
        Assert.That(File.GetUnixFileMode(Path.Combine(_folder.File("ca"), "ca.key")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

    [Test]
    public void a_second_ca_never_overwrites_the_first() =>
        Assert.That(
            () => DevelopmentCa.Create(_folder.File("ca"), "CA khác", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(1), TimeProvider.System),
            Throws.InstanceOf<IOException>());
}
