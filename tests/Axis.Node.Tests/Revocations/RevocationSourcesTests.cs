using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Node.Options;
using Axis.Node.Revocations;
using Axis.Signing.Keys;

namespace Axis.Node.Tests.Revocations;

/// <summary>A certificate may name any address; only what the operator allowed is asked.</summary>
internal sealed class RevocationSourcesTests
{
    private string _folder = "";
    private DevelopmentCa _ca;
    private X509Certificate2 _certificate;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("axis-sources-").FullName;
        _ca = DevelopmentCa.Create(Path.Combine(_folder, "ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        _certificate = _ca.IssueWithKey(
            new CertificateProfile(KeyUse.Agency, "H41")
            {
                OcspLocations = [new Uri("http://ocsp.ca.example/v1/ask"), new Uri("http://169.254.169.254/latest/meta-data")],
                CrlLocations = [new Uri("http://crl.ca.example:8080/ca.crl"), new Uri("ldap://crl.ca.example/cn=ca")],
            },
            SignatureAlgorithm.EcdsaP256Sha256);
    }

    [TearDown]
    public void Delete()
    {
        _certificate.Dispose();
        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static RevocationOptions Options(bool anchors, params string[] allow)
    {
        var options = new RevocationOptions { AllowNamedByAnchors = anchors };
        foreach (var address in allow)
        {
            options.Allow.Add(address);
        }

        return options;
    }

    private static DirectorySnapshot Directories(params ReadOnlyMemory<byte>[] anchors) => new([], [], [], anchors, FrozenDictionary<string, SectionVersion>.Empty);

    private string[] Asked(RevocationOptions options, DirectorySnapshot directory)
    {
        var sources = new RevocationSources(options);
        return [.. sources.Responders(_certificate, directory).Concat(sources.Lists(_certificate, directory)).Select(static u => u.AbsoluteUri)];
    }

    [Test]
    public void nothing_is_asked_unless_allowed() => Assert.That(Asked(Options(anchors: false), Directories()), Is.Empty);

    [TestCase("http://ocsp.ca.example/", "http://ocsp.ca.example/v1/ask")]
    [TestCase("http://ocsp.ca.example/v1", "http://ocsp.ca.example/v1/ask")]
    [TestCase("http://crl.ca.example:8080/ca.crl", "http://crl.ca.example:8080/ca.crl")]
    public void an_allowed_beginning_covers_what_lies_below_it(string allowed, string asked) =>
        Assert.That(Asked(Options(anchors: false, allowed), Directories()), Is.EqualTo(new[] { asked }));

    [TestCase("http://ocsp.ca.example/v")]
    [TestCase("https://ocsp.ca.example/")]
    [TestCase("http://ocsp.ca.exampl/")]
    [TestCase("http://crl.ca.example/")]
    public void what_merely_resembles_it_is_not_covered(string allowed) => Assert.That(Asked(Options(anchors: false, allowed), Directories()), Is.Empty);

    [Test]
    public void the_hosts_that_the_directorys_own_authorities_name_may_be_allowed_as_a_whole()
    {
        using var below = _ca.IssueWithKey(
            new CertificateProfile(KeyUse.Agency, "CA cấp dưới") { OcspLocations = [new Uri("http://ocsp.ca.example/other")] }, SignatureAlgorithm.EcdsaP256Sha256);
        Assert.Multiple(() =>
        {
            Assert.That(Asked(Options(anchors: true), Directories(below.RawDataMemory)), Is.EqualTo(new[] { "http://ocsp.ca.example/v1/ask" }));
            Assert.That(Asked(Options(anchors: true), Directories(_ca.Certificate.RawDataMemory)), Is.Empty, "an authority that names nobody");
        });
    }

    [Test]
    public void configured_responders_come_after_those_the_certificate_names()
    {
        var options = Options(anchors: false, "http://ocsp.ca.example/");
        options.Responders.Add("http://127.0.0.1:8180/");
        Assert.That(
            new RevocationSources(options).Responders(_certificate, Directories()).Select(static u => u.AbsoluteUri), Is.EqualTo(new[] { "http://ocsp.ca.example/v1/ask", "http://127.0.0.1:8180/" }));
    }
}
