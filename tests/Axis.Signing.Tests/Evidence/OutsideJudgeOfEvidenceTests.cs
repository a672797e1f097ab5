using System.Globalization;
using System.IO.Compression;
using Axis.Signing.Evidence;
using Axis.Signing.Tests.Support;
using Axis.Signing.Timestamps;

namespace Axis.Signing.Tests.Evidence;

/// <summary>The commands of docs/operations.md on an unpacked container: nobody has to trust our verifier.</summary>
public sealed class OutsideJudgeOfEvidenceTests
{
    private const string Ids = "--id-attr:Id http://uri.etsi.org/01903/v1.3.2#:SignedProperties --id-attr:Id http://www.w3.org/2000/09/xmldsig#:Object";
    private const string Trusted = "$(printf -- '--trusted-pem %s ' trust/0*.pem)";

    private EvidenceWorld _world;
    private TemporaryFolder _folder;

    [OneTimeSetUp]
    public async Task Create()
    {
        _world = new EvidenceWorld();
        _folder = new TemporaryFolder();
        var proofs = await _world.Stamping.RaiseAsync([], new ProofPolicy(SignatureLevel.LTA, TimeSpan.FromDays(180), AlgorithmSunset.Default));
        await using var zip = new ZipArchive(new MemoryStream(await _world.ExportAsync(_world.Draft(proofs))));
        await zip.ExtractToDirectoryAsync(_folder.Path, CancellationToken.None);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _world.Dispose();
        _folder.Dispose();
    }

    private string At => _world.Clock.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private string Seconds => _world.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private (int Exit, string Output) Sh(string command) => OutsideTool.Run("sh", "-c", $"cd '{_folder.Path}' && {command}");

    private string Container => $"xmlsec1 --verify {Ids} {Trusted} --verification-gmt-time '{At}' META-INF/signatures.xml";

    [Test]
    public void xmlsec1_verifies_the_containers_signature_and_every_file_under_it()
    {
        var (exit, output) = Sh(Container);

        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public void xmlsec1_notices_an_altered_file()
    {
        var file = Path.Combine(_folder.Path, "receipts", "001.xml");
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. bytes, (byte)' ']);
        var (exit, _) = Sh(Container);
        File.WriteAllBytes(file, bytes);

        Assert.That(exit, Is.Not.Zero);
    }

    [TestCase("packet.edxml")]
    [TestCase("statuses/001.edxml")]
    [TestCase("seals/001.xml")]
    [TestCase("journal/head.xml")]
    public void xmlsec1_verifies_each_xml_signature_inside(string file)
    {
        var (exit, output) = Sh($"xmlsec1 --verify {Ids} {Trusted} --verification-gmt-time '{At}' {file}");

        Assert.That(exit, Is.Zero, output);
    }

    [TestCase("META-INF/timestamp001.tst", "META-INF/ASiCManifest001.xml")]
    [TestCase("timestamps/000-001.tst", "timestamps/000-signature-value.xml")]
    public void openssl_verifies_each_timestamp(string token, string data)
    {
        var (exit, output) = Sh($"openssl ts -verify -in {token} -token_in -data {data} -CAfile trust/anchors.pem -attime {Seconds}");

        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public void sha256sum_finds_the_digests_of_the_manifest()
    {
        var manifest = ContainerManifest.Read(File.ReadAllBytes(_folder.File("META-INF/ASiCManifest001.xml")), "ASiCManifest001.xml");
        var sums = Sh("sha256sum $(find . -type f | sed 's|^./||')").Output.Split('\n').Where(static l => l.Length > 66).ToDictionary(static l => l[66..], static l => l[..64], StringComparer.Ordinal);

        Assert.That(manifest.Files.Where(f => sums.GetValueOrDefault(f.Name) != f.Digest.ToString()).Select(static f => f.Name), Is.Empty);
    }
}
