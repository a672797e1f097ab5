using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Journal;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Journey.Tests.Timestamps;

/// <summary>Levels are reached beside the traffic: an authority that is down delays the level, not the document.</summary>
public sealed class StampingTests
{
    private const int Documents = 60;

    private TestNetwork _network;
    private RunningTsa _tsa;
    private RunningNode _province;

    [SetUp]
    public void Prepare()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _tsa = new RunningTsa(_network.Ca, ((IPEndPoint)listener.LocalEndpoint).Port);
        _province = _network[TestNetwork.Province];
    }

    [TearDown]
    public async Task Stop()
    {
        await _network.DisposeAsync();
        await _tsa.DisposeAsync();
    }

    [Test]
    public async Task documents_flow_without_the_authority_and_reach_their_level_when_it_returns()
    {
        await StartAsync("\"Level\": \"LT\"");
        var sent = new List<string>();
        for (var i = 0; i < Documents; i++)
        {
            sent.Add((await _province.SendAsync("H37", ["G22"])).Packet);
        }

        await Eventually.GetAsync(() => sent.Count(p => _province.Tracking(p)[0].State == "01"), static n => n == Documents, "consigned without an authority");
        Assert.That(sent.Select(Level), Is.All.Matches<PacketLevel>(static l => l is { Level: SignatureLevel.B, Pending: true }), "every level waits");

        await _tsa.StartAsync();
        await Eventually.GetAsync(() => sent.Count(p => Level(p) is { Level: SignatureLevel.LT, Pending: false }), static n => n == Documents, "each at its level by itself", 60);
        Assert.That(_tsa.Answered, Is.InRange(Documents, Documents + 5), "one token a document, and the journal's heads");
    }

    [Test]
    public async Task without_a_revocation_list_the_responder_is_asked_about_the_timestamp_authority_too()
    {
        _network.HasRevocationList = false;
        _network.WriteDirectory();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        await using var responder = new OcspServer(_network.CaFolder, address);
        await _tsa.StartAsync();
        await StartAsync("\"Level\": \"LT\"", $", \"Revocation\": {{ \"Responders\": [ \"{address}\" ] }}, \"Schedules\": {{ \"RefreshRevocation\": \"1\" }}");
        var packet = (await _province.SendAsync("H37", ["G22"])).Packet;
        await Eventually.GetAsync(() => Level(packet), static l => l is { Level: SignatureLevel.T, Pending: true, Failures: > 0 }, "stamped, and waiting for what the responder says");

        await responder.StartAsync();

        // Its own next try is half a minute away at the earliest: what came must wake it.
        await Eventually.GetAsync(() => Level(packet), static l => l is { Level: SignatureLevel.LT, Pending: false }, "at its level by itself", 20);
    }

    [Test]
    public async Task what_is_stamped_holds_and_the_packet_is_untouched()
    {
        await _tsa.StartAsync();
        await StartAsync("\"Level\": \"LTA\"");
        var packet = Digest.Parse((await _province.SendAsync("H37", ["G22"], file: RandomNumberGenerator.GetBytes(300_000))).Packet);

        await Eventually.GetAsync(() => Level(packet.ToString()), static l => l.Level == SignatureLevel.LTA, "archived");

        using var kept = new MemoryStream();
        await using (var file = _province.Get<IPacketFiles>().OpenRead(packet))
        {
            await file.CopyToAsync(kept);
        }

        var bytes = kept.ToArray();
        var check = new PacketVerifier(new SignerCertificates()).Verify(bytes, NativeReadOptions.Default);
        var directory = _province.Get<LiveDirectory>();
        var report = await _province.Get<ProofChainVerifier>().VerifyAsync(
            new StampedPacket(check, () => new MemoryStream(bytes)),
            _province.Store.Read(s => s.Proofs.Of(packet)),
            new TimestampContext(directory.Snapshot, directory.Revocation, TimeProvider.System.GetUtcNow(), VerificationPolicy.Default.PacketLimits, AlgorithmSunset.Default),
            CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(Digest.Of(bytes), Is.EqualTo(packet));
            Assert.That(report.Level, Is.EqualTo(SignatureLevel.LTA), string.Join("\n", report.Checks));
        });
    }

    [Test]
    public async Task a_received_document_is_stamped_when_the_settings_ask_for_it()
    {
        await _tsa.StartAsync();
        await StartAsync("\"Packets\": \"SentAndReceived\"");
        var answer = await _network[TestNetwork.Central].SendAsync("G22", ["H37"]);

        await Eventually.GetAsync(
            () => _province.Store.Read(s => s.Proofs.Level(Digest.Parse(answer.Packet))), static l => l?.Level == SignatureLevel.LT, "stamped where it was delivered");
    }

    [Test]
    public async Task a_sealed_journal_head_is_stamped_once()
    {
        await _tsa.StartAsync();
        await StartAsync("\"Packets\": \"None\"");
        await _province.SendAsync("H37", ["G22"]);
        await _province.Get<JournalSealer>().SealAsync(CancellationToken.None);

        // The node's own sealing may have come first; then there was nothing left to seal.
        var head = _province.Store.Read(static s => s.Journal.LastHead())!;
        _province.Get<Axis.Node.Timestamps.StampSignal>().Set();

        var stamp = (await Eventually.GetAsync(() => _province.Store.Read(s => s.Proofs.Stamps(1, head.TreeSize, 10)), static s => s.Count > 0, "a stamp"))[0];

        Assert.That(TimestampToken.Read(stamp.Token).Imprint.ToArray(), Is.EqualTo(SHA256.HashData(head.Seal.Span)));
    }

    [Test]
    public async Task without_an_authority_nothing_waits()
    {
        await _network[TestNetwork.Central].StartAsync();
        await _province.StartAsync();
        var answer = await _province.SendAsync("H37", ["G22"]);

        Assert.That(_province.Store.Read(s => s.Proofs.Level(Digest.Parse(answer.Packet))), Is.Null);
    }

    [Test]
    public async Task the_schedule_wakes_a_level_that_waits()
    {
        await _tsa.StartAsync();
        await StartAsync("\"Level\": \"T\"");
        var packet = Digest.Parse((await _province.SendAsync("H37", ["G22"])).Packet);
        await Eventually.GetAsync(() => Level(packet.ToString()), static l => l.Level == SignatureLevel.T, "stamped");
        await _province.Store.WriteAsync(s =>
            {
                s.Proofs.SetLevel(packet, new PacketLevel(SignatureLevel.T, true, TimeProvider.System.GetUtcNow().AddSeconds(-1), 3, "thử lại"));
                return true;
            }, CancellationToken.None);

        Assert.That(await _province.Get<IRenewTimestamps>().RunAsync(CancellationToken.None), Is.EqualTo(1));
        await Eventually.GetAsync(() => Level(packet.ToString()), static l => l is { Pending: false, Failures: 0 }, "looked at again");
    }

    private PacketLevel Level(string packet) => _province.Store.Read(s => s.Proofs.Level(Digest.Parse(packet)))!;

    private async Task StartAsync(string settings, string sections = "")
    {
        var path = Path.Combine(_province.Folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, text.Replace("\"Limits\":", $"\"Timestamps\": {{ \"Authorities\": [ \"{_tsa.Address}\" ], \"FirstRetrySeconds\": 1, \"MaxRetrySeconds\": 1, {settings} }},\n  \"Limits\":", StringComparison.Ordinal));
        if (sections.Length > 0)
        {
            text = await File.ReadAllTextAsync(path);
            await File.WriteAllTextAsync(path, text[..text.LastIndexOf('}')] + sections + " }");
        }

        await _network[TestNetwork.Central].StartAsync();
        await _province.StartAsync();
    }
}
