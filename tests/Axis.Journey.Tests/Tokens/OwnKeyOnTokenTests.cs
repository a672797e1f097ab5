using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Journey.Tests.Tokens;

/// <summary>A prepared document signed with a key on a person's token, by the two commands that the page of a waiting document shows.</summary>
public sealed class OwnKeyOnTokenTests
{
    private const string Key = "khoa-rieng";

    private string _folder;
    private SoftToken _token;
    private DevelopmentCa _ca;
    private X509Certificate2 _certificate;
    private SignatureValues _values;

    [OneTimeSetUp]
    public void MakeToken()
    {
        _token = new SoftToken();
        _folder = Directory.CreateTempSubdirectory("axis-own-token-").FullName;
        _ca = DevelopmentCa.Create(In("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        _certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H41.02"), SignatureAlgorithm.EcdsaP256Sha256);
        _token.Import(_certificate, Key);
        SoftToken.WriteKeyFile(_folder, "thiet-bi", _certificate, Key);
        var contents = new SignedContents { Kind = PacketKind.Document, DocumentId = "H41.02,2026/11/22,01/SNV", From = "H41.02", To = ["G22"], CodeNumber = "01", CodeNotation = "SNV" };
        var at = new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
        var thumbprint = Digest.Of(_certificate.RawDataMemory.Span);
        _values = new SignatureValues
        {
            Algorithm = SignatureAlgorithm.EcdsaP256Sha256,
            Packet = Digest.Of("packet"u8),
            ContentsDigest = SignatureTemplate.ContentsDigest(contents),
            PropertiesDigest = SignatureTemplate.PropertiesDigest(at, thumbprint),
            Certificate = _certificate.RawDataMemory,
            CertificateDigest = thumbprint,
            SigningTime = at,
            Contents = contents,
        };
        File.WriteAllBytes(In("01-SNV.axis-ky"), SignatureTemplate.Block(_values, new byte[64]));
        File.WriteAllBytes(In("01-SNV.signedinfo"), SignatureTemplate.SignedInfo(_values));
    }

    [OneTimeTearDown]
    public void DropToken()
    {
        _certificate?.Dispose();
        _ca?.Dispose();
        _token?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public async Task axis_sign_draft_signs_with_it()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await Cli.AxisCommandLine.RunAsync(["sign-draft", In("01-SNV.axis-ky"), "--key", In("thiet-bi.pkcs11"), "--out", In("axis.sig")], output, error, CancellationToken.None);

        Assert.That(exit, Is.Zero, error.ToString());
        Assert.That(Verifies("axis.sig"), Is.True);
    }

    [Test]
    public void openssl_signs_with_it()
    {
        OutsideTool.RunIn(
            _folder, "openssl", "dgst", "-sha256", "-engine", "pkcs11", "-keyform", "engine", "-passin", "file:thiet-bi.pin", "-sign", SoftToken.UriOf(Key), "-out", "openssl.sig", "01-SNV.signedinfo");

        Assert.That(Verifies("openssl.sig"), Is.True);
    }

    private bool Verifies(string file) =>
        SignatureSpelling.Read(SignatureAlgorithm.EcdsaP256Sha256, 64, File.ReadAllBytes(In(file))) is { } value
            && SignerCertificate.Load(_certificate.RawData).Verify(SignatureTemplate.SignedInfo(_values), value);

    private string In(string name) => Path.Combine(_folder, name);
}
