using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Timestamps;

/// <summary>Levels and renewals over years, with a clock that is turned.</summary>
public sealed class ProofChainTests
{
    private static readonly ProofPolicy ToLt = new(SignatureLevel.LT, TimeSpan.FromDays(180), AlgorithmSunset.Default);
    private static readonly ProofPolicy ToLta = ToLt with { Target = SignatureLevel.LTA };

    private StampingWorld _world;

    [SetUp]
    public void Create() => _world = new StampingWorld();

    [TearDown]
    public void Delete() => _world.Dispose();

    private Task<ProofChainReport> Verify(IReadOnlyList<SignatureProof> proofs, byte[]? packet = null, AlgorithmSunset? sunset = null, RevocationBook? book = null) =>
        new ProofChainVerifier(new CertificateChains()).VerifyAsync(_world.Stamped(packet), proofs, _world.Context(book, sunset ?? Long), CancellationToken.None);

    [TestCase(SignatureLevel.T)]
    [TestCase(SignatureLevel.LT)]
    [TestCase(SignatureLevel.LTA)]
    public async Task each_level_is_reached_and_reported(SignatureLevel target)
    {
        var proofs = await _world.RaiseAsync([], ToLt with { Target = target });

        Assert.That((await Verify(proofs)).Level, Is.EqualTo(target));
    }

    [Test]
    public async Task without_proofs_the_level_is_B() => Assert.That((await Verify([])).Level, Is.EqualTo(SignatureLevel.B));

    [Test]
    public async Task the_proof_of_time_is_the_signature_timestamp()
    {
        var at = _world.Clock.Now;
        var proofs = await _world.RaiseAsync([], ToLta);
        _world.Clock.Now = at.AddDays(30);

        var report = await Verify(proofs);

        Assert.That((report.Proof!.Time, report.Proof.Kind), Is.EqualTo((at, "timestamp-token")));
    }

    [Test]
    public async Task a_chain_of_renewals_holds_twelve_years_later_with_every_earlier_authority_expired()
    {
        var proofs = await TwelveYears();
        var report = await Verify(proofs);

        Assert.Multiple(() =>
        {
            Assert.That(report.Level, Is.EqualTo(SignatureLevel.LTA), string.Join("\n", report.Checks));
            Assert.That(report.Checks.Select(static c => c.Outcome), Is.All.EqualTo(CheckOutcome.Passed));
            Assert.That(report.Proof!.Time.Year, Is.EqualTo(2026));
            Assert.That(proofs.Count(static p => p.Kind == ProofKind.ArchiveTimestamp), Is.GreaterThanOrEqualTo(6));
        });
    }

    [Test]
    public async Task the_signature_of_an_expired_certificate_passes_five_years_later_at_the_time_proved()
    {
        var proofs = await Years(5);
        var chain = await Verify(proofs);
        var judge = new TrustJudge(new CertificateChains());
        var at = _world.Clock.Now;

        // The agency's certificate ran for one year; the sections that bound it are those of the day.
        var entry = new Axis.Core.Agencies.CertificateEntry(Axis.Core.Agencies.KeyUse.Agency, "H37.12", _world.Agency.Certificate.RawDataMemory, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null, null) { Section = "root" };
        var sender = Axis.Core.Agencies.OrganId.Parse("H37.12");
        var directory = new Axis.Core.Agencies.DirectorySnapshot(
            [new(sender, "Sở Nội vụ", Axis.Core.Agencies.Tier.Province, null, Axis.Core.Agencies.NodeId.Parse("tinh-1"), Axis.Core.Agencies.AgencyStatus.Active, at.AddYears(-9), null, [], [])],
            [],
            [entry],
            [_world.Ca.Certificate.RawDataMemory],
            new Dictionary<string, Axis.Core.Agencies.SectionVersion> { ["root"] = new("root", 7, Axis.Core.Packets.Digest.Of("h"u8), at.AddYears(-6), at.AddYears(1)) });
        var input = new JudgeInput
        {
            Cryptography = CryptographicResult.Of(_world.Stamped().Check, sender),
            Directory = directory,
            Revocation = RevocationBook.Empty,
            ReceivedAt = at,
            Now = at,
            Scope = JudgeScope.Recipient,
            Policy = VerificationPolicy.Default,
        };

        var without = judge.Judge(input).Verdict;
        var with = chain.AddTo(judge.Judge(chain.AddTo(input)));

        Assert.Multiple(() =>
        {
            Assert.That(without, Is.Not.EqualTo("TOTAL-PASSED"));
            Assert.That((with.Verdict, with.Level), Is.EqualTo(("TOTAL-PASSED", SignatureLevel.LTA)), string.Join("\n", with.Checks));
        });
    }

    [Test]
    public async Task a_renewal_that_came_too_late_does_not_save_the_level()
    {
        var proofs = await _world.RaiseAsync([], ToLt);
        _world.Clock.Now = _world.Clock.Now.AddDays(731);
        _world.ReplaceTsa(TimeSpan.FromDays(730));
        proofs = await _world.RaiseAsync(proofs, ToLt);

        Assert.That((await Verify(proofs)).Level, Is.EqualTo(SignatureLevel.B));
    }

