using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Trust;

public sealed class CrlReaderTests
{
    private TemporaryFolder _folder;
    private DevelopmentCa _ca;

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.RsaSha256, TimeSpan.FromDays(3650), TimeProvider.System);
    }

    [TearDown]
    public void Delete()
    {
        _ca.Dispose();
        _folder.Dispose();
    }

    private byte[] OpensslCrl()
    {
        File.WriteAllText(_folder.File("index.txt"), "R\t301231235959Z\t260102030405Z,keyCompromise\t0ABC\tunknown\t/CN=x\n");
        File.WriteAllText(_folder.File("crlnumber"), "01\n");
        File.WriteAllText(_folder.File("ca.cnf"), $"[ca]\ndefault_ca=d\n[d]\ndatabase={_folder.File("index.txt")}\ncrlnumber={_folder.File("crlnumber")}\ndefault_md=sha256\ndefault_crl_days=7\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n");
        var ca = _folder.File("ca");
        var (exit, output) = OutsideTool.Run(
            "openssl", "ca", "-gencrl", "-config", _folder.File("ca.cnf"), "-cert", Path.Combine(ca, "ca.crt"), "-keyfile", Path.Combine(ca, "ca.key"), "-out", _folder.File("o.crl"));
        Assert.That(exit, Is.Zero, output);
        return File.ReadAllBytes(_folder.File("o.crl"));
    }

    [Test]
    public void a_list_made_by_openssl_is_read_with_its_entry()
    {
        var list = CrlReader.Read(CrlReader.ToDer(OpensslCrl()));
        Assert.Multiple(() =>
        {
            Assert.That(list.IsSignedBy(_ca.Certificate));
            Assert.That(list.Find("0ABC"), Is.EqualTo(new Revocation(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1)));
            Assert.That(list.NextUpdate - list.ThisUpdate, Is.EqualTo(TimeSpan.FromDays(7)));
        });
    }

    [Test]
    public void a_revoked_certificate_is_found_by_its_serial_number()
    {
        using var certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H41"), SignatureAlgorithm.EcdsaP256Sha256);
        _ca.Revoke(certificate, X509RevocationReason.Superseded, DateTimeOffset.UnixEpoch);
        var list = CrlReader.Read(_ca.IssueCrl(TimeSpan.FromDays(1)));
        Assert.That(list.Find(certificate.SerialNumber)?.Reason, Is.EqualTo((int)X509RevocationReason.Superseded));
    }

    [Test]
    public void no_changed_byte_keeps_the_list_genuine()
    {
        var der = _ca.IssueCrl(TimeSpan.FromDays(1));
        for (var i = 0; i < der.Length; i++)
        {
            var changed = (byte[])der.Clone();
            changed[i] ^= 4;
            try
            {
                Assert.That(CrlReader.Read(changed).IsSignedBy(_ca.Certificate), Is.False, $"byte {i}");
            }
            catch (CrlFormatException e)
            {
                Assert.That(e.Code, Does.StartWith("crl-"));
            }
        }
    }

    [Test]
    public void a_list_cut_short_is_malformed() =>
        Assert.That(
            () => CrlReader.Read(_ca.IssueCrl(TimeSpan.FromDays(1)).AsMemory(0, 100)),
            Throws.TypeOf<CrlFormatException>().With.Property("Code").EqualTo(CrlFormatException.Malformed));

    [Test]
    public void a_partitioned_list_is_not_taken_for_a_complete_one()
    {
        File.WriteAllText(_folder.File("index.txt"), "");
        File.WriteAllText(_folder.File("crlnumber"), "01\n");
        File.WriteAllText(_folder.File("p.cnf"), $"[ca]\ndefault_ca=d\n[d]\ndatabase={_folder.File("index.txt")}\ncrlnumber={_folder.File("crlnumber")}\ndefault_md=sha256\ndefault_crl_days=7\ncrl_extensions=e\n[e]\nissuingDistributionPoint=critical,@p\n[p]\nonlyuser=TRUE\n");
        var ca = _folder.File("ca");
        var (exit, output) = OutsideTool.Run(
            "openssl", "ca", "-gencrl", "-config", _folder.File("p.cnf"), "-cert", Path.Combine(ca, "ca.crt"), "-keyfile", Path.Combine(ca, "ca.key"), "-out", _folder.File("p.crl"));
        Assert.That(exit, Is.Zero, output);
        RevocationBook.Read([File.ReadAllBytes(_folder.File("p.crl"))], out var problems);
        Assert.That(problems.Select(static p => p.Code), Is.EqualTo(new[] { CrlFormatException.Unsupported }));
    }
}
