using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Cli.Tests.Commands.Operations;

/// <summary>Certificates as an operator handles them, on the data folder of a real node.</summary>
public sealed class CertTests
{
    private const string Agency = "H99";
    private string _folder = "";

    private string Data => Path.Combine(_folder, "node");

    private string Csr => Path.Combine(_folder, "request.csr");

    private DevelopmentCa Ca => DevelopmentCa.Load(Path.Combine(Data, "dev-ca"), TimeProvider.System);

    [SetUp]
    public async Task MakeNode()
    {
        _folder = Directory.CreateTempSubdirectory("axis-cert-").FullName;
        var made = await AxisRun.RunAsync("node", "init", "--new-root", "--data", Data, "--id", "trung-uong", "--name", "Trung ương", "--tier", "trung-uong", "--agency", Agency + "=Văn phòng", "--agency", "G99=Bộ", "--endpoint", "https://127.0.0.1:8443");
        Assert.That(made.Code, Is.Zero, made.Error);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private Task<AxisResult> RequestAsync(params string[] more) => AxisRun.RunAsync(["cert", "request", "--data", Data, "--use", "agency", "--agency", Agency, "--out", Csr, .. more]);

    private Task<AxisResult> ImportAsync(X509Certificate2 certificate)
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".crt");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return AxisRun.RunAsync("cert", "import", file, "--data", Data);
    }

    private X509Certificate2 Issue(string name = Agency)
    {
        using var ca = Ca;
        return ca.Issue(File.ReadAllText(Csr), new CertificateProfile(KeyUse.Agency, name));
    }

    private static (int Exit, string Output) Openssl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    [TestCase("rsa")]
    [TestCase("p256")]
    public async Task openssl_accepts_the_request(string type)
    {
        Assert.That((await RequestAsync("--key-type", type)).Code, Is.Zero);
        var (exit, output) = Openssl("req", "-in", Csr, "-verify", "-noout");
        Assert.That((exit, output.Contains("OK", StringComparison.Ordinal)), Is.EqualTo((0, true)), output);
    }

    [Test]
    public async Task the_waiting_key_is_encrypted_and_for_its_owner_alone()
    {
        await RequestAsync();
        var pending = Directory.EnumerateFiles(Path.Combine(Data, "keys"), "*.pending.pem").Single();
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(pending), Does.Contain("ENCRYPTED PRIVATE KEY"));
            if (!OperatingSystem.IsWindows())
            {
                Assert.That(File.GetUnixFileMode(pending), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            }
        });
    }

    [Test]
    public async Task a_lost_request_is_made_again_for_the_same_key()
    {
        await RequestAsync();
        var first = SigningRequests.ReadKey(await File.ReadAllTextAsync(Csr)).ExportSubjectPublicKeyInfo();
        File.Delete(Csr);
        await RequestAsync();
        Assert.That(SigningRequests.ReadKey(await File.ReadAllTextAsync(Csr)).ExportSubjectPublicKeyInfo(), Is.EqualTo(first));
    }

    [Test]
    public async Task an_issued_certificate_is_taken_beside_its_key()
    {
        await RequestAsync();
        using var certificate = Issue();
        var imported = await ImportAsync(certificate);
        Assert.Multiple(() =>
        {
            Assert.That(imported.Code, Is.Zero, imported.Error);
            var file = Directory.EnumerateFiles(Path.Combine(Data, "keys"), $"agency-{Agency}@*.pem").Single();
            using var key = SigningKeys.LoadPem(Path.ChangeExtension(file, ".crt"), file, Path.Combine(Data, "keys", "passphrase"));
            Assert.That(key.Certificate.Thumbprint, Is.EqualTo(certificate.Thumbprint));
        });
    }

    [Test]
    public async Task a_certificate_for_another_key_is_refused()
    {
        await RequestAsync();
        using var ca = Ca;
        using var other = ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, Agency), SignatureAlgorithm.EcdsaP256Sha256);
        var imported = await ImportAsync(other);
        Assert.That((imported.Code, imported.Error.Contains("CERT_NO_KEY", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Refused, true)), imported.Error);
    }

    [Test]
    public async Task a_certificate_in_another_agencys_name_is_refused()
    {
        await RequestAsync();
        using var certificate = Issue("G99");
        var imported = await ImportAsync(certificate);
        Assert.That((imported.Code, imported.Error.Contains("CERT_OWNER", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Refused, true)), imported.Error);
    }

    [Test]
    public async Task a_certificate_of_an_authority_that_nobody_trusts_is_refused()
    {
        await RequestAsync();
        using var stranger = DevelopmentCa.Create(Path.Combine(_folder, "stranger"), "Lạ", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(9), TimeProvider.System);
        using var certificate = stranger.Issue(await File.ReadAllTextAsync(Csr), new CertificateProfile(KeyUse.Agency, Agency));
        var imported = await ImportAsync(certificate);
        Assert.That((imported.Code, imported.Error.Contains("CERT_CHAIN", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Refused, true)), imported.Error);
    }

    [Test]
    public async Task a_published_certificate_passes_the_check()
    {
        using var key = SigningKeys.LoadPkcs12(Path.Combine(Data, "keys", $"agency-{Agency}.p12"), Path.Combine(Data, "keys", "passphrase"));
        var file = Path.Combine(_folder, "own.crt");
        await File.WriteAllTextAsync(file, key.Certificate.ExportCertificatePem());
        var result = await AxisRun.RunAsync("cert", "check", file, "--data", Data);
        Assert.That(result.Code, Is.Zero, result.Output + result.Error);
    }

    [Test]
    public async Task a_timestamp_authoritys_certificate_needs_no_owner_in_the_directory()
    {
        using var ca = Ca;
        using var certificate = ca.IssueWithKey(new CertificateProfile(KeyUse.Timestamp, "TSA"), SignatureAlgorithm.EcdsaP256Sha256);
        var file = Path.Combine(_folder, "tsa.crt");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        var result = await AxisRun.RunAsync("cert", "check", file, "--data", Data);
        Assert.That(result.Output, Does.Contain("[đạt]       chứng thư thuộc cơ quan gửi (sender-binding): Đây là chứng thư của tổ chức cấp dấu thời gian"));
    }

    [Test]
    public async Task a_certificate_that_nobody_here_knows_fails_the_check()
    {
        using var stranger = DevelopmentCa.Create(Path.Combine(_folder, "stranger"), "Lạ", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(9), TimeProvider.System);
        using var certificate = stranger.IssueWithKey(new CertificateProfile(KeyUse.Agency, Agency), SignatureAlgorithm.EcdsaP256Sha256);
        var file = Path.Combine(_folder, "strange.crt");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        var result = await AxisRun.RunAsync("cert", "check", file, "--data", Data);
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Refused), result.Output);
    }

    [Test]
    public async Task a_certificate_without_any_trust_at_hand_is_undetermined()
    {
        using var ca = Ca;
        var file = Path.Combine(_folder, "ca.crt");
        await File.WriteAllTextAsync(file, ca.Certificate.ExportCertificatePem());
        var result = await AxisRun.RunAsync("cert", "check", file, "--data", _folder);
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Indeterminate), result.Output);
    }

    [Test]
    public async Task a_renewal_at_the_keeper_of_the_directory_is_published_at_once()
    {
        var result = await AxisRun.RunAsync("cert", "renew", "--data", Data, "--use", "agency", "--agency", Agency, "--json");
        Assert.That((result.Code, result.Output.Contains("\"version\": 2", StringComparison.Ordinal)), Is.EqualTo((0, true)), result.Output + result.Error);
    }

    [Test]
    public async Task a_lost_key_of_an_agency_that_is_not_hosted_here_leaves_no_key_behind()
    {
        var before = Directory.GetFiles(Path.Combine(Data, "keys")).Length;
        var result = await AxisRun.RunAsync("cert", "renew", "--data", Data, "--use", "agency", "--agency", "Z99", "--lost-key");
        Assert.That((result.Code, Directory.GetFiles(Path.Combine(Data, "keys")).Length), Is.EqualTo((ExitCodes.Refused, before)), result.Error);
    }

    [Test]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task a_pin_file_that_others_can_read_is_refused_with_the_advice_for_a_pin()
    {
        var file = Path.Combine(_folder, "thiet-bi.pin");
        await File.WriteAllTextAsync(file, "1234\n");
        new FileInfo(file).UnixFileMode = UnixFileMode.UserRead | UnixFileMode.OtherRead;
        var result = await RequestAsync("--token", "pkcs11:token=a;object=b", "--pin-file", file);
        Assert.That((result.Code == 0, result.Error.Contains("Cần làm", StringComparison.Ordinal), result.Error.Contains("đổi mã PIN", StringComparison.Ordinal)), Is.EqualTo((false, true, true)), result.Error);
    }

    [Test]
    public async Task a_pin_on_the_command_line_is_refused_and_not_repeated()
    {
        var result = await RequestAsync("--token", "pkcs11:token=a;object=b?pin-value=73051982");
        Assert.That((result.Code == 0, (result.Output + result.Error).Contains("73051982", StringComparison.Ordinal)), Is.EqualTo((false, false)), result.Error);
    }
}
