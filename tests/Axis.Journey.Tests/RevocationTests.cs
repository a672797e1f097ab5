using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Directories;
using Axis.Node.Revocations;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Signing.Evidence;
using Axis.Signing.Keys;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Journey.Tests;

/// <summary>Two real nodes, an OCSP responder over real HTTP that comes and goes, and no revocation list.</summary>
public sealed class RevocationTests
{
    private TestNetwork _network;
    private OcspServer _server;
    private Uri _address;

    [SetUp]
    public async Task StartAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _network.HasRevocationList = false;
        _network.WriteDirectory();
        _server = new OcspServer(_network.CaFolder, address);
        _address = address;
        await AllowAsync(Central);
        foreach (var node in _network.Nodes.Values)
        {
            await node.StartAsync();
        }
    }

    private Task AllowAsync(RunningNode node) => AllowAsync(node, _address);

    private static async Task AllowAsync(RunningNode node, Uri address)
    {
        var settings = Path.Combine(node.Folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(settings);
        await File.WriteAllTextAsync(settings, text[..text.LastIndexOf('}')] + $$""", "Revocation": { "Responders": [ "{{address}}" ], "TimeoutSeconds": 2 } }""");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _network.DisposeAsync();
        await _server.DisposeAsync();
    }

    private RunningNode Central => _network[TestNetwork.Central];

    private RunningNode Province => _network[TestNetwork.Province];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<int> RefreshAsync(RunningNode node) => node.Get<IRefreshRevocation>().RunAsync(CancellationToken.None);

    private async Task<InboxItem> ArrivedAsync(SubmitAnswer answer) =>
        (await Eventually.GetAsync(() => Central.Inbox().SingleOrDefault(i => i.Packet == Digest.Parse(answer.Packet)), static i => i is not null, "in the inbox"))!;

    private IReadOnlyList<VerdictRow> Verdicts(SubmitAnswer answer) => Central.Store.Read(s => s.Packets.Verdicts(Digest.Parse(answer.Packet)));

    private X509Certificate2 CertificateOf(string agency) => X509CertificateLoader.LoadCertificate(_network.CertificateOf(KeyUse.Agency, agency).Span);

    [Test]
    public async Task a_document_comes_without_its_responder_and_is_judged_again_when_it_answers()
    {
        var answer = await Province.SendAsync("H37", ["G22"]);
        var arrived = await ArrivedAsync(answer);
        Assert.That((arrived.Badge, arrived.Verdict, arrived.State), Is.EqualTo(("chờ kiểm tra", "INDETERMINATE/TRY_LATER", InboxState.Arrived)));
        await Eventually.GetAsync(() => Province.Tracking(answer.Packet), static r => r[0].State == "01", "consigned all the same");

        await _server.StartAsync();
        await RefreshAsync(Central);

        var item = await Eventually.GetAsync(() => Central.Inbox().Single(i => i.Id == arrived.Id), static i => i.Badge == "hợp lệ", "judged again");
        var verdicts = Verdicts(answer);
        Assert.Multiple(() =>
        {
            Assert.That(item.Verdict, Is.EqualTo("INDETERMINATE/TRY_LATER"), "the verdict of the day of reception stays");
            Assert.That(verdicts.Select(static v => v.Verdict), Is.EqualTo(new[] { "INDETERMINATE/TRY_LATER", "TOTAL-PASSED" }));
            Assert.That(verdicts[1].At, Is.GreaterThan(verdicts[0].At));
        });
    }

    [Test]
    public async Task the_exact_response_behind_a_verdict_is_kept_and_the_next_document_asks_nobody()
    {
        await _server.StartAsync();
        var first = await Province.SendAsync("H37", ["G22"]);
        await ArrivedAsync(first);
        await RefreshAsync(Central);
        await Eventually.GetAsync(() => Verdicts(first), static v => v[^1].Verdict == "TOTAL-PASSED", "decided");
        var asked = _server.Asked;

        var second = await Province.SendAsync("H37", ["G22"]);
        var item = await ArrivedAsync(second);
        await RefreshAsync(Central);

        using var report = JsonDocument.Parse(Verdicts(second)[0].ReportJson);
        var digest = Digest.Parse(report.RootElement.GetProperty("revocationData")[0].GetProperty("digest").GetString()!);
        var kept = Central.Store.Read(s => s.Revocations.Find(digest));
        using var certificate = CertificateOf("H37");
        Assert.Multiple(() =>
        {
            Assert.That(item.Verdict, Is.EqualTo("TOTAL-PASSED"));
            Assert.That(_server.Asked, Is.EqualTo(asked));
            Assert.That(Digest.Of(kept!.Bytes.Span), Is.EqualTo(digest));
            Assert.That(OcspReader.Read(kept.Bytes).Find(certificate, _network.Ca.Certificate)?.Status, Is.EqualTo(OcspStatus.Good));
        });
    }

    [Test]
    public async Task evidence_carries_the_responses_that_were_fetched_and_passes_by_them()
    {
        await _server.StartAsync();
        var answer = await Province.SendAsync("H37", ["G22"]);
        await ArrivedAsync(answer);
        await RefreshAsync(Central);
        await Eventually.GetAsync(() => Verdicts(answer), static v => v[^1].Verdict == "TOTAL-PASSED", "decided");

        var container = await Central.EvidenceAsync(answer.Packet, Role.Clerk, "G22");

        await using var zip = new ZipArchive(new MemoryStream(container));
        var responses = new List<string>();
        foreach (var entry in zip.Entries.Where(static e => e.FullName.EndsWith(".ocsp", StringComparison.Ordinal)))
        {
            await using var bytes = await entry.OpenAsync(CancellationToken.None);
            responses.Add(new Digest(await SHA256.HashDataAsync(bytes)).ToString());
        }

        using var verdict = JsonDocument.Parse(Verdicts(answer)[^1].ReportJson);
        var cited = verdict.RootElement.GetProperty("revocationData")[0].GetProperty("digest").GetString();
        var report = await Central.VerifyEvidenceAsync(container);
        Assert.Multiple(() =>
        {
            Assert.That(responses, Does.Contain(cited));
            Assert.That(report.Links.Single(static l => l.Name == EvidenceLinks.Packet).Outcome, Is.EqualTo(CheckOutcome.Passed), string.Join("\n", report.Links));
        });
    }

    [Test]
    public async Task the_senders_evidence_carries_the_response_about_its_own_key_though_no_verdict_names_it()
    {
        await AllowAsync(Province);
        await Province.StopAsync();
        await _server.StartAsync();
        await Province.StartAsync();
        await RefreshAsync(Province);
        var answer = await Province.SendAsync("H37", ["G22"]);
        await ArrivedAsync(answer);

        var report = await Province.VerifyEvidenceAsync(await Province.EvidenceAsync(answer.Packet, Role.Clerk, "H37"));

        Assert.That(report.Links.Single(static l => l.Name == EvidenceLinks.Packet).Outcome, Is.EqualTo(CheckOutcome.Passed), string.Join("\n", report.Links));
    }

    [Test]
    public async Task what_was_fetched_outlives_the_process()
    {
        await _server.StartAsync();
        await ArrivedAsync(await Province.SendAsync("H37", ["G22"]));
        await RefreshAsync(Central);
        await Eventually.GetAsync(() => Central.Inbox(), static i => i.All(static x => x.Badge == "hợp lệ"), "decided");
        var asked = _server.Asked;
        await Central.StopAsync();
        await Central.StartAsync();

        var item = await ArrivedAsync(await Province.SendAsync("H37", ["G22"]));
        Assert.That((item.Verdict, _server.Asked), Is.EqualTo(("TOTAL-PASSED", asked)));
    }

    [Test]
    public async Task a_key_that_its_authority_revoked_stops_signing_at_once_and_what_it_signed_before_keeps_its_verdict()
    {
        await _server.StartAsync();
        var before = await Province.SendAsync("H37.01", ["G22"]);
        await ArrivedAsync(before);
        await RefreshAsync(Central);
        await Eventually.GetAsync(() => Verdicts(before), static v => v[^1].Verdict == "TOTAL-PASSED", "decided");
        await Province.StopAsync();
        using (var certificate = CertificateOf("H37.01"))
        {
            _network.Ca.Revoke(certificate, X509RevocationReason.KeyCompromise, TimeProvider.System.GetUtcNow());
        }

        // Only now may the sender ask, so its first answer is the revocation.
        await AllowAsync(Province);
        await Province.StartAsync();
        await RefreshAsync(Province);
        var refused = await Province.TrySendAsync("H37.01", ["G22"]);
        var other = await Province.SendAsync("H37", ["G22"]);

        Assert.Multiple(() =>
        {
            Assert.That((refused as Refused<SubmitAnswer>)?.Why.Sentence, Does.Contain("thu hồi"));
            Assert.That(other.Packet, Is.Not.Empty, "another agency's key signs on");
            Assert.That(Verdicts(before)[^1].Verdict, Is.EqualTo("TOTAL-PASSED"));
        });
    }

    [Test]
    public async Task what_turns_out_revoked_is_said_beside_the_first_verdict()
    {
        var answer = await Province.SendAsync("H37", ["G22"]);
        var arrived = await ArrivedAsync(answer);
        using (var certificate = CertificateOf("H37"))
        {
            _network.Ca.Revoke(certificate, X509RevocationReason.KeyCompromise, TimeProvider.System.GetUtcNow().AddHours(-1));
        }

        await _server.StartAsync();
        await RefreshAsync(Central);

        var item = await Eventually.GetAsync(() => Central.Inbox().Single(i => i.Id == arrived.Id), static i => i.Badge != "chờ kiểm tra", "judged again");
        Assert.That((item.Badge, Verdicts(answer)[^1].Verdict), Is.EqualTo(("chưa xác định", "INDETERMINATE/REVOKED_NO_POE")));
    }

    [Test]
    public async Task an_answer_that_has_run_out_is_not_the_last_word_and_the_list_is_fetched()
    {
        await using var server = new OcspServer(_network.CaFolder, new Uri($"http://127.0.0.1:{FreePort()}/"), TimeSpan.Zero);
        await server.StartAsync();
        await AllowAsync(Province, server.Address);
        await Province.StopAsync();
        await Province.StartAsync();
        var profile = new CertificateProfile(KeyUse.Agency, "H37.90") { OcspLocations = [server.Address], CrlLocations = [new Uri(server.Address, "ca.crl")] };
        using var certificate = _network.Ca.IssueWithKey(profile, SignatureAlgorithm.EcdsaP256Sha256);
        var path = new CertificateChain([certificate, _network.Ca.Certificate], certificate.NotBefore, certificate.NotAfter);

        Province.Get<HeldRevocation>().Want(path);
        await RefreshAsync(Province);

        var answer = Province.Get<LiveDirectory>().Revocation.Look(certificate, _network.Ca.Certificate, TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1));
        Assert.Multiple(() =>
        {
            Assert.That(server.Asked, Is.GreaterThan(0), "the responder was asked first");
            Assert.That((answer as NotRevoked)?.Evidence.Kind, Is.EqualTo(RevocationKind.List), answer.ToString());
        });
    }
}
