using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Journey.Tests.Tokens;

/// <summary>Keys on a real token, through the real engine in a process of its own.</summary>
public sealed class TokenSigningKeyTests
{
    private string _folder;
    private SoftToken _token;
    private DevelopmentCa _ca;
    private CertificateKeys _keys;

    [OneTimeSetUp]
    public void MakeToken() => _token = new SoftToken();

    [OneTimeTearDown]
    public void DropToken() => _token?.Dispose();

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("axis-keys-").FullName;
        _ca = DevelopmentCa.Create(Path.Combine(_folder, "ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        _keys = new CertificateKeys();
    }

    [TearDown]
    public void Delete()
    {
        _keys.Dispose();
        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private X509Certificate2 OnToken(string name, SignatureAlgorithm algorithm)
    {
        var certificate = _ca.IssueWithKey(new CertificateProfile(KeyUse.Agency, "H41.02"), algorithm);
        _token.Import(certificate, name);
        return certificate;
    }

    private TokenSigningKey Key(X509Certificate2 certificate, string name, string pin = SoftToken.Pin)
    {
        SoftToken.WriteKeyFile(_folder, "agency-H41.02", certificate, name, pin);
        var folder = new KeyFolder(_folder, TokenProgramCommand.OfThisProgram, TimeProvider.System);
        return (TokenSigningKey)folder.Load(folder.List().Single());
    }

    [TestCase(SignatureAlgorithm.RsaSha256)]
    [TestCase(SignatureAlgorithm.EcdsaP256Sha256)]
    [TestCase(SignatureAlgorithm.EcdsaP384Sha384)]
    public void a_key_on_a_token_signs(SignatureAlgorithm algorithm)
    {
        using var certificate = OnToken("ky-" + algorithm, algorithm);
        using var key = Key(certificate, "ky-" + algorithm);
        Assert.That(_keys.Verify(certificate.RawDataMemory, "văn bản"u8, key.Sign("văn bản"u8)));
    }

    [Test]
    public void threads_share_one_token()
    {
        using var certificate = OnToken("chung", SignatureAlgorithm.EcdsaP256Sha256);
        using var key = Key(certificate, "chung");
        Parallel.For(0, 40, i =>
        {
            var data = BitConverter.GetBytes(i);
            Assert.That(_keys.Verify(certificate.RawDataMemory, data, key.Sign(data)));
        });
    }

    [Test]
    public void a_token_that_is_out_is_told_and_found_again_by_itself()
    {
        using var certificate = OnToken("rut", SignatureAlgorithm.EcdsaP256Sha256);
        using var key = Key(certificate, "rut");
        key.Sign("trước"u8);
        _token.Unplug();
        try
        {
            Assert.That(Assert.Throws<KeyUnavailableException>(() => key.Sign("rút"u8))!.Code, Is.EqualTo(KeyUnavailableException.TokenAbsent));
        }
        finally
        {
            _token.PlugIn();
        }

        Assert.That(() => Verifies(key, certificate), Is.True.After(15_000, 200));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void a_refused_pin_is_not_tried_again_before_its_file_changes()
    {
        using var certificate = OnToken("pin", SignatureAlgorithm.EcdsaP256Sha256);
        SoftToken.WriteKeyFile(_folder, "agency-H41.02", certificate, "pin", "00000000");
        var tries = Path.Combine(_folder, "tries");
        var self = TokenProgramCommand.OfThisProgram;
        var counted = new TokenProgramCommand("/bin/sh", ["-c", "echo 1 >> \"$0\"; exec \"$@\"", tries, self.Program, .. self.Arguments]);
        var folder = new KeyFolder(_folder, counted, TimeProvider.System);
        using var key = (TokenSigningKey)folder.Load(folder.List().Single());
        for (var i = 0; i < 30; i++)
        {
            Assert.That(Assert.Throws<KeyUnavailableException>(() => key.Sign("x"u8))!.Code, Is.EqualTo(KeyUnavailableException.PinRefused));
        }

        var triesBefore = File.ReadAllLines(tries).Length;
        PrivateFile.Replace(Path.Combine(_folder, "agency-H41.02.pin"), System.Text.Encoding.UTF8.GetBytes(SoftToken.Pin));
        Assert.That((triesBefore, Verifies(key, certificate)), Is.EqualTo((1, true)));
    }

    [Test]
    public void neither_pin_nor_path_of_it_stands_in_a_failure()
    {
        using var certificate = OnToken("kin", SignatureAlgorithm.EcdsaP256Sha256);
        using var key = Key(certificate, "khong-co");
        var failure = Assert.Throws<KeyUnavailableException>(() => key.Sign("x"u8))!;
        Assert.That((failure.Code, failure.ToString()), Is.EqualTo((KeyUnavailableException.KeyAbsent, failure.ToString().Replace(SoftToken.Pin, "", StringComparison.Ordinal))));
    }

    [Test]
    public void the_key_of_another_certificate_is_refused()
    {
        using var certificate = OnToken("mot", SignatureAlgorithm.EcdsaP256Sha256);
        using var other = OnToken("hai", SignatureAlgorithm.EcdsaP256Sha256);
        using var key = Key(certificate, "hai");
        Assert.That(Assert.Throws<KeyUnavailableException>(() => key.Sign("x"u8))!.Code, Is.EqualTo(KeyUnavailableException.OtherKey));
    }

    [Test]
    public void a_pin_file_that_others_can_read_is_refused()
    {
        using var certificate = OnToken("ho", SignatureAlgorithm.EcdsaP256Sha256);
        using var key = Key(certificate, "ho");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder, "agency-H41.02.pin"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        Assert.That(() => key.Sign("x"u8), Throws.TypeOf<KeyUnavailableException>().With.Message.Contains("chmod 600"));
    }

    [Test]
    public void a_process_that_dies_costs_one_session_and_no_signature()
    {
        using var certificate = OnToken("chet", SignatureAlgorithm.EcdsaP256Sha256);
        using var key = Key(certificate, "chet");
        key.Sign("x"u8);
        foreach (var child in System.Diagnostics.Process.GetProcessesByName("dotnet").Where(static p => IsTokenProcess(p.Id)))
        {
            child.Kill();
        }

        Assert.That(Verifies(key, certificate));
    }

    private bool Verifies(TokenSigningKey key, X509Certificate2 certificate)
    {
        try
        {
            return _keys.Verify(certificate.RawDataMemory, "x"u8, key.Sign("x"u8));
        }
        catch (KeyUnavailableException)
        {
            return false;
        }
    }

    // Its parent is this process: those of other runs on the machine are left alone.
    private static bool IsTokenProcess(int id)
    {
        try
        {
            var parent = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ')[1];
            return parent == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)
                && File.ReadAllText($"/proc/{id}/cmdline").Contains(TokenProgram.Word, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
