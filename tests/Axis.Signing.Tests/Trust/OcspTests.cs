using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Signing.Tests.Trust;

/// <summary>OCSP in both directions with openssl as the other side, and the ways to lie in it.</summary>
public sealed class OcspTests
{
    private static readonly RevocationLimits Limits = new(TimeSpan.FromDays(7), TimeSpan.FromDays(1));
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private TemporaryFolder _folder;
    private OpensslAuthority _root;
    private OpensslAuthority _leaf;
    private OpensslAuthority _responder;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [OneTimeSetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _root = OpensslAuthority.Root(_folder, "root", "/C=VN/CN=Root");
        _leaf = _root.Issue("leaf", "/C=VN/CN=H41", OpensslAuthority.LeafExtensions, serial: "0x1234");
        _responder = _root.Issue("responder", "/C=VN/CN=OCSP", OpensslAuthority.LeafExtensions + "extendedKeyUsage=OCSPSigning\nnoCheck=ignored\n", serial: "0x77");
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    private byte[] Openssl(string index, OpensslAuthority signer, byte[] request, params string[] more)
    {
        _folder.Write("index.txt", System.Text.Encoding.ASCII.GetBytes(index));
        _folder.Write("request.der", request);
        var (exit, output) = OutsideTool.Run(
            "openssl", ["ocsp", "-index", _folder.File("index.txt"), "-CA", _root.CertificateFile, "-rsigner", signer.CertificateFile, "-rkey", signer.KeyFile, "-reqin", _folder.File("request.der"), "-respout", _folder.File("response.der"), .. more]);
        Assert.That(exit, Is.Zero, output);
        return File.ReadAllBytes(_folder.File("response.der"));
    }

    private byte[] Request(string hash = OcspCertId.Sha1, ReadOnlyMemory<byte>? nonce = null) =>
        new OcspRequest([OcspCertId.Of(_leaf.Certificate, _root.Certificate, hash)], nonce).Encode();

    private const string GoodIndex = "V\t301231235959Z\t\t1234\tunknown\t/CN=x\n";
    private const string RevokedIndex = "R\t301231235959Z\t260102030405Z,keyCompromise\t1234\tunknown\t/CN=x\n";

    private RevocationAnswer Look(DateTimeOffset at, params byte[][] responses) =>
        new RevocationBook([], responses.Select(static r => OcspReader.Read(r))).Look(_leaf.Certificate, _root.Certificate, at, Limits);

    private byte[] Write(OcspStatus status, X509Certificate2 signer, Func<OcspCertId, OcspCertId>? change = null, DateTimeOffset? thisUpdate = null, DateTimeOffset? nextUpdate = null, DateTimeOffset? producedAt = null)
    {
        var id = OcspCertId.Of(_leaf.Certificate, _root.Certificate, OcspCertId.Sha256);
        var revocation = status == OcspStatus.Revoked ? new Revocation(Now.AddDays(-1), 1) : null;
        return OcspResponseWriter.Sign([new OcspAnswer(change?.Invoke(id) ?? id, status, revocation, thisUpdate ?? Now.AddMinutes(-1), nextUpdate ?? Now.AddHours(1))], producedAt ?? Now, null, signer);
    }

    private static X509Certificate2 WithKey(OpensslAuthority authority) => X509Certificate2.CreateFromPemFile(authority.CertificateFile, authority.KeyFile);

    [TestCase(OcspCertId.Sha1)]
    [TestCase(OcspCertId.Sha256)]
    public void an_answer_of_openssls_responder_is_understood(string hash)
    {
        var nonce = new byte[32];
        var response = OcspReader.Read(Openssl(GoodIndex, _responder, Request(hash, nonce), "-ndays", "1"));
        var answer = new RevocationBook([], [response]).Look(_leaf.Certificate, _root.Certificate, Now, Limits);
        Assert.Multiple(() =>
        {
            Assert.That((answer as NotRevoked)?.Evidence.Kind, Is.EqualTo(RevocationKind.OcspResponse));
            Assert.That((answer as NotRevoked)?.Evidence.Bytes.ToArray(), Is.EqualTo(response.Der.ToArray()), "the exact bytes");
            Assert.That(response.Nonce?.ToArray(), Is.EqualTo(nonce));
        });
    }

    [Test]
    public void a_revocation_told_by_openssl_has_its_time_and_reason() =>
        Assert.That(
            (Look(Now, Openssl(RevokedIndex, _responder, Request(), "-ndays", "1")) as IsRevoked)?.Revocation,
            Is.EqualTo(new Revocation(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 1)));

    [Test]
    public void the_authority_itself_may_answer_and_name_itself_by_its_key() =>
        Assert.That(Look(Now, Openssl(GoodIndex, _root, Request(), "-ndays", "1", "-resp_key_id", "-resp_no_certs")), Is.InstanceOf<NotRevoked>());

    [Test]
    public void news_from_after_the_response_was_made_are_not_believed()
    {
        using var authority = WithKey(_root);
        Assert.Multiple(() =>
        {
            Assert.That(Look(Now, Write(OcspStatus.Good, authority)), Is.InstanceOf<NotRevoked>());
            Assert.That(Look(Now, Write(OcspStatus.Good, authority, producedAt: Now.AddMinutes(-30), thisUpdate: Now.AddMinutes(-1))), Is.InstanceOf<RevocationUnknown>());
        });
    }

    [Test]
    public void openssl_believes_our_responder()
    {
        using var ca = DevelopmentCa.Create(_folder.File("devca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        using var certificate = ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H41"), SignatureAlgorithm.EcdsaP256Sha256);
        using var revoked = ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H42"), SignatureAlgorithm.EcdsaP256Sha256);
        ca.Revoke(revoked, X509RevocationReason.KeyCompromise, Now.AddDays(-1));
        using var ocsp = DevelopmentOcsp.Open(_folder.File("devca"), Hour, TimeProvider.System);
        File.WriteAllText(_folder.File("good.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("bad.crt"), revoked.ExportCertificatePem());
        var authority = Path.Combine(_folder.File("devca"), "ca.crt");
        var (asked, said) = OutsideTool.Run("openssl", "ocsp", "-issuer", authority, "-cert", _folder.File("good.crt"), "-cert", _folder.File("bad.crt"), "-reqout", _folder.File("theirs.der"));
        Assert.That(asked, Is.Zero, said);
        _folder.Write("ours.der", ocsp.Answer(File.ReadAllBytes(_folder.File("theirs.der"))));
        var (exit, output) = OutsideTool.Run(
            "openssl", "ocsp", "-issuer", authority, "-cert", _folder.File("good.crt"), "-cert", _folder.File("bad.crt"), "-no_nonce", "-respin", _folder.File("ours.der"), "-CAfile", authority);
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero, output);
            Assert.That(output, Does.Contain("Response verify OK").And.Contain("good.crt: good").And.Contain("bad.crt: revoked").And.Contain("keyCompromise"));
            Assert.That(
                OcspReader.Read(File.ReadAllBytes(_folder.File("ours.der"))).Nonce?.ToArray(),
                Is.Not.Null.And.EqualTo(OcspRequest.Read(File.ReadAllBytes(_folder.File("theirs.der"))).Nonce?.ToArray()),
                "the nonce came back");
        });
    }

