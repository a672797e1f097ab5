using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Node.Api;
using Axis.Node.Hosting;
using Axis.Node.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Tests.Hosting;

/// <summary>Whether a browser's certificate comes through the TLS of the API's listener.</summary>
internal sealed class ClientCertificateTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task a_browser_is_asked_for_a_certificate_only_where_people_sign_in_with_one(bool asked)
    {
        var folder = RunningApi.MakeFolder();
        try
        {
            using var server = Make("CN=localhost");
            using var person = Make("CN=lan.nguyen");
            await File.WriteAllTextAsync(Path.Combine(folder, "api.pass"), "thử");
            await File.WriteAllBytesAsync(Path.Combine(folder, "api.p12"), server.Export(X509ContentType.Pkcs12, "thử"));
            string[] settings =
            [
                "--Listen:Api:0=https://127.0.0.1:0", "--Listen:Api:1=https://[::1]:0", "--Listen:ApiCertificate=api.p12", "--Listen:ApiCertificatePassphrase=api.pass", $"--Console:ClientCertificates={asked}",
            ];
            await using var app = NodeHost.Build(folder, settings, RunningApi.Parts(new RecordingJourney(), new FolderPacketFiles(folder)));
            app.MapGet("/shown", static (HttpContext context) => context.Connection.ClientCertificate?.Thumbprint ?? "none").RequireAuthorization(Policies.Anyone);
            await app.StartAsync();

            using var handler = new SocketsHttpHandler();
            handler.SslOptions.ClientCertificates = [person];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => person;
            handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented!.GetCertHashString() == server.Thumbprint;
            using var client = new HttpClient(handler) { BaseAddress = new Uri(NodeHost.Addresses(app).First(static a => a.Contains(IPAddress.Loopback.ToString(), StringComparison.Ordinal))) };

            Assert.That(await client.GetStringAsync("/shown"), Is.EqualTo(asked ? person.Thumbprint : "none"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static X509Certificate2 Make(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
