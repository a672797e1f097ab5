using Axis.Cli;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Journey.Tests.Tokens;

/// <summary>A certificate for a key that never left its token, from the request to the first signature.</summary>
public sealed class TokenRequestTests
{
    private const string Agency = "H99";
    private string _folder;
    private SoftToken _token;

    private string Data => Path.Combine(_folder, "node");

    private string Pin => Path.Combine(_folder, "token.pin");

    [SetUp]
    public async Task Make()
    {
        _token = new SoftToken();
        _folder = Directory.CreateTempSubdirectory("axis-request-").FullName;
        PrivateFile.Create(Pin, System.Text.Encoding.UTF8.GetBytes(SoftToken.Pin + "\n"));
        await AxisAsync("node", "init", "--new-root", "--data", Data, "--id", "trung-uong", "--name", "Trung ương", "--tier", "trung-uong", "--agency", Agency + "=Văn phòng", "--endpoint", "https://127.0.0.1:8443");
    }

    [TearDown]
    public void Drop()
    {
        _token.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> AxisAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AxisCommandLine.RunAsync(args, output, error, CancellationToken.None);
        Assert.That(code, Is.Zero, string.Join(' ', args) + "\n" + output + error);
        return output + error.ToString();
    }

    [TestCase(SignatureAlgorithm.RsaSha256)]
    [TestCase(SignatureAlgorithm.EcdsaP384Sha384)]
    public async Task a_key_made_on_the_token_gets_its_certificate_and_signs(SignatureAlgorithm algorithm)
    {
        var csr = Path.Combine(_folder, "token.csr");
        using var ca = DevelopmentCa.Load(Path.Combine(Data, "dev-ca"), TimeProvider.System);
        using (var throwaway = ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, Agency), algorithm))
        {
            _token.Import(throwaway, "ky");
        }

        var printed = await AxisAsync("cert", "request", "--data", Data, "--use", "agency", "--agency", Agency, "--token", SoftToken.UriOf("ky"), "--pin-file", Pin, "--out", csr);
        var (exit, judged) = SoftToken.Run("openssl", "req", "-in", csr, "-verify", "-noout");
        var issued = Path.Combine(_folder, "issued.crt");
        using var certificate = ca.Issue(await File.ReadAllTextAsync(csr), new CertificateProfile(KeyUse.Agency, Agency));
        await File.WriteAllTextAsync(issued, certificate.ExportCertificatePem());
        await AxisAsync("cert", "import", issued, "--data", Data);

        var folder = new KeyFolder(Path.Combine(Data, "keys"), TokenProgramCommand.OfThisProgram, TimeProvider.System);
        using var key = folder.Load(folder.List().Single(static k => k.Kind == KeyFileKind.Token));
        using var keys = new CertificateKeys();
        Assert.Multiple(() =>
        {
            Assert.That((exit, judged.Contains("OK", StringComparison.Ordinal)), Is.EqualTo((0, true)), judged);
            Assert.That(keys.Verify(certificate.RawDataMemory, "văn bản"u8, key.Sign("văn bản"u8)));
            Assert.That(printed, Does.Not.Contain(SoftToken.Pin));
        });
    }
}
