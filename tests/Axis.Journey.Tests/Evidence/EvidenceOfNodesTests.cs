using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Journey.Tests.Timestamps;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Signing.Evidence;
using Axis.Signing.Keys;
using Axis.Signing.Trust;

namespace Axis.Journey.Tests.Evidence;

/// <summary>Evidence made by running nodes, verified with the root's fingerprint alone.</summary>
public sealed class EvidenceOfNodesTests
{
    private TestNetwork _network;
    private RunningTsa _tsa;
    private RunningNode _province;
    private RunningNode _central;
    private string _packet;
    private byte[] _evidence;

    [OneTimeSetUp]
    public async Task Start()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _tsa = new RunningTsa(_network.Ca, ((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();
        await _tsa.StartAsync();
        (_province, _central) = (_network[TestNetwork.Province], _network[TestNetwork.Central]);
        var settings = Path.Combine(_province.Folder, "appsettings.json");
        File.WriteAllText(settings, File.ReadAllText(settings).TrimEnd().TrimEnd('}') + $$""", "Timestamps": { "Authorities": [ "{{_tsa.Address}}" ], "Level": "LTA" } }""");
        await _province.StartAsync();
        await _central.StartAsync();
        _packet = (await _province.SendAsync("H37", ["G22"], file: RandomNumberGenerator.GetBytes(300_000))).Packet;
        await Eventually.GetAsync(() => _province.Tracking(_packet)[0].State, static s => s == "01", "consigned");
        var item = _central.Inbox().Single();
        await _central.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, _central.Clerk, CancellationToken.None);
        await Eventually.GetAsync(() => _province.Tracking(_packet)[0].State, static s => s == "03", "answered");
        await Eventually.GetAsync(() => _province.Store.Read(s => s.Proofs.Level(Digest.Parse(_packet))), static l => l is { Pending: false }, "stamped");
        _evidence = await _province.EvidenceAsync(_packet, Role.Auditor);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _network.DisposeAsync();
        await _tsa.DisposeAsync();
    }

    [Test]
    public async Task the_senders_evidence_passes_in_every_link()
    {
        var report = await _province.VerifyEvidenceAsync(_evidence);

        Assert.Multiple(() =>
        {
            Assert.That(report.Indication, Is.EqualTo(Indication.TotalPassed), string.Join("\n", report.Links));
            Assert.That(report.Links.Where(static l => l.Outcome != CheckOutcome.Passed), Is.Empty);
        });
    }

    [Test]
    public async Task it_holds_receipts_of_every_hop_the_status_the_proofs_and_a_neighbours_cosignature()
    {
        var passed = (await _province.VerifyEvidenceAsync(_evidence)).Links.Select(static l => l.Name).ToHashSet();

        Assert.That(passed, Is.SupersetOf(new[]
        {
            EvidenceLinks.Receipt, EvidenceLinks.Answers, EvidenceLinks.Proofs, EvidenceLinks.Timestamp, EvidenceLinks.Journal, EvidenceLinks.Cosignature,
        }));
    }

    [Test]
    public async Task a_recipient_exports_evidence_of_what_it_received()
    {
        var report = await _central.VerifyEvidenceAsync(await _central.EvidenceAsync(_packet, Role.Clerk, "G22"));

        Assert.That(report.Indication, Is.EqualTo(Indication.TotalPassed), string.Join("\n", report.Links));
    }

    [Test]
    public async Task nobody_else_gets_the_evidence()
    {
        using var client = await _province.ClientAsync(Role.Clerk, "H37.01");
        using var response = await client.GetAsync($"/api/v1/evidence/{_packet}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task a_recipients_evidence_does_not_tell_what_another_recipient_did()
    {
        const string other = "000.00.00.G22";
        var packet = (await _province.SendAsync("H37", ["G22", other], "hai nơi nhận")).Packet;
        await Eventually.GetAsync(() => _province.Tracking(packet).All(static t => t.State == "01"), static all => all, "consigned to both");
        var item = _central.Inbox().Single(i => i.Packet.ToString() == packet && i.Recipient.Value == other);
        await _central.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, _central.Clerk, CancellationToken.None);
        var evidence = await _central.EvidenceAsync(packet, Role.Clerk, "G22");
        await using var zip = new ZipArchive(new MemoryStream(evidence));
        await using var entry = await zip.GetEntry(EvidenceNames.Index)!.OpenAsync(CancellationToken.None);
        using var index = await System.Text.Json.JsonDocument.ParseAsync(entry);
        var leaves = index.RootElement.GetProperty("journal").GetProperty("entries").EnumerateArray().Select(static e => e.GetProperty("leaf").GetString()!).ToList();
        var report = await _central.VerifyEvidenceAsync(evidence);

        Assert.Multiple(() =>
        {
            Assert.That(leaves, Has.Some.Contains("\"G22\"").And.None.Contains(other));
            Assert.That(report.Indication, Is.EqualTo(Indication.TotalPassed), string.Join("\n", report.Links));
        });
    }

    [Test]
    public async Task after_the_directory_has_expired_the_timestamp_still_holds_it()
    {
        var report = await _province.VerifyEvidenceAsync(_evidence, TimeProvider.System.GetUtcNow().AddDays(300));

        Assert.That(report.Indication, Is.EqualTo(Indication.TotalPassed), string.Join("\n", report.Links));
    }

    [Test]
    public async Task the_packet_inside_is_the_one_that_was_sent()
    {
        await using var zip = new ZipArchive(new MemoryStream(_evidence));
        await using var packet = await zip.GetEntry("packet.edxml")!.OpenAsync(CancellationToken.None);

        Assert.That(new Digest(await SHA256.HashDataAsync(packet)).ToString(), Is.EqualTo(_packet));
    }
}
