using System.Globalization;
using System.Net;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Vxp.Link;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests.Vxp;

/// <summary>The VXP API on a TLS listener of its own, and the client of it that trusts one authority only.</summary>
public sealed class TlsTests
{
    private VxpNetwork _vxp = null!;
    private ReservedPort _port = null!;
    private string _keys = "";
    private string _secret = "";

    private RunningNode Node => _vxp.CentralNode;

    private string Endpoint => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_port.Number}/vxp");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _port = ReservedPort.Take();
        _vxp = await VxpNetwork.StartAsync();
        await Node.StopAsync();
        var profile = new CertificateProfile(KeyUse.Tls, "vxp") { Addresses = [IPAddress.Loopback] };
        var passphrase = PassphraseFile.Read(Path.Combine(Node.Folder, "keys", "passphrase"));
        using (var certificate = _vxp.Network.Ca.IssueWithKey(profile, SignatureAlgorithm.EcdsaP256Sha256))
        {
            SigningKeys.SavePkcs12(Path.Combine(Node.Folder, "keys", "vxp.p12"), certificate, passphrase);
        }

        var settings = Path.Combine(Node.Folder, "appsettings.json");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace(
            "\"Vxp\": { \"Enabled\": true", string.Create(CultureInfo.InvariantCulture, $"\"Vxp\": {{ \"Enabled\": true, \"Listen\": \"https://127.0.0.1:{_port.Number}\", \"Certificate\": \"keys/vxp.p12\""), StringComparison.Ordinal));
        await Node.StartAsync();
        _secret = await VxpNetwork.AddAsync(Node, "sys.tls", ["G22"]);
        _keys = Directory.CreateTempSubdirectory("axis-tls-").FullName;
        PrivateFile.Create(Path.Combine(_keys, "secret"), System.Text.Encoding.ASCII.GetBytes(_secret + "\n"));
        await File.WriteAllTextAsync(Path.Combine(_keys, "ca.pem"), _vxp.Network.Ca.Certificate.ExportCertificatePem());
        using var stranger = DevelopmentCa.Create(Path.Combine(_keys, "other"), "CA khác", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(1), TimeProvider.System);
        await File.WriteAllTextAsync(Path.Combine(_keys, "other.pem"), stranger.Certificate.ExportCertificatePem());
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _vxp.DisposeAsync();
        _port.Dispose();
        Directory.Delete(_keys, recursive: true);
    }

    [Test]
    public async Task a_link_with_the_servers_authority_in_its_ca_file_speaks_over_tls()
    {
        using var client = Client("ca.pem");
        await Node.SendAsync("G01", ["G22"]);

        var list = await client.ListAsync(PacketKind.Document, CancellationToken.None);

        Assert.That(list.Items, Is.Not.Empty);
    }

    [TestCase("other.pem")]
    [TestCase("")]
    public void a_server_that_the_authority_did_not_certify_is_an_outage_with_its_own_code(string caFile)
    {
        using var client = Client(caFile);

        Assert.That(
            async () => await client.ListAsync(PacketKind.Document, CancellationToken.None),
            Throws.InstanceOf<LinkUnreachableException>().With.Property(nameof(LinkUnreachableException.Code)).EqualTo("VXP_TLS"));
    }

    [Test]
    public async Task a_ca_file_without_a_certificate_does_not_fall_back_to_the_machines_own_authorities()
    {
        await File.WriteAllTextAsync(Path.Combine(_keys, "none.pem"), "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");

        Assert.That(() => Client("none.pem"), Throws.TypeOf<SettingsException>());
    }

    [Test]
    public async Task each_listener_serves_its_own_calls_only()
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Issuer == _vxp.Network.Ca.Certificate.Subject };
        using var http = new HttpClient(handler);

        using var api = await http.GetAsync(new Uri($"https://127.0.0.1:{_port.Number}/api/v1/status"));
        using var elsewhere = await http.PostAsync(new Uri(Node.Api, "/vxp/getReceivedEdocList"), null);
        using var here = await http.PostAsync(new Uri(Endpoint + "/getReceivedEdocList"), null);

        Assert.That((api.StatusCode, elsewhere.StatusCode, here.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK)));
        Assert.That(await here.Content.ReadAsStringAsync(), Does.Contain("\"ErrorCode\":\"15\""));
    }

    private VxpClient Client(string caFile) =>
        new(new VxpLinkOptions { Endpoint = Endpoint, SystemId = "sys.tls", SecretFile = "secret", CaFile = caFile, TimeoutSeconds = 10, MaxRequestsPerSecond = 100 }, _keys, TimeProvider.System);
}
