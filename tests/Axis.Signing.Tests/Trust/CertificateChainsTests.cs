using System.Collections.Frozen;
using Axis.Core.Agencies;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Trust;

/// <summary>Paths made by openssl, judged here and, where it looks at the same thing, by openssl too.</summary>
public sealed class CertificateChainsTests
{
    private static readonly PathPolicy Signing = new(CertificatePurpose.Signing, allowPublic: false);

    private TemporaryFolder _folder;
    private OpensslAuthority _root;
    private CertificateChains _chains;

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _root = OpensslAuthority.Root(_folder, "root", "/C=VN/O=Ban Co yeu/CN=Root");
        _chains = new CertificateChains();
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    private static DirectorySnapshot Directory(ReadOnlyMemory<byte>[] official, params ReadOnlyMemory<byte>[] publicOnes) =>
        new([], [], [], official, FrozenDictionary<string, SectionVersion>.Empty) { PublicAnchors = publicOnes };

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private PathCheck Check(OpensslAuthority leaf, PathPolicy policy, params OpensslAuthority[] between) =>
        _chains.Validate(leaf.Der, Directory([_root.Der, .. between.Select(static b => b.Der)]), policy, Now, []);

    [Test]
    public void an_authority_between_that_the_directory_lists_leads_to_the_anchor()
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions);
        var leaf = between.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        var chain = Check(leaf, Signing, between).Chain;
        Assert.That(chain?.Certificates.Select(static c => c.Subject), Is.EqualTo(new[] { "CN=H41, C=VN", "CN=CA1, C=VN", "CN=Root, O=Ban Co yeu, C=VN" }));
    }

    [Test]
    public void an_authority_between_may_come_with_the_signature_and_is_trusted_for_nothing()
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions);
        var leaf = between.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        var stranger = OpensslAuthority.Root(_folder, "stranger", "/C=VN/CN=Stranger");
        var forged = stranger.Issue("forged", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        Assert.Multiple(() =>
        {
            Assert.That(_chains.Validate(leaf.Der, Directory([_root.Der]), Signing, Now, [between.Der]).Problem, Is.EqualTo(SubIndication.None));
            Assert.That(_chains.Validate(forged.Der, Directory([_root.Der]), Signing, Now, [stranger.Der]).Problem, Is.EqualTo(SubIndication.NoCertificateChainFound));
        });
    }

    [Test]
    public void a_listed_authority_without_its_anchor_is_no_anchor()
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions);
        var leaf = between.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        Assert.That(_chains.Validate(leaf.Der, Directory([between.Der]), Signing, Now, []).Problem, Is.EqualTo(SubIndication.NoCertificateChainFound));
    }

    [Test]
    public void an_agency_needs_an_official_anchor_and_a_document_may_have_either()
    {
        var market = OpensslAuthority.Root(_folder, "public", "/C=VN/CN=Public CA");
        var leaf = market.Issue("leaf", "/C=VN/CN=Cong ty", OpensslAuthority.LeafExtensions);
        var directory = Directory([_root.Der], market.Der);
        var official = _root.Issue("official", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        Assert.Multiple(() =>
        {
            Assert.That(_chains.Validate(leaf.Der, directory, PathPolicy.Official, Now, []).Problem, Is.EqualTo(SubIndication.ChainConstraintsFailure));
            Assert.That(_chains.Validate(leaf.Der, directory, PathPolicy.EitherStore, Now, []).Chain?.Store, Is.EqualTo(TrustStore.Public));
            Assert.That(_chains.Validate(official.Der, directory, PathPolicy.EitherStore, Now, []).Chain?.Store, Is.EqualTo(TrustStore.Official));
        });
    }

    private const string PermitAnHoa = "nameConstraints=critical,permitted;dirName:area\n[area]\nC=VN\nO=An Hoa\n";
    private const string ExcludeMail = "nameConstraints=critical,excluded;email:.binhminh.example\n";
    private const string PermitMail = "nameConstraints=critical,permitted;email:.anhoa.example\n";

    [TestCase("", "", SubIndication.None, TestName = "a plain path holds")]
    [TestCase("", "1.2.3.4.5=critical,DER:05:00", SubIndication.CertificateChainGeneralFailure, TestName = "a critical extension nobody knows, in the certificate")]
    [TestCase("1.2.3.4.5=critical,DER:05:00", "", SubIndication.CertificateChainGeneralFailure, TestName = "a critical extension nobody knows, in an authority")]
    [TestCase("1.2.3.4.5=DER:05:00", "1.2.3.4.5=DER:05:00", SubIndication.None, TestName = "an unknown extension that is not critical harms nothing")]
    [TestCase(PermitAnHoa, "", SubIndication.CertificateChainGeneralFailure, TestName = "a name outside the permitted part of the tree")]
    [TestCase(ExcludeMail, "subjectAltName=email:a@xa.binhminh.example", SubIndication.CertificateChainGeneralFailure, TestName = "an excluded mail domain")]
    [TestCase(ExcludeMail, "subjectAltName=email:a@xa.anhoa.example", SubIndication.None, TestName = "a mail domain that is not excluded")]
    [TestCase(PermitMail, "subjectAltName=email:a@xa.binhminh.example", SubIndication.CertificateChainGeneralFailure, TestName = "a mail domain that is not permitted")]
    [TestCase("nameConstraints=critical,permitted;DNS:anhoa.example", "subjectAltName=DNS:nut.binhminh.example", SubIndication.CertificateChainGeneralFailure, TestName = "a host name that is not permitted")]
    [TestCase("nameConstraints=critical,permitted;IP:192.0.2.0/255.255.255.0", "subjectAltName=IP:198.51.100.7", SubIndication.CertificateChainGeneralFailure, TestName = "an address that is not permitted")]
    public void what_rfc_5280_demands_of_a_path_is_enforced_as_openssl_does(string authority, string leaf, SubIndication expected)
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions + authority);
        var end = between.Issue("leaf", "/C=VN/O=Binh Minh/CN=H41", OpensslAuthority.LeafExtensions + leaf);
        Assert.Multiple(() =>
        {
            Assert.That(Check(end, Signing, between).Problem, Is.EqualTo(expected));
            Assert.That(OpensslAuthority.OpensslAccepts(_root, end, between), Is.EqualTo(expected == SubIndication.None), "openssl");
        });
    }

    [TestCase("basicConstraints=critical,CA:FALSE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n", TestName = "an authority that is none")]
    [TestCase("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign\nsubjectKeyIdentifier=hash\n", TestName = "an authority that may not sign certificates")]
    [TestCase("subjectKeyIdentifier=hash\n", TestName = "an authority that says nothing of itself")]
    public void who_is_no_authority_issues_nothing(string extensions)
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", extensions);
        var leaf = between.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        Assert.Multiple(() =>
        {
            Assert.That(Check(leaf, Signing, between).Problem, Is.EqualTo(SubIndication.CertificateChainGeneralFailure).Or.EqualTo(SubIndication.NoCertificateChainFound));
            Assert.That(OpensslAuthority.OpensslAccepts(_root, leaf, between), Is.False);
        });
    }

    [Test]
    public void a_path_longer_than_an_authority_was_allowed_is_refused()
    {
        var first = _root.Issue("ca1", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions.Replace("CA:TRUE", "CA:TRUE,pathlen:0", StringComparison.Ordinal));
        var second = first.Issue("ca2", "/C=VN/CN=CA2", OpensslAuthority.CaExtensions);
        var leaf = second.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        Assert.Multiple(() =>
        {
            Assert.That(Check(leaf, Signing, first, second).Problem, Is.EqualTo(SubIndication.CertificateChainGeneralFailure));
            Assert.That(OpensslAuthority.OpensslAccepts(_root, leaf, first, second), Is.False);
        });
    }

    [TestCase("extendedKeyUsage=serverAuth", "", TestName = "a certificate for servers")]
    [TestCase("", "extendedKeyUsage=serverAuth", TestName = "an authority for servers")]
    public void a_certificate_for_another_purpose_signs_nothing(string leafUse, string authorityUse)
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions + authorityUse);
        var leaf = between.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions + leafUse);
        Assert.Multiple(() =>
        {
            Assert.That(Check(leaf, Signing, between).Problem, Is.EqualTo(SubIndication.ChainConstraintsFailure));
            Assert.That(Check(leaf, PathPolicy.Official, between).Problem, Is.EqualTo(SubIndication.None), "any purpose");
        });
    }

    [TestCase("extendedKeyUsage=emailProtection")]
    [TestCase("extendedKeyUsage=1.3.6.1.5.5.7.3.36")]
    [TestCase("extendedKeyUsage=anyExtendedKeyUsage")]
    public void a_certificate_for_signing_signs(string use)
    {
        var leaf = _root.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions + use);
        Assert.That(Check(leaf, Signing).Problem, Is.EqualTo(SubIndication.None));
    }

    [TestCase("extendedKeyUsage=critical,timeStamping", SubIndication.None)]
    [TestCase("extendedKeyUsage=timeStamping", SubIndication.ChainConstraintsFailure)]
    [TestCase("extendedKeyUsage=critical,timeStamping,emailProtection", SubIndication.ChainConstraintsFailure)]
    [TestCase("", SubIndication.ChainConstraintsFailure)]
    public void a_timestamp_authority_has_that_use_alone_and_critical(string use, SubIndication expected)
    {
        var leaf = _root.Issue("leaf", "/C=VN/CN=TSA", OpensslAuthority.LeafExtensions + use);
        Assert.That(Check(leaf, new PathPolicy(CertificatePurpose.Timestamping, allowPublic: false)).Problem, Is.EqualTo(expected));
    }

    [TestCase("EC", "-sha1")]
    [TestCase("rsa:1024", "-sha256")]
    public void weak_keys_and_algorithms_break_the_path(string key, string digest)
    {
        var leaf = _root.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions, key, digest);
        Assert.That(Check(leaf, Signing).Problem, Is.EqualTo(SubIndication.CryptoConstraintsFailure));
    }

    [TestCase("certificatePolicies=1.2.3.4.1", "certificatePolicies=1.2.3.4.1", SubIndication.None)]
    [TestCase("certificatePolicies=1.2.3.4.1", "certificatePolicies=1.2.3.4.2", SubIndication.ChainConstraintsFailure)]
    [TestCase("certificatePolicies=2.5.29.32.0", "certificatePolicies=1.2.3.4.1", SubIndication.None)]
    [TestCase("certificatePolicies=1.2.3.4.1", "", SubIndication.ChainConstraintsFailure)]
    public void a_configured_certificate_policy_must_hold_along_the_path(string authority, string leaf, SubIndication expected)
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions + authority);
        var end = between.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions + leaf);
        Assert.That(Check(end, new PathPolicy(CertificatePurpose.Signing, allowPublic: false, ["1.2.3.4.9", "1.2.3.4.1"]), between).Problem, Is.EqualTo(expected));
    }

    [TestCase("certificatePolicies=1.2.3.4.1", SubIndication.None)]
    [TestCase("certificatePolicies=1.2.3.4.2", SubIndication.ChainConstraintsFailure)]
    [TestCase("", SubIndication.ChainConstraintsFailure)]
    public void an_authority_that_demands_an_explicit_policy_gets_one(string leaf, SubIndication expected)
    {
        var between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions + "certificatePolicies=1.2.3.4.1\npolicyConstraints=critical,requireExplicitPolicy:0\n");
        var end = between.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions + leaf);
        Assert.That(Check(end, Signing, between).Problem, Is.EqualTo(expected));
    }

    [Test]
    public void of_two_certificates_of_one_authority_the_one_in_force_at_the_instant_is_taken()
    {
        var old = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions, days: 30, serial: "1");
        var leaf = old.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions, days: 300);
        var renewed = _folder.File("ca2.crt");
        var (exit, output) = OutsideTool.Run(
            "openssl", "x509", "-req", "-in", _folder.File("ca.csr"), "-CA", _root.CertificateFile, "-CAkey", _root.KeyFile, "-set_serial", "2", "-days", "900", "-extfile", _folder.File("ca.ext"), "-out", renewed);
        Assert.That(exit, Is.Zero, output);
        using var second = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(renewed);
        var directory = Directory([_root.Der, old.Der, second.RawDataMemory]);
        Assert.That(_chains.Validate(leaf.Der, directory, Signing, Now.AddDays(100), []).Chain?.IsValidAt(Now.AddDays(100)), Is.True);
    }

    [Test]
    public void a_thousand_questions_of_one_day_cost_one_validation()
    {
        var leaf = _root.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions);
        var (directory, noon) = (Directory([_root.Der]), new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddHours(12));
        Parallel.For(0, 1000, i => Assert.That(_chains.Validate(leaf.Der, directory, Signing, noon.AddSeconds(i), []).Problem, Is.EqualTo(SubIndication.None)));
        Assert.That(_chains.Built, Is.EqualTo(1));
    }
}
