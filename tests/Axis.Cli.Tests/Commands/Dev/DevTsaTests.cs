using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;

namespace Axis.Cli.Tests.Commands.Dev;

/// <summary>The development timestamp authority, with openssl as asker and judge.</summary>
public sealed class DevTsaTests
{
    private string _folder;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("axis-dev-tsa-").FullName;
        using var ca = DevelopmentCa.Create(Path.Combine(_folder, "dev-ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    [Test]
    public async Task openssl_asks_the_running_authority_and_verifies_its_answer()
    {
        await File.WriteAllTextAsync(At("data"), "nội dung");
        Assert.That(Openssl("ts", "-query", "-data", At("data"), "-sha256", "-cert", "-out", At("q.tsq")).Exit, Is.Zero);

        await WithAuthorityAsync(async (http, address) =>
        {
            using var query = new ByteArrayContent(await File.ReadAllBytesAsync(At("q.tsq")));
            query.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var answer = await http.PostAsync(address, query);
            await File.WriteAllBytesAsync(At("a.tsr"), await answer.Content.ReadAsByteArrayAsync());
        });

        var (exit, text) = Openssl("ts", "-verify", "-queryfile", At("q.tsq"), "-in", At("a.tsr"), "-CAfile", At("dev-ca/ca.crt"));
        Assert.That(exit, Is.Zero, text);
    }

    [Test]
    public async Task what_is_no_query_is_not_answered() => await WithAuthorityAsync(static async (http, address) =>
    {
        using var answer = await http.PostAsync(address, new StringContent("x"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    });

    [Test]
    public async Task a_certificate_for_timestamps_is_for_them_alone()
    {
        var run = await AxisRun.RunAsync("cert", "issue-dev", "tsa", "TSA", "--data", _folder, "--out", At("tsa.p12"), "--passphrase-file", At("passphrase"));
        Assert.That(run.Code, Is.Zero, run.Error);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(At("tsa.crt"));

        var use = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single();
        Assert.That((use.Critical, use.EnhancedKeyUsages.Count, use.EnhancedKeyUsages[0].Value), Is.EqualTo((true, 1, "1.3.6.1.5.5.7.3.8")));
    }

    private static (int Exit, string Output) Openssl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit(TimeSpan.FromSeconds(30));
        return (process.ExitCode, output + error.Result);
    }

    private async Task WithAuthorityAsync(Func<HttpClient, Uri, Task> work)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        var running = AxisCommandLine.RunAsync(["dev", "tsa", "--data", _folder, "--listen", $"127.0.0.1:{port}"], output, output, stop.Token);
        var address = new Uri($"http://127.0.0.1:{port}/");
        using var http = new HttpClient();
        for (var i = 0; i < 200 && !running.IsCompleted; i++)
        {
            try
            {
                using var _ = await http.GetAsync(address);
                break;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        await work(http, address);
        await stop.CancelAsync();
        await running;
    }
}
