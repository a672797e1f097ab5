using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Trust;

/// <summary>Lists of openssl's making that must not count, and what a revoked authority does to those below it.</summary>
public sealed class RevocationAttackTests
{
    private const string RevokedLeaf = "R\t301231235959Z\t260102030405Z,keyCompromise\t1234\tunknown\t/CN=x\n";
    private const string RevokedAuthority = "R\t301231235959Z\t260102030405Z,cACompromise\t55\tunknown\t/CN=x\n";

    private TemporaryFolder _folder;
    private OpensslAuthority _root;
    private OpensslAuthority _between;
    private OpensslAuthority _leaf;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [OneTimeSetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _root = OpensslAuthority.Root(_folder, "root", "/C=VN/CN=Root");
        _between = _root.Issue("ca", "/C=VN/CN=CA1", OpensslAuthority.CaExtensions, serial: "0x55");
        _leaf = _between.Issue("leaf", "/C=VN/CN=H41.02", OpensslAuthority.LeafExtensions, serial: "0x1234");
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    private byte[] List(OpensslAuthority authority, string index, string extensions = "authorityKeyIdentifier=keyid") => OpensslCrl.Make(_folder, authority, index, extensions);

    private static RevocationBook Book(params byte[][] lists) => RevocationBook.Read([.. lists.Select(static l => (ReadOnlyMemory<byte>)l)], out _);

    private static RevocationAnswer Look(OpensslAuthority certificate, OpensslAuthority issuer, RevocationBook book) =>
        book.Look(certificate.Certificate, issuer.Certificate, Now.AddMinutes(1), TimeSpan.FromDays(7));

    private JudgeInput Input(RevocationBook book) => new()
    {
        Cryptography = new CryptographicResult
        {
            Indication = Indication.TotalPassed,
            SubIndication = SubIndication.None,
            Checks = [],
            CertificateDer = _leaf.Der,
            ClaimedSigningTime = Now,
            From = OrganId.Parse("H41.02"),
        },
        Directory = new DirectorySnapshot(
            [new Agency(OrganId.Parse("H41.02"), "Sở Nội vụ", Tier.Province, null, NodeId.Parse("tinh-1"), AgencyStatus.Active, Now.AddYears(-1), null, [], [])],
            [],
            [new CertificateEntry(KeyUse.Agency, "H41.02", _leaf.Der, Now.AddDays(-1), null, null) { Section = "root" }],
            [_root.Der, _between.Der],
            new Dictionary<string, SectionVersion> { ["root"] = new("root", 1, Digest.Of("h"u8), Now.AddDays(-2), Now.AddDays(2)) }),
        Revocation = book,
        ReceivedAt = Now.AddMinutes(1),
        Now = Now.AddMinutes(1),
        Scope = JudgeScope.Recipient,
        Policy = VerificationPolicy.Default,
    };

    [Test]
    public void a_list_of_another_authority_says_nothing_of_ours() =>
        Assert.That(Look(_leaf, _between, Book(List(_root, RevokedLeaf))), Is.InstanceOf<RevocationUnknown>());

    [Test]
    public void an_authority_that_may_not_sign_lists_signs_none()
    {
        var mute = _root.Issue("mute", "/C=VN/CN=CA2", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n", serial: "0x56");
        var below = mute.Issue("below", "/C=VN/CN=H42", OpensslAuthority.LeafExtensions);
        Assert.That(Look(below, mute, Book(List(mute, ""))), Is.InstanceOf<RevocationUnknown>());
    }

    [Test]
    public void a_list_with_a_critical_extension_nobody_knows_is_not_used() =>
        Assert.That(Look(_leaf, _between, Book(List(_between, "", "authorityKeyIdentifier=keyid\n1.2.3.4=critical,DER:05:00"))), Is.InstanceOf<RevocationUnknown>());

    [TestCase("2.5.29.28=DER:30:03:82:01:FF", TestName = "a_list_of_authorities_only_that_forgot_to_say_so_critically_is_not_used")]
    [TestCase("2.5.29.28=DER:30:04:83:02:06:40", TestName = "a_list_of_some_reasons_only_that_forgot_to_say_so_critically_is_not_used")]
    [TestCase("2.5.29.27=DER:02:01:01", TestName = "a_list_of_changes_only_that_forgot_to_say_so_critically_is_not_used")]
    public void an_incomplete_list(string extension) =>
        Assert.That(Look(_leaf, _between, Book(List(_between, "", "authorityKeyIdentifier=keyid\n" + extension))), Is.InstanceOf<RevocationUnknown>());

    [TestCase("0x00F2345678901234567890", "F2345678901234567890")]
    [TestCase("0x0080", "80")]
    public void a_serial_number_with_its_highest_bit_set_is_found_in_the_list(string serial, string listed)
    {
        var leaf = _between.Issue("high" + listed, "/C=VN/CN=H43", OpensslAuthority.LeafExtensions, serial: serial);
        Assert.That(Look(leaf, _between, Book(List(_between, RevokedLeaf.Replace("1234", listed, StringComparison.Ordinal)))), Is.InstanceOf<IsRevoked>());
    }

    [Test]
    public void every_authority_of_the_path_is_looked_at()
    {
        var judge = new TrustJudge(new CertificateChains());
        Assert.Multiple(() =>
        {
            Assert.That(judge.Judge(Input(Book(List(_between, ""), List(_root, "")))).Verdict, Is.EqualTo("TOTAL-PASSED"));
            Assert.That(judge.Judge(Input(Book(List(_between, "")))).Verdict, Is.EqualTo("INDETERMINATE/TRY_LATER"), "nothing is known of the authority");
            Assert.That(judge.Judge(Input(Book(List(_between, ""), List(_root, RevokedAuthority)))).Verdict, Is.EqualTo("INDETERMINATE/REVOKED_CA_NO_POE"));
            Assert.That(judge.Judge(Input(Book(List(_between, RevokedLeaf), List(_root, "")))).Verdict, Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));
        });
    }

    [Test]
    public void a_verdict_bears_the_exact_data_that_it_rests_on()
    {
        var (own, above) = (List(_between, ""), List(_root, ""));
        var report = new TrustJudge(new CertificateChains()).Judge(Input(Book(own, above)));
        Assert.Multiple(() =>
        {
            Assert.That(report.Evidence.Select(static e => e.Bytes.ToArray()), Is.EqualTo(new[] { CrlReader.ToDer(own).ToArray(), CrlReader.ToDer(above).ToArray() }));
            Assert.That(report.RevocationData.Select(static r => r.Digest), Is.EqualTo(report.Evidence.Select(static e => e.Digest.ToString())));
            Assert.That(report.Store, Is.EqualTo(TrustStore.Official));
        });
    }

    [Test]
    public void a_thousand_packets_of_one_agency_cost_one_validation_of_its_path()
    {
        var chains = new CertificateChains();
        var (judge, input) = (new TrustJudge(chains), Input(Book(List(_between, ""), List(_root, ""))));
        for (var i = 0; i < 1000; i++)
        {
            Assert.That(judge.Judge(input).Verdict, Is.EqualTo("TOTAL-PASSED"));
        }

        Assert.That(chains.Built, Is.EqualTo(1));
    }
}
