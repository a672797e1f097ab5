using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Packets;
using Axis.Signing.Evidence;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Evidence;

/// <summary>What an intact container proves, on the day and years later.</summary>
public sealed class EvidenceTests
{
    private EvidenceWorld _world;

    [SetUp]
    public void Create() => _world = new EvidenceWorld();

    [TearDown]
    public void Delete() => _world.Dispose();

    [Test]
    public async Task evidence_verifies_with_nothing_but_the_roots_fingerprint()
    {
        var report = await _world.VerifyAsync(await _world.ExportAsync());

        Assert.That(report.Indication, Is.EqualTo(Indication.TotalPassed), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task the_packet_in_the_container_is_the_one_that_was_sent()
    {
        using var zip = new ZipArchive(new MemoryStream(await _world.ExportAsync()));
        using var packet = new MemoryStream();
        await using var entry = await zip.GetEntry("packet.edxml")!.OpenAsync(CancellationToken.None);
        await entry.CopyToAsync(packet);

        Assert.That(packet.ToArray(), Is.EqualTo(_world.Document));
    }

    [Test]
    public async Task the_media_type_stands_at_the_offset_that_the_standard_names()
    {
        var container = await _world.ExportAsync();

        Assert.That(Encoding.ASCII.GetString(container, 30, 39), Is.EqualTo("mimetypeapplication/vnd.etsi.asic-e+zip"));
    }

    [Test]
    public async Task without_a_timestamp_it_holds_while_its_directory_is_in_force()
    {
        var report = await _world.VerifyAsync(await _world.ExportAsync(stamped: false));

        Assert.That((report.Indication, report.ProvedAt), Is.EqualTo((Indication.TotalPassed, (DateTimeOffset?)null)), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task without_a_timestamp_it_is_indeterminate_once_its_directory_has_expired()
    {
        var container = await _world.ExportAsync(stamped: false);
        _world.Clock.Now = _world.Clock.Now.AddDays(31);

        Assert.That((await _world.VerifyAsync(container)).Indication, Is.EqualTo(Indication.Indeterminate));
    }

    [Test]
    public async Task a_year_later_it_holds_by_its_timestamp()
    {
        var made = _world.Clock.Now;
        var container = await _world.ExportAsync();
        _world.Clock.Now = made.AddDays(366);

        var report = await _world.VerifyAsync(container);

        Assert.That((report.Indication, report.ProvedAt), Is.EqualTo((Indication.TotalPassed, (DateTimeOffset?)made)), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task a_year_later_it_says_until_when_the_authority_is_known_and_that_what_came_after_was_not_checked()
    {
        var container = await _world.ExportAsync();
        var known = _world.Clock.Now;
        _world.Clock.Now = known.AddDays(366);

        var status = (await _world.VerifyAsync(container)).Links.Single(static l => l.Name == EvidenceLinks.AuthorityStatus);

        Assert.Multiple(() =>
        {
            Assert.That((status.Outcome, status.Decides), Is.EqualTo((CheckOutcome.NotMade, false)));
            Assert.That(status.English, Does.Contain($"known until {known.UtcDateTime:yyyy-MM-dd}").And.Contain("NOT checked"));
        });
    }

    [Test]
    public async Task with_a_newer_list_of_the_auditor_the_authority_is_known_until_then()
    {
        var container = await _world.ExportAsync();
        _world.Clock.Now = _world.Clock.Now.AddDays(366);

        var report = await _world.VerifyAsync(container, lists: _world.Stamping.Ca.IssueCrl(TimeSpan.FromDays(7)));

        Assert.That(
            report.Links.Where(static l => l.Name == EvidenceLinks.AuthorityStatus).Select(static l => l.Outcome),
            Is.EqualTo(new[] { CheckOutcome.Passed }),
            EvidenceWorld.Told(report));
    }

    [Test]
    public async Task with_a_newer_response_of_the_auditor_the_authority_is_known_until_then()
    {
        var container = await _world.ExportAsync();
        _world.Clock.Now = _world.Clock.Now.AddDays(366);

        var report = await _world.VerifyAsync(container, new RevocationBook([], [_world.Stamping.ResponseAbout(_world.Stamping.Authority)]));

        Assert.That(
            report.Links.Where(static l => l.Name == EvidenceLinks.AuthorityStatus).Select(static l => l.Outcome),
            Is.EqualTo(new[] { CheckOutcome.Passed }),
            EvidenceWorld.Told(report));
    }

    // RFC 3161 §4. The thief's tokens look like the authority's own: nothing stamped by a stolen key is believed, whenever it says that it was.
    [TestCase(X509RevocationReason.KeyCompromise, 30, Indication.Indeterminate)]
    [TestCase(X509RevocationReason.Unspecified, 30, Indication.Indeterminate)]
    [TestCase(X509RevocationReason.Superseded, 30, Indication.TotalPassed)]
    [TestCase(X509RevocationReason.CessationOfOperation, 30, Indication.TotalPassed)]
    [TestCase(X509RevocationReason.Superseded, -1, Indication.Indeterminate)]
    public async Task a_list_of_the_auditor_that_revokes_the_authority_changes_the_verdict_unless_its_key_was_safe(X509RevocationReason reason, int daysAfter, Indication expected)
    {
        var container = await _world.ExportAsync();
        var made = _world.Clock.Now;
        _world.Clock.Now = made.AddDays(366);
        _world.Stamping.Ca.Revoke(_world.Stamping.Authority, reason, made.AddDays(daysAfter));

        var report = await _world.VerifyAsync(container, lists: _world.Stamping.Ca.IssueCrl(TimeSpan.FromDays(7)));

        Assert.That(report.Indication, Is.EqualTo(expected), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task a_theft_found_out_after_the_renewal_but_dated_before_it_voids_what_was_stamped_first()
    {
        var container = await _world.ExportAsync();
        var made = _world.Clock.Now;
        using var stolen = X509CertificateLoader.LoadCertificate(_world.Stamping.Authority.RawDataMemory.Span);
        _world.Clock.Now = made.AddDays(365);
        _world.Stamping.ReplaceTsa(TimeSpan.FromDays(730), SignatureAlgorithm.EcdsaP256Sha256);
        container = await _world.RenewAsync(container);
        _world.Clock.Now = made.AddDays(400);
        _world.Stamping.Ca.Revoke(stolen, X509RevocationReason.KeyCompromise, made.AddDays(100));

        var report = await _world.VerifyAsync(container, lists: _world.Stamping.Ca.IssueCrl(TimeSpan.FromDays(7)));

        Assert.That((report.Indication, report.FirstProblem?.Name), Is.EqualTo((Indication.Indeterminate, EvidenceLinks.Timestamp)), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task five_years_later_it_holds_by_its_renewals_with_every_signing_certificate_expired()
    {
        var made = _world.Clock.Now;
        var container = await _world.ExportAsync();
        for (var year = 1; year <= 4; year++)
        {
            _world.Clock.Now = made.AddDays(year * 365);
            _world.Stamping.ReplaceTsa(TimeSpan.FromDays(730), SignatureAlgorithm.EcdsaP256Sha256);
            container = await _world.RenewAsync(container);
        }

        _world.Clock.Now = made.AddYears(5);
        var report = await _world.VerifyAsync(container);

        Assert.Multiple(() =>
        {
            Assert.That(report.Indication, Is.EqualTo(Indication.TotalPassed), EvidenceWorld.Told(report));
            Assert.That(report.ProvedAt, Is.EqualTo(made));
            Assert.That(_world.Stamping.Agency.Certificate.NotAfter.ToUniversalTime(), Is.LessThan(report.JudgedAt.UtcDateTime));
        });
    }

    [Test]
    public async Task five_years_later_without_a_renewal_it_is_indeterminate_and_says_why()
    {
        var container = await _world.ExportAsync();
        _world.Clock.Now = _world.Clock.Now.AddYears(5);

        var report = await _world.VerifyAsync(container);

        Assert.That((report.Indication, report.FirstProblem?.Name), Is.EqualTo((Indication.Indeterminate, EvidenceLinks.Timestamp)), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task a_renewal_that_came_too_late_does_not_save_it()
    {
        var container = await _world.ExportAsync();
        _world.Clock.Now = _world.Clock.Now.AddDays(740);
        _world.Stamping.ReplaceTsa(TimeSpan.FromDays(730), SignatureAlgorithm.EcdsaP256Sha256);

        Assert.That((await _world.VerifyAsync(await _world.RenewAsync(container))).Indication, Is.EqualTo(Indication.Indeterminate));
    }

    [Test]
    public async Task the_packets_own_proofs_are_verified_and_named_with_their_level()
    {
        var proofs = await _world.Stamping.RaiseAsync([], new ProofPolicy(SignatureLevel.LTA, TimeSpan.FromDays(180), AlgorithmSunset.Default));

        var report = await _world.VerifyAsync(await _world.ExportAsync(_world.Draft(proofs)));

        Assert.That(report.Links.Single(static l => l.Name == EvidenceLinks.Proofs).English, Does.Contain("XAdES-B-LTA"), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task an_authority_that_is_down_costs_the_timestamp_and_not_the_evidence()
    {
        using var output = new MemoryStream();

        Assert.That(await new EvidenceWriter(_world.ProvinceSeal, new ContainerStamping(new DownAuthority(), static (_, _) => null)).WriteAsync(_world.Draft(), output, CancellationToken.None), Is.False);
    }

    [Test]
    public void a_stored_packet_that_is_damaged_is_not_exported()
    {
        var draft = _world.Draft();
        draft = draft with { Packets = [draft.Packets[0] with { Digest = Digest.Of("khác"u8) }] };

        Assert.That(() => _world.ExportAsync(draft), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public async Task the_page_escapes_what_others_wrote_and_tells_each_hop()
    {
        using var zip = new ZipArchive(new MemoryStream(await _world.ExportAsync()));
        using var reader = new StreamReader(await zip.GetEntry("index.html")!.OpenAsync(CancellationToken.None));
        var page = await reader.ReadToEndAsync();

        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Not.Contain("<script"));
            Assert.That(page, Does.Contain("&lt;script&gt;"));
            Assert.That(page, Does.Contain("Đã đến nơi nhận").And.Contain("xa-1").And.Contain("receipts/002.xml"));
        });
    }

    private sealed class DownAuthority : ITimestampAuthority
    {
        public Task<TimestampToken> StampAsync(ReadOnlyMemory<byte> imprint, System.Security.Cryptography.HashAlgorithmName algorithm, Func<TimestampToken, string?> judge, CancellationToken cancellationToken) =>
            throw new TimestampUnavailableException("không ai trả lời");
    }
}
