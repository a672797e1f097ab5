using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Axis.Cli.Commands.Demo;
using Axis.Signing.Evidence;
using Axis.Signing.Keys;
using Axis.Signing.Trust;

namespace Axis.Cli.Tests.Commands.Demo;

/// <summary>The whole product through its first command: five node processes, a timestamp authority and an OCSP responder; and the evidence that it leaves.</summary>
[NonParallelizable]
public sealed class DemoTests
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    private string _folder;
    private string _kept;
    private string _fingerprint;
    private string _printed;
    private int _code;

    [OneTimeSetUp]
    [CancelAfter(180_000)]
    public async Task Run()
    {
        _folder = Directory.CreateTempSubdirectory("axis-demo-").FullName;
        _kept = Path.Combine(_folder, "kept");
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        _code = await AxisCommandLine.RunAsync(["demo", "--evidence", _kept], output, error, limit.Token);
        _printed = output + "\n" + error;
        _fingerprint = Regex.Match(_printed, "--root-fingerprint \"([0-9a-f ]+)\"").Groups[1].Value;
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void the_demonstration_ends_with_everything_delivered_and_every_verdict_passed() => Assert.Multiple(() =>
    {
        Assert.That(_code, Is.Zero, _printed);
        Assert.That(_printed, Does.Contain("TOTAL-PASSED, 0 khác."));
    });

    [Test]
    public async Task its_evidence_alone_in_an_empty_folder_passes_in_every_link()
    {
        var result = await AxisRun.RunAsync("evidence", "verify", Alone(Path.Combine(_kept, DemoEvidence.FileName)), "--root-fingerprint", _fingerprint, "--json");

        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.Zero, result.Output + result.Error);
            Assert.That(OutcomesOf(result, EvidenceLinks.Timestamp), Is.EqualTo(new[] { "passed" }));
            Assert.That(OutcomesOf(result, EvidenceLinks.Proofs), Is.Not.Empty.And.All.EqualTo("passed"));
        });
    }

    [Test]
    public async Task five_years_later_after_a_renewal_it_passes_with_every_signing_certificate_expired()
    {
        var end = Today.AddYears(5).AddDays(1);
        var renewed = await RenewAsync(Today.AddMonths(30));

        var result = await VerifyAsync(renewed, end);

        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.Zero, result.Output + result.Error);
            Assert.That(result.Output, Does.Contain("TOTAL-PASSED"));
            Assert.That(SigningCertificateEnds(renewed), Is.LessThan(end.UtcDateTime));
        });
    }

    [Test]
    public async Task five_years_later_without_a_renewal_nothing_is_decided()
    {
        var result = await VerifyAsync(Path.Combine(_kept, DemoEvidence.FileName), Today.AddYears(5));

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Indeterminate), result.Output + result.Error);
    }

    [Test]
    public async Task a_folder_with_something_in_it_is_refused_before_anything_runs()
    {
        var full = Directory.CreateDirectory(Path.Combine(_folder, "full")).FullName;
        await File.WriteAllTextAsync(Path.Combine(full, "cu.txt"), "cũ");

        Assert.That((await AxisRun.RunAsync("demo", "--evidence", full)).Code, Is.EqualTo(ExitCodes.Usage));
    }

    [Test]
    public void the_network_of_the_samples_fits_together()
    {
        var network = DemoNetwork.Read(Path.GetDirectoryName(Verify.VerifyTests.Samples)!);
        Assert.That(network.Nodes.Count(static n => n.PullOnly), Is.EqualTo(1));
    }

    [Test]
    public void free_ports_are_distinct() => Assert.That(FreePorts.Take(10), Is.Unique);

    private Task<AxisResult> VerifyAsync(string path, DateTimeOffset at) => AxisRun.RunAsync(
        "evidence", "verify", Alone(path), "--root-fingerprint", _fingerprint, "--at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    // As `axis evidence renew` does it, on a later day: the kept authority's timestamp and its list of that day.
    private async Task<string> RenewAsync(DateTimeOffset day)
    {
        var authority = DemoSetup.AuthorityFolder(_kept);
        var list = DevelopmentCa.CurrentCrl(authority, TimeSpan.FromDays(7), new SetClock(day));
        var renewed = Path.Combine(_folder, "gia-han" + EvidenceNames.FileSuffix);
        using var tsa = new LaterTsa(authority, day);
        await using var old = File.OpenRead(Path.Combine(_kept, DemoEvidence.FileName));
        await using var output = File.Create(renewed);
        await new EvidenceRenewal(new ContainerStamping(tsa, static (_, _) => null)).RenewAsync(old, output, [(RevocationKind.List, list)], day, CancellationToken.None);
        return renewed;
    }

    private string Alone(string path)
    {
        var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName, Path.GetFileName(path));
        File.Copy(path, copy);
        return copy;
    }

    private static List<string?> OutcomesOf(AxisResult result, string link)
    {
        using var json = JsonDocument.Parse(result.Output);
        return [.. json.RootElement.GetProperty("files")[0].GetProperty("links").EnumerateArray()
            .Where(l => l.GetProperty("name").GetString() == link).Select(static l => l.GetProperty("outcome").GetString())];
    }

    private static DateTime SigningCertificateEnds(string container)
    {
        using var zip = ZipFile.OpenRead(container);
        using var packet = zip.GetEntry("packet.edxml")!.Open();
        var text = XDocument.Load(packet).Descendants(XName.Get("X509Certificate", "http://www.w3.org/2000/09/xmldsig#")).Single().Value;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text));
        return certificate.NotAfter.ToUniversalTime();
    }
}
