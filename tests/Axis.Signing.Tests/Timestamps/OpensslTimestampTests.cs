using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Tests.Support;
using Axis.Signing.Timestamps;

namespace Axis.Signing.Tests.Timestamps;

/// <summary>openssl ts as the other side: as authority, as asker, and as judge of what is stored.</summary>
public sealed class OpensslTimestampTests
{
    private StampingWorld _world;

    [SetUp]
    public void Create() => _world = new StampingWorld();

    [TearDown]
    public void Delete() => _world.Dispose();

    [Test]
    public void openssl_reads_our_query()
    {
        var query = TimestampQuery.For(SHA256.HashData("dữ liệu"u8), HashAlgorithmName.SHA256);

        var (exit, text) = Tool.Run("openssl", "ts", "-query", "-in", _world.Write("q.tsq", query.Der.Span), "-text");

        Assert.That((exit, text.Contains("Hash Algorithm: sha256", StringComparison.Ordinal), text.Contains("Certificate required: yes", StringComparison.Ordinal)), Is.EqualTo((0, true, true)), text);
    }

    [TestCase(SignatureAlgorithm.RsaSha256, "-sha256")]
    [TestCase(SignatureAlgorithm.EcdsaP256Sha256, "-sha512")]
    public void openssl_verifies_our_answer_to_its_own_query(SignatureAlgorithm algorithm, string hash)
    {
        using var world = new StampingWorld(algorithm);
        var data = world.Write("data", "nội dung cần dấu thời gian"u8);
        var (made, log) = Tool.Run("openssl", "ts", "-query", "-data", data, hash, "-cert", "-out", world.File("q.tsq"));
        Assert.That(made, Is.Zero, log);
        world.Write("a.tsr", world.Tsa.Answer(File.ReadAllBytes(world.File("q.tsq"))));

        var (exit, text) = Tool.Run(
            "openssl", "ts", "-verify", "-queryfile", world.File("q.tsq"), "-in", world.File("a.tsr"), "-CAfile", world.AnchorFile, "-attime", Seconds(world));

        Assert.That((exit, text.Contains("Verification: OK", StringComparison.Ordinal)), Is.EqualTo((0, true)), text);
    }

    [Test]
    public void openssl_verifies_a_stored_token_over_the_signature_value()
    {
        var stamped = _world.Stamped();
        var imprint = stamped.SignatureImprint(HashAlgorithmName.SHA256);
        var token = _world.Stamp(imprint, HashAlgorithmName.SHA256);

        var (exit, text) = Tool.Run(
            "openssl", "ts", "-verify", "-digest", Convert.ToHexString(imprint), "-token_in", "-in", _world.Write("token.der", token.Der.Span), "-CAfile", _world.AnchorFile, "-attime", Seconds(_world));

        Assert.That(exit, Is.Zero, text);
    }

    [Test]
    public void a_token_of_openssl_is_taken_and_holds()
    {
        var token = TokenOfOpenssl("secs:1");

        // openssl states the machine's own time; the certificate is from the test's time, so only what does not hang on it is asked here.
        var check = StampingWorld.Verifier.Verify(token, h => TimestampHash.Compute(h, "dữ liệu"u8), _world.Context());
        Assert.That(check.Checks.Take(3).Select(static c => c.Outcome), Is.All.EqualTo(Axis.Signing.Trust.CheckOutcome.Passed), string.Join("\n", check.Checks));
    }

    [TestCase("secs:1", true)]
    [TestCase("secs:864000", false)]
    public void a_token_that_admits_to_be_off_by_days_proves_no_time(string accuracy, bool proves)
    {
        _world.Clock.Now = TimeProvider.System.GetUtcNow();
        var token = TokenOfOpenssl(accuracy);
        var check = StampingWorld.Verifier.Verify(token, h => TimestampHash.Compute(h, "dữ liệu"u8), _world.Context());
        Assert.That(check.FirstProblem?.Name, Is.EqualTo(proves ? null : TimestampChecks.Time), string.Join("\n", check.Checks));
    }

    private TimestampToken TokenOfOpenssl(string accuracy)
    {
        using var authority = _world.Ca.IssueWithKey(new CertificateProfile(KeyUse.Timestamp, "TSA openssl"), SignatureAlgorithm.RsaSha256);
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(authority)!;
        var folder = Path.GetDirectoryName(_world.Write("tsa.key", System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem())))!;
        _world.Write("tsa.pem", System.Text.Encoding.ASCII.GetBytes(authority.ExportCertificatePem()));
        _world.Write("tsa.cnf", System.Text.Encoding.ASCII.GetBytes(Configuration(folder, accuracy)));
        var imprint = SHA256.HashData("dữ liệu"u8);
        var query = TimestampQuery.For(imprint, HashAlgorithmName.SHA256);
        _world.Write("q.tsq", query.Der.Span);

        var (exit, text) = Tool.Run(
            "openssl", "ts", "-reply", "-config", _world.File("tsa.cnf"), "-queryfile", _world.File("q.tsq"), "-signer", _world.File("tsa.pem"), "-inkey", _world.File("tsa.key"), "-out", _world.File("a.tsr"));
        Assert.That(exit, Is.Zero, text);
        return query.Accept(File.ReadAllBytes(_world.File("a.tsr")));
    }

    [Test]
    public void an_answer_of_openssl_to_another_question_is_refused()
    {
        var mine = TimestampQuery.For(SHA256.HashData("của tôi"u8), HashAlgorithmName.SHA256);
        var other = TimestampQuery.For(SHA256.HashData("của tôi"u8), HashAlgorithmName.SHA256);

        Assert.That(() => mine.Accept(_world.Tsa.Answer(other.Der)), Throws.TypeOf<TimestampFormatException>());
    }

    private static string Seconds(StampingWorld world) => world.Clock.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Configuration(string folder, string accuracy) =>
        $"""
        [ tsa ]
        default_tsa = tsa1
        [ tsa1 ]
        dir = {folder}
        serial = {folder}/serial
        crypto_device = builtin
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256, sha384, sha512
        accuracy = {accuracy}
        ordering = no
        tsa_name = no
        ess_cert_id_chain = no
        ess_cert_id_alg = sha256

        """;
}
