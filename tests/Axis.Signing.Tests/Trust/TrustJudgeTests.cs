using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Trust;

public sealed class TrustJudgeTests
{
    private static readonly OrganId Sender = OrganId.Parse("H41.02");

    private TemporaryFolder _folder;
    private DevelopmentCa _ca;
    private SetClock _clock;
    private X509Certificate2 _certificate;
    private TrustJudge _judge;
    private DateTimeOffset _now;

    [SetUp]
    public void Create()
    {
        _now = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
        _clock = new SetClock(_now.AddDays(-30));
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650), _clock);
        _certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H41.02"), SignatureAlgorithm.EcdsaP256Sha256);
        _clock.Now = _now;
        _judge = new TrustJudge(new CertificateChains());
    }

    [TearDown]
    public void Delete()
    {
        _certificate.Dispose();
        _ca.Dispose();
        _folder.Dispose();
    }

    private CertificateEntry Entry() => new(KeyUse.Agency, Sender.Value, _certificate.RawDataMemory, _now.AddDays(-20), null, null) { Section = "root" };

    private Agency NewAgency() => new(
        Sender, "Sở Nội vụ", Tier.Province, null, NodeId.Parse("tinh-1"), AgencyStatus.Active, _now.AddYears(-1), null, [OrganId.Parse("000.00.02.H41")], []);

    private DirectorySnapshot Directory(CertificateEntry? entry = null, Agency? agency = null, bool anchored = true, TimeSpan? expiresIn = null) => new(
        [agency ?? NewAgency()],
        [],
        [entry ?? Entry()],
        anchored ? [_ca.Certificate.RawDataMemory] : [],
        new Dictionary<string, SectionVersion> { ["root"] = new("root", 7, Digest.Of("h"u8), _now.AddDays(-2), _now + (expiresIn ?? TimeSpan.FromDays(2))) });

    private RevocationBook Lists(TimeSpan? validFor = null) =>
        RevocationBook.Read([_ca.IssueCrl(validFor ?? TimeSpan.FromDays(1))], out _);

    private JudgeInput Input() => new()
    {
        Cryptography = new CryptographicResult
        {
            Indication = Indication.TotalPassed,
            SubIndication = SubIndication.None,
            Checks = [new Check("packet-digest", CheckOutcome.Passed, "Gói tin còn nguyên.")],
            CertificateDer = _certificate.RawDataMemory,
            ClaimedSigningTime = _now.AddMinutes(-1),
            From = Sender,
        },
        Directory = Directory(),
        Revocation = Lists(),
        ReceivedAt = _now,
        Now = _now,
        Scope = JudgeScope.Recipient,
        Policy = VerificationPolicy.Default,
    };

    private string Verdict(JudgeInput input) => _judge.Judge(input).Verdict;

    private static CheckOutcome Outcome(VerificationReport report, string check) => report.Checks.Single(c => c.Name == check).Outcome;

    [Test]
    public void all_checks_passed_is_a_pass()
    {
        var report = _judge.Judge(Input());
        Assert.Multiple(() =>
        {
            Assert.That(report.Verdict, Is.EqualTo("TOTAL-PASSED"));
            Assert.That(report.Checks, Has.All.Property("Outcome").EqualTo(CheckOutcome.Passed));
            Assert.That(report.DirectoryVersions["root"], Is.EqualTo(7));
        });
    }

    [Test]
    public void an_alias_of_the_sender_is_the_sender() =>
        Assert.That(Verdict(Input() with { Directory = Directory(Entry() with { Owner = "000.00.02.H41" }) }), Is.EqualTo("TOTAL-PASSED"));

    [Test]
    public void a_failed_cryptography_keeps_its_verdict_and_makes_no_other_check()
    {
        var input = Input();
        var report = _judge.Judge(input with
        {
            Cryptography = input.Cryptography with { Indication = Indication.TotalFailed, SubIndication = SubIndication.HashFailure },
        });
        Assert.Multiple(() =>
        {
            Assert.That(report.Verdict, Is.EqualTo("TOTAL-FAILED/HASH_FAILURE"));
            Assert.That(TrustChecks.All.Select(c => Outcome(report, c)), Is.All.EqualTo(CheckOutcome.NotMade));
        });
    }

    [Test]
    public void a_relay_says_that_it_did_not_look_at_revocation()
    {
        var report = _judge.Judge(Input() with { Scope = JudgeScope.Relay });
        Assert.Multiple(() =>
        {
            Assert.That(Outcome(report, TrustChecks.Revocation), Is.EqualTo(CheckOutcome.NotMade));
            Assert.That(report.Verdict, Is.EqualTo("INDETERMINATE/TRY_LATER"));
            Assert.That(TransportDecision.For(report).Action, Is.EqualTo(TransportAction.Deliver));
        });
    }

    [Test]
    public void an_unknown_certificate_is_indeterminate() =>
        Assert.That(Verdict(Input() with { Directory = DirectorySnapshot.Empty }), Is.EqualTo("INDETERMINATE/BINDING_UNKNOWN"));

    [TestCase("H41.03", KeyUse.Agency)]
    [TestCase("H41.02", KeyUse.NodeSeal)]
    public void a_certificate_of_another_or_for_another_use_breaks_the_binding(string owner, KeyUse use) =>
        Assert.That(Verdict(Input() with { Directory = Directory(Entry() with { Owner = owner, Use = use }) }), Is.EqualTo("TOTAL-FAILED/BINDING_BROKEN"));

    [Test]
    public void without_anchors_there_is_no_chain() =>
        Assert.That(Verdict(Input() with { Directory = Directory(anchored: false) }), Is.EqualTo("INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND"));

    [Test]
    public void a_chain_to_another_authority_is_none()
    {
        using var other = DevelopmentCa.Create(_folder.File("other"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650), _clock);
        var directory = Directory(anchored: false);
        var foreign = new DirectorySnapshot(directory.Agencies, [], directory.Certificates, [other.Certificate.RawDataMemory], directory.Sections);
        Assert.That(Verdict(Input() with { Directory = foreign }), Is.EqualTo("INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND"));
    }

    [Test]
    public void without_a_revocation_list_the_verdict_waits() =>
        Assert.That(Verdict(Input() with { Revocation = RevocationBook.Empty }), Is.EqualTo("INDETERMINATE/TRY_LATER"));

    [Test]
    public void a_stale_revocation_list_is_none()
    {
        _clock.Now = _now.AddDays(-3);
        Assert.That(Verdict(Input() with { Revocation = Lists(TimeSpan.FromDays(2)) }), Is.EqualTo("INDETERMINATE/TRY_LATER"));
    }

    [Test]
    public void a_list_older_than_the_policy_allows_is_stale_whatever_it_says()
    {
        _clock.Now = _now.AddDays(-8);
        Assert.That(Verdict(Input() with { Revocation = Lists(TimeSpan.FromDays(90)) }), Is.EqualTo("INDETERMINATE/TRY_LATER"));
    }

    [Test]
    public void a_list_signed_by_another_key_of_the_same_name_is_none()
    {
        using var impostor = DevelopmentCa.Create(_folder.File("impostor"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650), _clock);
        var lists = RevocationBook.Read([impostor.IssueCrl(TimeSpan.FromDays(1))], out _);
        Assert.That(Verdict(Input() with { Revocation = lists }), Is.EqualTo("INDETERMINATE/TRY_LATER"));
    }

    [Test]
    public void a_certificate_revoked_before_the_proof_is_revoked()
    {
        _ca.Revoke(_certificate, X509RevocationReason.KeyCompromise, _now.AddHours(-1));
        Assert.That(Verdict(Input() with { Revocation = Lists() }), Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));
    }

    private JudgeInput Proved(params Proof[] proofs)
    {
        var input = Input();
        return input with { Proof = proofs[0], Witnesses = proofs, Cryptography = input.Cryptography with { ClaimedSigningTime = _now.AddHours(-3) } };
    }

    private Proof Node(string node, double hoursAgo) => new(_now.AddHours(-hoursAgo), Proof.NativeReceipt, node);

    [Test]
    public void a_certificate_revoked_after_two_nodes_had_the_packet_was_good_then()
    {
        _ca.Revoke(_certificate, X509RevocationReason.KeyCompromise, _now.AddHours(-1));
        Assert.That(Verdict(Proved(Node("huyen-1", 2), Node("tinh-1", 1.5)) with { Revocation = Lists() }), Is.EqualTo("TOTAL-PASSED"));
    }

    [Test]
    public void one_nodes_word_does_not_outweigh_a_revocation()
    {
        _ca.Revoke(_certificate, X509RevocationReason.KeyCompromise, _now.AddHours(-1));
        Assert.That(Verdict(Proved(Node("huyen-1", 2)) with { Revocation = Lists() }), Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));
    }

    [Test]
    public void one_nodes_word_said_twice_does_not_outweigh_a_revocation()
    {
        _ca.Revoke(_certificate, X509RevocationReason.KeyCompromise, _now.AddHours(-1));
        Assert.That(Verdict(Proved(Node("huyen-1", 2), Node("huyen-1", 1.5)) with { Revocation = Lists() }), Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));
    }

    [Test]
    public void a_second_node_that_had_the_packet_only_after_the_revocation_corroborates_nothing()
    {
        _ca.Revoke(_certificate, X509RevocationReason.KeyCompromise, _now.AddHours(-1));
        Assert.That(Verdict(Proved(Node("huyen-1", 2), Node("tinh-1", 0.5)) with { Revocation = Lists() }), Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));
    }

    [Test]
    public void a_timestamp_authority_alone_outweighs_a_revocation()
    {
        _ca.Revoke(_certificate, X509RevocationReason.KeyCompromise, _now.AddHours(-1));
        Assert.That(Verdict(Proved(new Proof(_now.AddHours(-2), Proof.TimestampToken, "tsa")) with { Revocation = Lists() }), Is.EqualTo("TOTAL-PASSED"));
    }

    [TestCase(1, "INDETERMINATE/REVOKED_NO_POE")]
    [TestCase(2, "TOTAL-PASSED")]
    public void a_binding_the_directory_withdrew_needs_the_word_of_two_nodes_from_before(int nodes, string verdict) =>
        Assert.That(
            Verdict(Proved([.. Enumerable.Range(1, nodes).Select(n => Node("nut-" + n, 2))]) with { Directory = Directory(Entry() with { RevokedAt = _now.AddHours(-1) }) }),
            Is.EqualTo(verdict));

    [TestCase(1, "INDETERMINATE/OUT_OF_BOUNDS_NO_POE")]
    [TestCase(2, "TOTAL-PASSED")]
    public void the_last_signatures_of_a_closed_agency_need_the_word_of_two_nodes(int nodes, string verdict)
    {
        var closed = NewAgency() with { Status = AgencyStatus.Closed, ValidTo = _now.AddHours(-100) };
        var input = Proved([.. Enumerable.Range(1, nodes).Select(n => Node("nut-" + n, 101))]);
        Assert.That(
            Verdict(input with { Directory = Directory(agency: closed), Cryptography = input.Cryptography with { ClaimedSigningTime = _now.AddHours(-101) } }), Is.EqualTo(verdict));
    }

    [TestCase(-50, -1)]
    [TestCase(-1, -50)]
    [TestCase(-50, null)]
    [TestCase(null, -50)]
    public void a_certificate_withdrawn_by_any_of_its_entries_is_withdrawn_from_the_earliest_time(int? first, int? second)
    {
        DateTimeOffset? At(int? minutes) => minutes is { } m ? _now.AddMinutes(m) : null;
        var directory = Directory();
        var both = new DirectorySnapshot(
            directory.Agencies, [], [Entry() with { RevokedAt = At(first) }, Entry() with { RevokedAt = At(second) }], directory.TrustAnchors, directory.Sections);
        var input = Proved(Node("huyen-1", 0.5), Node("tinh-1", 0.5));
        Assert.That(Verdict(input with { Directory = both }), Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));
    }

    [Test]
    public void a_binding_the_directory_withdrew_needs_a_proof_from_before() =>
        Assert.That(
            Verdict(Input() with { Directory = Directory(Entry() with { RevokedAt = _now.AddHours(-1) }) }), Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));

    [Test]
    public void a_certificate_past_its_validity_is_out_of_bounds()
    {
        var input = Input();
        var late = _now.AddDays(400);
        Assert.That(
            Verdict(input with
            {
                ReceivedAt = late,
                Now = late,
                Directory = Directory(expiresIn: TimeSpan.FromDays(500)),
                Cryptography = input.Cryptography with { ClaimedSigningTime = late },
            }),
            Is.EqualTo("INDETERMINATE/OUT_OF_BOUNDS_NO_POE"));
    }

    [Test]
    public void a_past_validity_does_not_harm_what_is_proved_from_within()
    {
        var input = Input();
        var late = _now.AddDays(400);
        _clock.Now = late;
        Assert.That(
            Verdict(input with { Proof = new Proof(_now, "native-receipt", "tinh-1"), ReceivedAt = late, Now = late, Revocation = Lists() }), Is.EqualTo("TOTAL-PASSED"));
    }

    [TestCase(-7 * 24 * 60, "TOTAL-PASSED")]
    [TestCase((-7 * 24 * 60) - 1, "INDETERMINATE/SIG_CONSTRAINTS_FAILURE")]
    [TestCase(5, "TOTAL-PASSED")]
    [TestCase(6, "INDETERMINATE/SIG_CONSTRAINTS_FAILURE")]
    public void the_claimed_time_must_lie_near_the_proof(int minutes, string verdict)
    {
        var input = Input();
        Assert.That(Verdict(input with { Cryptography = input.Cryptography with { ClaimedSigningTime = _now.AddMinutes(minutes) } }), Is.EqualTo(verdict));
    }

    [Test]
    public void an_expired_section_leaves_the_verdict_open() =>
        Assert.That(Verdict(Input() with { Directory = Directory(expiresIn: TimeSpan.FromHours(-1)) }), Is.EqualTo("INDETERMINATE/TRY_LATER"));

    [Test]
    public void an_expired_section_does_not_hide_a_revocation()
    {
        _ca.Revoke(_certificate, X509RevocationReason.KeyCompromise, _now.AddHours(-1));
        Assert.That(
            Verdict(Input() with { Directory = Directory(expiresIn: TimeSpan.FromHours(-1)), Revocation = Lists() }), Is.EqualTo("INDETERMINATE/REVOKED_NO_POE"));
    }

    [TestCase(-71, -80, "TOTAL-PASSED")]
    [TestCase(-73, -80, "INDETERMINATE/OUT_OF_BOUNDS_NO_POE")]
    [TestCase(-71, -70, "TOTAL-FAILED/BINDING_BROKEN")]
    public void a_closed_agency_needs_a_proof_within_72_hours(int closedHours, int signedHours, string verdict)
    {
        var input = Input();
        var agency = NewAgency() with { Status = AgencyStatus.Closed, ValidTo = _now.AddHours(closedHours) };
        Assert.That(
            Verdict(input with
            {
                Directory = Directory(agency: agency),
                Cryptography = input.Cryptography with { ClaimedSigningTime = _now.AddHours(signedHours) },
            }),
            Is.EqualTo(verdict));
    }

    [Test]
    public void a_certificate_not_issued_for_signing_signs_no_packet()
    {
        // A key that may only decrypt: neither digitalSignature nor nonRepudiation.
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=H41.02", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        using var own = request.CreateSelfSigned(_now.AddDays(-1), _now.AddDays(10));
        var bound = new CertificateEntry(KeyUse.Agency, Sender.Value, own.RawDataMemory, _now.AddDays(-20), null, null) { Section = "root" };
        var directory = new DirectorySnapshot([NewAgency()], [], [bound], [own.RawDataMemory], Directory().Sections);
        var input = Input();
        Assert.That(
            Verdict(input with { Directory = directory, Cryptography = input.Cryptography with { CertificateDer = own.RawDataMemory } }),
            Is.EqualTo("INDETERMINATE/CHAIN_CONSTRAINTS_FAILURE"));
    }
}
