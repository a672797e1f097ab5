using System.Net;
using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A parent that serves a directory which is older than what is in force, or another one under the same version.</summary>
public sealed class LyingDirectoryTests
{
    private TestNetwork _network = null!;
    private WebApplication _parent = null!;
    private ReadOnlyMemory<byte> _first;
    private ReadOnlyMemory<byte> _served;
    private long _claimed = 99;
    private int _fetches;

    private RunningNode District => _network[BadInputNetwork.District];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province, TestNetwork.District);
        _first = _network.ProvinceSection;
        _network.PublishProvince(TestNetwork.District, static c => c);
        _served = _first;
        var link = _network.LinkOf(TestNetwork.Province);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, link.Port, l => l.UseHttps(
            System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12FromFile(
                Path.Combine(_network.FolderOf(TestNetwork.Province), "keys", "tls.p12"),
                File.ReadAllText(Path.Combine(_network.FolderOf(TestNetwork.Province), "keys", "passphrase")).TrimEnd('\n')),
            static h =>
            {
                h.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                h.AllowAnyClientCertificate();
            })));
        _parent = builder.Build();
        _parent.MapGet("/axis/1/ping", () => Results.Json(new PingAnswer("tinh", 1, "?", "?", new Dictionary<string, long> { ["root"] = 1, ["H37"] = _claimed }, TimeProvider.System.GetUtcNow())));
        _parent.MapGet("/axis/1/directory/{section}", () =>
        {
            Interlocked.Increment(ref _fetches);
            return Results.Bytes(_served.ToArray());
        });
        _parent.MapFallback(static () => Results.StatusCode(503));
        await _parent.StartAsync();
        await District.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _parent.DisposeAsync();
        await _network.DisposeAsync();
    }

    [Test]
    public async Task an_older_section_is_refused_and_journalled()
    {
        Serve(_first);

        await IsJournalledAsync("directory-section-refused", SectionCodes.Older, "tinh");
    }

    [Test]
    public async Task another_content_under_the_same_version_is_an_alarm()
    {
        Serve(_network.ForkOfProvince());

        await IsJournalledAsync("directory-fork-alarm", SectionCodes.Fork, "tinh");
    }

    [Test]
    public async Task bytes_that_are_no_section_change_nothing()
    {
        Serve("rác"u8.ToArray());

        await IsJournalledAsync("directory-section-refused", SectionCodes.Format, "tinh");
    }

    [Test]
    public async Task a_file_in_the_folder_is_judged_like_a_neighbours_answer()
    {
        _network.PutSection(TestNetwork.District, _network.ForkOfProvince());

        await IsJournalledAsync("directory-fork-alarm", SectionCodes.Fork, "thư mục directory");
    }

    [Test]
    public async Task a_version_that_was_refused_is_not_fetched_again()
    {
        Serve(_first);
        await IsJournalledAsync("directory-section-refused", SectionCodes.Older, "tinh");
        await Eventually.GetAsync(() => Volatile.Read(ref _fetches), static n => n > 0, "fetched once");
        await Task.Delay(TimeSpan.FromSeconds(3));
        var fetched = Volatile.Read(ref _fetches);

        for (var i = 0; i < 3; i++)
        {
            District.Get<DirectoryRefresh>().Wake(NodeId.Parse(TestNetwork.Province.Id));
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        Assert.That(Volatile.Read(ref _fetches), Is.EqualTo(fetched));
    }

    private void Serve(ReadOnlyMemory<byte> section)
    {
        // A version that was refused is not fetched again: each lie claims a newer one.
        _served = section;
        _claimed++;
        District.Get<DirectoryRefresh>().Wake(NodeId.Parse(TestNetwork.Province.Id));
    }

    private async Task IsJournalledAsync(string kind, string code, string source)
    {
        await Eventually.GetAsync(
            () => District.Store.Read(static s => s.Journal.List(null, 100, null)),
            j => j.Any(l => l.Entry.Kind == kind && l.Entry.To == code && l.Entry.Agency == source),
            kind);
        Assert.That(District.Get<LiveDirectory>().Versions["H37"], Is.EqualTo(2), "what was in force stays");
    }
}
