using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Axis.Signing.Keys;

namespace Axis.Cli.Tests.Commands.Dev;

/// <summary>The development authority's commands, with openssl as the client.</summary>
public sealed class DevOcspTests
{
    private string _folder;
    private string _authority;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("axis-dev-").FullName;
        _authority = Path.Combine(_folder, "dev-ca");
        using var ca = DevelopmentCa.Create(_authority, "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name);

    private async Task<AxisResult> IssueAsync(string kind, string name, params string[] more) => await AxisRun.RunAsync(
        ["cert", "issue-dev", kind, name, "--data", _folder, "--out", File(name + ".p12"), "--passphrase-file", File("passphrase"), .. more]);

    private static (int Exit, string Output) Openssl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromSeconds(30));
        return (process.ExitCode, output + error.Result);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WithResponderAsync(Func<string, Task> work)
    {
        var port = FreePort();
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        var running = AxisCommandLine.RunAsync(["dev", "ocsp", "--data", _folder, "--listen", $"127.0.0.1:{port}"], output, output, stop.Token);
        using var http = new HttpClient();
        for (var i = 0; i < 200 && !running.IsCompleted; i++)
        {
            try
            {
                await http.GetAsync(new Uri($"http://127.0.0.1:{port}/crl"));
                break;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        await work($"http://127.0.0.1:{port}/");
        await stop.CancelAsync();
        await running;
    }

    [TestCase("ocsp", "0.0.0.0:0")]
    [TestCase("ocsp", "[::]:0")]
    [TestCase("tsa", "192.0.2.1:0")]
    public async Task a_development_service_is_for_its_own_machine_only(string service, string address)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var output = new StringWriter();
        Assert.That(await AxisCommandLine.RunAsync(["dev", service, "--data", _folder, "--listen", address], output, output, stop.Token), Is.EqualTo(2), output.ToString());
    }

    [Test]
    public async Task openssl_asks_our_responder_and_sees_a_revocation_at_once()
    {
        Assert.That((await IssueAsync("agency", "H41")).Code, Is.Zero);
        var authority = Path.Combine(_authority, "ca.crt");
        await WithResponderAsync(async url =>
        {
            var good = Openssl("ocsp", "-issuer", authority, "-cert", File("H41.crt"), "-url", url, "-CAfile", authority);
            var revoke = await AxisRun.RunAsync("cert", "revoke-dev", File("H41.crt"), "--reason", "key-compromise", "--data", _folder);
            var revoked = Openssl("ocsp", "-issuer", authority, "-cert", File("H41.crt"), "-url", url, "-CAfile", authority);
            Assert.Multiple(() =>
            {
                Assert.That(good.Output, Does.Contain("Response verify OK").And.Contain("H41.crt: good"));
                Assert.That(revoke.Code, Is.Zero, revoke.Error);
                Assert.That(revoked.Output, Does.Contain("Response verify OK").And.Contain("H41.crt: revoked").And.Contain("keyCompromise"));
            });
        });
    }

    [Test]
    public async Task the_responder_also_answers_get_and_serves_the_list()
    {
        await IssueAsync("agency", "H41");
        Openssl("ocsp", "-issuer", Path.Combine(_authority, "ca.crt"), "-cert", File("H41.crt"), "-no_nonce", "-reqout", File("request.der"));
        await WithResponderAsync(async url =>
        {
            using var http = new HttpClient();
            var answer = await http.GetByteArrayAsync(new Uri(url + Uri.EscapeDataString(Convert.ToBase64String(await System.IO.File.ReadAllBytesAsync(File("request.der"))))));
            await System.IO.File.WriteAllBytesAsync(File("response.der"), answer);
            await System.IO.File.WriteAllBytesAsync(File("list.crl"), await http.GetByteArrayAsync(new Uri(url + "crl")));
            var authority = Path.Combine(_authority, "ca.crt");
            Assert.Multiple(() =>
            {
                Assert.That(Openssl("ocsp", "-respin", File("response.der"), "-issuer", authority, "-cert", File("H41.crt"), "-no_nonce", "-CAfile", authority).Output, Does.Contain("H41.crt: good"));
                Assert.That(Openssl("crl", "-inform", "DER", "-in", File("list.crl"), "-noout", "-CAfile", authority).Output, Does.Contain("verify OK"));
            });
        });
    }

    [TestCase("agency", "Digital Signature, Non Repudiation")]
    [TestCase("tls", "TLS Web Server Authentication, TLS Web Client Authentication")]
    [TestCase("seal", "Digital Signature, Non Repudiation")]
    [TestCase("ocsp", "OCSP Signing")]
    public async Task each_kind_has_the_usages_of_its_use(string kind, string usage)
    {
        var issued = await IssueAsync(kind, "ten-1", "--ocsp-url", "http://ocsp.example/", "--crl-url", "http://crl.example/ca.crl");
        Assert.Multiple(() =>
        {
            Assert.That(issued.Code, Is.Zero, issued.Error);
            Assert.That(
                Openssl("x509", "-in", File("ten-1.crt"), "-noout", "-text").Output,
                Does.Contain(usage).And.Contain("OCSP - URI:http://ocsp.example/").And.Contain("URI:http://crl.example/ca.crl"));
        });
    }

    [Test]
    public async Task nothing_is_written_over_and_a_folder_without_an_authority_is_named()
    {
        await IssueAsync("agency", "H41");
        var again = await IssueAsync("agency", "H41");
        var nowhere = await AxisRun.RunAsync("cert", "issue-dev", "agency", "H42", "--data", File("none"), "--out", File("x.p12"), "--passphrase-file", File("p"));
        Assert.Multiple(() =>
        {
            Assert.That((again.Code, nowhere.Code), Is.EqualTo((2, 2)));
            Assert.That(nowhere.Error, Does.Contain("không có CA thử nghiệm"));
        });
    }
}
