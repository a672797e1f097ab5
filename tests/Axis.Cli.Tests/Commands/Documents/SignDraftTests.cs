using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Cli.Tests.Commands.Documents;

/// <summary>Signing a prepared document on a machine without a node.</summary>
public sealed class SignDraftTests
{
    private string _folder = null!;
    private DevelopmentCa _ca = null!;
    private SignatureValues _values = null!;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("axis-sign-draft-").FullName;
        _ca = DevelopmentCa.Create(In("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), TimeProvider.System);
        var passphrase = PassphraseFile.Create(In("mat-khau"));
        using var certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H37.61", "UBND xã An Hòa"), SignatureAlgorithm.EcdsaP256Sha256);
        using var own = certificate.GetECDsaPrivateKey()!;
        SigningKeys.SavePkcs12(In("khoa.p12"), certificate, passphrase);
        SigningKeys.SavePem(In("khoa.pem"), own, null);
        SigningKeys.SavePem(In("khoa-kin.pem"), own, passphrase);
        using var other = _ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H37.62", "UBND xã khác"), SignatureAlgorithm.EcdsaP256Sha256);
        SigningKeys.SavePkcs12(In("khac.p12"), other, passphrase);
        var contents = new SignedContents
        {
            Kind = PacketKind.Document,
            DocumentId = "H37.61,2026/11/22,01/UBND-VP",
            From = "H37.61",
            To = ["H37", "G22"],
            CodeNumber = "01",
            CodeNotation = "UBND-VP",
            PromulgationDate = "2026/11/22",
            Files = [new SignedFile("Báo cáo.pdf", 1_400_000, Digest.Of("x"u8))],
        };
        var signedAt = new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
        var thumbprint = Digest.Of(certificate.RawDataMemory.Span);
        _values = new SignatureValues
        {
            Algorithm = SignatureAlgorithm.EcdsaP256Sha256,
            Packet = Digest.Of("packet"u8),
            ContentsDigest = SignatureTemplate.ContentsDigest(contents),
            PropertiesDigest = SignatureTemplate.PropertiesDigest(signedAt, thumbprint),
            Certificate = certificate.RawDataMemory,
            CertificateDigest = thumbprint,
            SigningTime = signedAt,
            Contents = contents,
        };
        File.WriteAllBytes(In("01-UBND-VP.axis-ky"), SignatureTemplate.Block(_values, new byte[64]));
    }

    [TearDown]
    public void Clear()
    {
        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("khoa.p12", true)]
    [TestCase("khoa-kin.pem", true)]
    [TestCase("khoa.pem", false)]
    public async Task the_value_is_the_certificates_over_the_prepared_bytes(string key, bool secret)
    {
        var run = await SignAsync(key, secret ? ["--passphrase-file", In("mat-khau")] : []);

        Assert.That(run.Code, Is.Zero, run.Error);
        var value = await File.ReadAllBytesAsync(In("01-UBND-VP.sig"));
        Assert.That(SignerCertificate.Load(_values.Certificate.Span).Verify(SignatureTemplate.SignedInfo(_values), value), Is.True);
    }

    [Test]
    public async Task it_says_what_is_signed()
    {
        var run = await SignAsync("khoa.pem");

        Assert.That(run.Output, Does.Contain("01/UBND-VP").And.Contain("H37, G22").And.Contain("Báo cáo.pdf (1,4 MB)").And.Contain(_values.Contents.Files[0].Sha256.ToString()));
    }

    [Test]
    public async Task the_key_of_another_certificate_does_not_sign()
    {
        var run = await SignAsync("khac.p12", "--passphrase-file", In("mat-khau"));

        Assert.That((run.Code, run.Error.Contains("H37.62", StringComparison.Ordinal), File.Exists(In("01-UBND-VP.sig"))), Is.EqualTo((ExitCodes.Refused, true, false)), run.Error);
    }

    [Test]
    public async Task a_file_that_was_changed_is_not_signed()
    {
        var text = await File.ReadAllTextAsync(In("01-UBND-VP.axis-ky"), Encoding.UTF8);
        await File.WriteAllTextAsync(In("01-UBND-VP.axis-ky"), text.Replace("<To>H37</To>", "<To>H38</To>", StringComparison.Ordinal), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        var run = await SignAsync("khoa.pem");

        Assert.That((run.Code, File.Exists(In("01-UBND-VP.sig"))), Is.EqualTo((ExitCodes.Refused, false)), run.Error);
    }

    [Test]
    public async Task a_signature_that_is_there_is_not_overwritten()
    {
        await File.WriteAllTextAsync(In("01-UBND-VP.sig"), "cũ");

        var run = await SignAsync("khoa.pem");

        Assert.That((run.Code, await File.ReadAllTextAsync(In("01-UBND-VP.sig"))), Is.EqualTo((ExitCodes.Usage, "cũ")));
    }

    [Test]
    public async Task a_key_that_others_may_read_is_not_opened()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows guards files otherwise.");
            return;
        }

        File.SetUnixFileMode(In("khoa.pem"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var run = await SignAsync("khoa.pem");

        Assert.That((run.Code, run.Error.Contains("chmod 600", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Usage, true)), run.Error);
    }

    private Task<AxisResult> SignAsync(string key, params string[] more) => AxisRun.RunAsync(["sign-draft", In("01-UBND-VP.axis-ky"), "--key", In(key), .. more]);

    private string In(string name) => Path.Combine(_folder, name);
}