    [Test]
    public void our_responder_knows_only_what_its_authority_issued_and_says_so_of_no_request()
    {
        using var ca = DevelopmentCa.Create(_folder.File("devca2"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        using var ocsp = DevelopmentOcsp.Open(_folder.File("devca2"), Hour, TimeProvider.System);
        var stranger = OcspReader.Read(ocsp.Answer(Request())).Answers.Single().Status;
        Assert.Multiple(() =>
        {
            Assert.That(stranger, Is.EqualTo(OcspStatus.Unknown));
            Assert.That(() => OcspReader.Read(ocsp.Answer("rác"u8.ToArray())), Throws.TypeOf<OcspFormatException>().With.Property("Code").EqualTo(OcspFormatException.NotSuccessful));
        });
    }

    [Test]
    public void a_stranger_with_a_certificate_for_ocsp_from_another_authority_is_nobody()
    {
        var other = OpensslAuthority.Root(_folder, "other", "/C=VN/CN=Root");
        using var signer = WithKey(other.Issue("otherocsp", "/C=VN/CN=OCSP", OpensslAuthority.LeafExtensions + "extendedKeyUsage=OCSPSigning\n"));
        Assert.That(Look(Now, Write(OcspStatus.Good, signer)), Is.InstanceOf<RevocationUnknown>());
    }

    [Test]
    public void a_subscriber_of_the_authority_may_not_answer_for_it()
    {
        // With nocheck, so that nothing but the missing usage stands in its way.
        using var signer = WithKey(_root.Issue("subscriber", "/C=VN/CN=H42", OpensslAuthority.LeafExtensions + "noCheck=ignored\n", serial: "0x80"));
        Assert.That(Look(Now, Write(OcspStatus.Good, signer)), Is.InstanceOf<RevocationUnknown>());
    }

    [Test]
    public void a_responder_certificate_with_a_critical_extension_nobody_knows_is_none()
    {
        using var signer = WithKey(_root.Issue("critical", "/C=VN/CN=OCSP", OpensslAuthority.LeafExtensions + "extendedKeyUsage=OCSPSigning\nnoCheck=ignored\n1.2.3.4=critical,DER:05:00\n", serial: "0x78"));
        Assert.That(Look(Now, Write(OcspStatus.Good, signer)), Is.InstanceOf<RevocationUnknown>());
    }

    [Test]
    public void a_responder_without_nocheck_must_itself_be_on_no_list()
    {
        var checkedOne = _root.Issue("checked", "/C=VN/CN=OCSP", OpensslAuthority.LeafExtensions + "extendedKeyUsage=OCSPSigning\n", serial: "0x79");
        using var signer = WithKey(checkedOne);
        var response = OcspReader.Read(Write(OcspStatus.Good, signer));
        RevocationAnswer With(string index) => new RevocationBook([CrlReader.Read(CrlReader.ToDer(OpensslCrl.Make(_folder, _root, index)))], [response])
            .Look(_leaf.Certificate, _root.Certificate, Now.AddMinutes(1), new RevocationLimits(TimeSpan.FromMinutes(5), TimeSpan.FromDays(1)));
        Assert.Multiple(() =>
        {
            Assert.That(Look(Now, Write(OcspStatus.Good, signer)), Is.InstanceOf<RevocationUnknown>(), "no list");
            Assert.That((With("") as NotRevoked)?.Evidence.Kind, Is.Not.Null, "not on the list");
            Assert.That(
                new RevocationBook([CrlReader.Read(CrlReader.ToDer(OpensslCrl.Make(_folder, _root, "R\t301231235959Z\t260102030405Z\t79\tunknown\t/CN=x\n")))], [OcspReader.Read(Write(OcspStatus.Revoked, signer))])
                    .Look(_leaf.Certificate, _root.Certificate, Now, Limits),
                Is.InstanceOf<NotRevoked>(), "a revoked responder says nothing, so the list alone counts");
        });
    }

    [Test]
    public void an_answer_about_another_certificate_says_nothing_of_this_one()
    {
        using var signer = WithKey(_responder);
        Assert.Multiple(() =>
        {
            Assert.That(Look(Now, Write(OcspStatus.Good, signer, static id => id with { SerialNumber = "1235" })), Is.InstanceOf<RevocationUnknown>(), "serial");
            Assert.That(Look(Now, Write(OcspStatus.Good, signer, static id => id with { IssuerKeyHash = new string('0', 64) })), Is.InstanceOf<RevocationUnknown>(), "key");
            Assert.That(Look(Now, Write(OcspStatus.Good, signer, static id => id with { IssuerNameHash = new string('0', 64) })), Is.InstanceOf<RevocationUnknown>(), "name");
            Assert.That(Look(Now, Write(OcspStatus.Good, signer, static id => id with { HashAlgorithm = "1.2.3" })), Is.InstanceOf<RevocationUnknown>(), "hash");
        });
    }

    [Test]
    public void an_unknown_certificate_is_never_good()
    {
        using var signer = WithKey(_responder);
        Assert.That(Look(Now, Write(OcspStatus.Unknown, signer)), Is.InstanceOf<RevocationUnknown>());
    }

    [TestCase(-3, -2, TestName = "an answer past its next update is stale")]
    [TestCase(-30, 48, TestName = "an answer older than the policy allows is stale")]
    [TestCase(2, 4, TestName = "an answer from the future is none")]
    public void stale_and_future_answers_say_nothing(int thisHours, int nextHours)
    {
        using var signer = WithKey(_responder);
        Assert.That(Look(Now, Write(OcspStatus.Good, signer, null, Now.AddHours(thisHours), Now.AddHours(nextHours))), Is.InstanceOf<RevocationUnknown>());
    }

    [Test]
    public void a_revocation_counts_even_when_stale_and_outweighs_a_list()
    {
        using var signer = WithKey(_responder);
        var list = CrlReader.Read(CrlReader.ToDer(OpensslCrl.Make(_folder, _root, "")));
        var stale = OcspReader.Read(Write(OcspStatus.Revoked, signer, null, Now.AddDays(-9), Now.AddDays(-8)));
        Assert.That(new RevocationBook([list], [stale]).Look(_leaf.Certificate, _root.Certificate, Now, Limits), Is.InstanceOf<IsRevoked>());
    }

    [Test]
    public void a_hold_is_lifted_by_newer_data_and_a_compromise_is_not()
    {
        using var signer = WithKey(_responder);
        byte[] Old(int reason) => OcspResponseWriter.Sign(
            [new OcspAnswer(OcspCertId.Of(_leaf.Certificate, _root.Certificate, OcspCertId.Sha1), OcspStatus.Revoked, new Revocation(Now.AddDays(-2), reason), Now.AddHours(-5), Now.AddHours(1))], Now, null, signer);
        var list = CrlReader.Read(CrlReader.ToDer(OpensslCrl.Make(_folder, _root, "")));
        RevocationAnswer With(int reason) => new RevocationBook([list], [OcspReader.Read(Old(reason))]).Look(_leaf.Certificate, _root.Certificate, Now.AddMinutes(1), Limits);
        Assert.Multiple(() =>
        {
            Assert.That(With(6), Is.InstanceOf<NotRevoked>());
            Assert.That(With(1), Is.InstanceOf<IsRevoked>());
        });
    }

    [Test]
    public void no_changed_byte_keeps_a_response_good()
    {
        using var signer = WithKey(_responder);
        var der = Write(OcspStatus.Good, signer);
        for (var i = 0; i < der.Length; i++)
        {
            var changed = (byte[])der.Clone();
            changed[i] ^= 4;
            try
            {
                Assert.That(Look(Now, changed), Is.InstanceOf<RevocationUnknown>(), $"byte {i}");
            }
            catch (OcspFormatException e)
            {
                Assert.That(e.Code, Does.StartWith("ocsp-"));
            }
        }
    }

    [Test]
    public void a_responder_whose_certificate_was_written_otherwise_outside_its_signature_is_nobody()
    {
        // One certificate in eight has a signature whose last three bits are zero: those can be declared spare and the rest still verifies.
        OpensslAuthority chosen;
        var serial = 0x9000;
        do
        {
            chosen = _root.Issue("spare", "/C=VN/CN=OCSP", OpensslAuthority.LeafExtensions + "extendedKeyUsage=OCSPSigning\nnoCheck=ignored\n", serial: $"0x{++serial:X}");
        }
        while ((chosen.Der.Span[^1] & 7) != 0 && serial < 0x9100);
        var genuine = chosen.Der.ToArray();
        var spare = (byte[])genuine.Clone();
        var length = Array.FindLastIndex(spare, static b => b == 0x03);
        while (spare[length + 1] != spare.Length - length - 2 || spare[length + 2] != 0)
        {
            length = Array.FindLastIndex(spare, length - 1, static b => b == 0x03);
        }

        spare[length + 2] = 3;
        using var signer = WithKey(chosen);
        var response = Write(OcspStatus.Good, signer);
        var at = response.AsSpan().IndexOf(genuine);
        Assert.That(Look(Now, response), Is.InstanceOf<NotRevoked>());
        spare.CopyTo(response, at);
        Assert.That(Look(Now, response), Is.InstanceOf<RevocationUnknown>());
    }
}