    [Test]
    public async Task a_changed_byte_of_the_packet_breaks_every_timestamp_over_it()
    {
        var proofs = await _world.RaiseAsync([], ToLta);
        using var other = new StampingWorld();

        var report = await Verify(proofs, other.Packet);

        Assert.That((report.Level, report.Proof), Is.EqualTo((SignatureLevel.B, (Proof?)null)));
    }

    [Test]
    public async Task a_value_taken_out_from_under_an_archive_timestamp_is_noticed()
    {
        var proofs = await _world.RaiseAsync([], ToLta);
        proofs[1] = SignatureProof.OfSigner(proofs[1].Values.Take(1));

        var report = await Verify(proofs);

        Assert.That(report.Checks.First(static c => c.Name.EndsWith(TimestampChecks.Imprint, StringComparison.Ordinal) && c.Outcome == CheckOutcome.Failed).Name, Does.StartWith("archive-"));
    }

    [Test]
    public async Task renewals_in_another_order_are_refused()
    {
        var proofs = await Years(5);
        var archives = proofs.Select(static (p, i) => (p, i)).Where(static x => x.p.Kind == ProofKind.ArchiveTimestamp).Select(static x => x.i).ToList();
        (proofs[archives[0]], proofs[archives[1]]) = (proofs[archives[1]], proofs[archives[0]]);

        Assert.That((await Verify(proofs)).Checks.Single().Outcome, Is.EqualTo(CheckOutcome.Failed));
    }

    [Test]
    public async Task a_retired_hash_is_harmless_under_a_renewal_with_a_stronger_one()
    {
        var proofs = await _world.RaiseAsync([], ToLt);
        _world.Clock.Now = _world.Clock.Now.AddDays(30);
        var before = AlgorithmSunset.With(new Dictionary<string, DateOnly> { ["RSA-2048"] = new(2036, 1, 1) });
        proofs = await _world.RaiseAsync(proofs, ToLta with { Sunset = before }, HashAlgorithmName.SHA512);
        _world.Clock.Now = _world.Clock.Now.AddDays(30);

        // The authority signs with SHA-256 itself, so its signature ends that day too; the imprint of the archive does not.
        var archive = proofs.Last(static p => p.Token is not null).Token!;
        var report = await Verify(proofs, sunset: before);

        Assert.That((archive.Hash, report.Level), Is.EqualTo((HashAlgorithmName.SHA512, SignatureLevel.LTA)));
    }

    [Test]
    public async Task an_authority_revoked_after_the_renewal_does_not_undo_what_it_stamped_before()
    {
        var proofs = await _world.RaiseAsync([], ToLt);
        _world.Clock.Now = _world.Clock.Now.AddDays(10);
        var first = X509CertificateLoader.LoadCertificate(_world.Authority.RawDataMemory.Span);
        _world.ReplaceTsa(TimeSpan.FromDays(730));
        proofs = await _world.RaiseAsync(proofs, ToLta);
        _world.Clock.Now = _world.Clock.Now.AddDays(10);
        _world.Ca.Revoke(first, X509RevocationReason.Superseded, _world.Clock.Now);
        _world.Clock.Now = _world.Clock.Now.AddDays(1);

        Assert.That((await Verify(proofs)).Level, Is.EqualTo(SignatureLevel.LTA));
    }

    [Test]
    public async Task without_current_lists_the_newest_timestamp_is_not_believed()
    {
        var proofs = await _world.RaiseAsync([], ToLt);
        _world.Clock.Now = _world.Clock.Now.AddDays(60);

        Assert.That((await Verify(proofs, book: RevocationBook.Empty)).Proof, Is.Null);
    }

    [Test]
    public void renewal_is_asked_for_before_the_end_and_never_again_at_once()
    {
        var (stamped, ends) = (_world.Clock.Now, _world.Clock.Now.AddDays(730));

        Assert.Multiple(() =>
        {
            Assert.That(ToLt.RenewalOf(stamped, ends), Is.EqualTo(ends.AddDays(-180)));
            Assert.That(ToLt.RenewalOf(ends.AddDays(-30), ends), Is.EqualTo(ends.AddDays(-10)));
            Assert.That(ToLt.RenewalOf(ends.AddHours(-1), ends), Is.EqualTo(ends.AddHours(23)));
        });
    }

    private Task<List<SignatureProof>> TwelveYears() => Years(12);

    // Looks in every second month; the authority changes its key every second year.
    private async Task<List<SignatureProof>> Years(int years)
    {
        var start = _world.Clock.Now;
        var proofs = await _world.RaiseAsync([], ToLta);
        var replaced = start;
        var policy = ToLta with { Sunset = Long };
        for (var month = 1; month <= years * 12; month += 2)
        {
            _world.Clock.Now = start.AddMonths(month);
            if (_world.Clock.Now - replaced > TimeSpan.FromDays(600))
            {
                _world.ReplaceTsa(TimeSpan.FromDays(730));
                replaced = _world.Clock.Now;
            }

            await _world.RaiseAsync(proofs, policy);
        }

        return proofs;
    }

    private static AlgorithmSunset Long => AlgorithmSunset.With(AlgorithmSunset.Names.ToDictionary(static n => n, static _ => new DateOnly(2050, 1, 1)));
}
