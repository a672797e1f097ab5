using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Timestamps;

public sealed class TimestampVerifierTests
{
    private StampingWorld _world;
    private byte[] _imprint;

    [SetUp]
    public void Create()
    {
        _world = new StampingWorld();
        _imprint = SHA256.HashData("dữ liệu"u8);
    }

    [TearDown]
    public void Delete() => _world.Dispose();

    private TimestampToken Stamp() => _world.Stamp(_imprint, HashAlgorithmName.SHA256);

    private TimestampCheck Verify(TimestampToken token, TimestampContext? context = null) => StampingWorld.Verifier.Verify(token, _ => _imprint, context ?? _world.Context());

    private static (string, CheckOutcome) Problem(TimestampCheck check) => (check.FirstProblem!.Name, check.FirstProblem.Outcome);

    [Test]
    public void a_genuine_token_passes_every_check() => Assert.That(Verify(Stamp()).Checks.Select(static c => c.Outcome), Is.All.EqualTo(CheckOutcome.Passed));

    [Test]
    public void a_token_over_other_data_fails()
    {
        var token = Stamp();
        _imprint = SHA256.HashData("dữ liệu khác"u8);

        Assert.That(Problem(Verify(token)), Is.EqualTo((TimestampChecks.Imprint, CheckOutcome.Failed)));
    }

    [Test]
    public void a_token_whose_signature_was_changed_is_none()
    {
        var der = Stamp().Der.ToArray();
        der[^1] ^= 1;

        Assert.That(() => TimestampToken.Read(der), Throws.TypeOf<TimestampFormatException>());
    }

    [Test]
    public void a_token_whose_time_was_changed_is_none()
    {
        var der = Stamp().Der.ToArray();
        der[der.AsSpan().IndexOf("20260203"u8) + 3] = (byte)'5';

        Assert.That(() => TimestampToken.Read(der), Throws.TypeOf<TimestampFormatException>());
    }

    [Test]
    public void a_key_for_another_purpose_cannot_stamp()
    {
        using var agency = _world.Ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H37.12"), SignatureAlgorithm.RsaSha256);
        var query = TimestampQuery.For(_imprint, HashAlgorithmName.SHA256);
        var answer = new DevelopmentTsa(agency, _world.Clock).Answer(query.Der);

        Assert.That(() => query.Accept(answer), Throws.TypeOf<TimestampFormatException>());
    }

    [Test]
    public void an_authority_outside_the_trust_list_proves_nothing()
    {
        using var other = new StampingWorld();

        Assert.That(Problem(Verify(other.Stamp(_imprint, HashAlgorithmName.SHA256))), Is.EqualTo((TimestampChecks.Chain, CheckOutcome.Failed)));
    }

    [Test]
    public void an_expired_authority_proves_nothing_by_itself()
    {
        var token = Stamp();
        _world.Clock.Now = _world.Clock.Now.AddDays(731);

        Assert.That(Problem(Verify(token)), Is.EqualTo((TimestampChecks.Validity, CheckOutcome.Failed)));
    }

    [Test]
    public void a_revoked_authority_proves_nothing()
    {
        var token = Stamp();
        _world.Ca.Revoke(_world.Authority, X509RevocationReason.KeyCompromise, _world.Clock.Now);
        _world.Clock.Now = _world.Clock.Now.AddHours(1);

        Assert.That(Problem(Verify(token)), Is.EqualTo((TimestampChecks.Revocation, CheckOutcome.Failed)));
    }

    [Test]
    public void without_revocation_data_of_the_authority_the_check_is_not_made() =>
        Assert.That(Problem(Verify(Stamp(), _world.Context(RevocationBook.Empty))), Is.EqualTo((TimestampChecks.Revocation, CheckOutcome.NotMade)));

    [Test]
    public void a_token_of_the_future_proves_nothing()
    {
        var token = Stamp();
        _world.Clock.Now = _world.Clock.Now.AddMinutes(-6);

        Assert.That(Problem(Verify(token)), Is.EqualTo((TimestampChecks.Time, CheckOutcome.Failed)));
    }

    [Test]
    public void a_retired_algorithm_proves_nothing_by_itself()
    {
        var sunset = AlgorithmSunset.With(new Dictionary<string, DateOnly> { ["RSA-2048"] = new(2026, 2, 2) });

        Assert.That(Problem(Verify(Stamp(), _world.Context(sunset: sunset))), Is.EqualTo((TimestampChecks.Algorithm, CheckOutcome.Failed)));
    }

    [Test]
    public void a_query_for_sha1_is_refused()
    {
        var query = Rfc3161TimestampRequest.CreateFromHash(new byte[20], new Oid("1.3.14.3.2.26"));

        Assert.That(() => query.ProcessResponse(_world.Tsa.Answer(query.Encode()), out _), Throws.TypeOf<CryptographicException>());
    }

    [Test]
    public void bytes_that_are_no_query_are_refused_and_no_fault() => Assert.That(_world.Tsa.Answer("GET / HTTP/1.1"u8.ToArray()), Is.Not.Empty);

    [TestCase(0)]
    [TestCase(1)]
    public void bytes_that_are_not_exactly_one_token_are_refused(int extra)
    {
        var der = Stamp().Der.ToArray();

        Assert.That(() => TimestampToken.Read(extra == 0 ? der[..^1] : [.. der, 0]), Throws.TypeOf<TimestampFormatException>());
    }
}
