using System.Collections.Concurrent;
using System.Text.Json;
using Axis.Cli;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Keys;

namespace Axis.Journey.Tests.Tokens;

/// <summary>
/// Two nodes made with the command line as an operator makes them: a parent that keeps the directory, and a child below it. Keys are renewed under traffic.
/// </summary>
public sealed class RenewalTests
{
    private const string ParentAgency = "G99";
    private const string ChildAgency = "H99.21.31";
    private static readonly NodeSpec ParentSpec = new("trung-uong", Tier.Central, null, false, [ParentAgency]);
    private static readonly NodeSpec ChildSpec = new("xa-doi-thong", Tier.Commune, "trung-uong", false, [ChildAgency]);

    private string _root;
    private RunningNode _parent;
    private RunningNode _child;

    [SetUp]
    public async Task Make()
    {
        _root = Directory.CreateTempSubdirectory("axis-renewal-").FullName;
        var (parentApi, parentLink) = (Port(), Port());
        var (childApi, childLink) = (Port(), Port());
        await AxisAsync("node", "init", "--new-root", "--data", In("parent"), "--id", ParentSpec.Id, "--name", "Trung ương", "--tier", "trung-uong", "--agency", ParentAgency + "=Văn phòng", "--endpoint", $"https://127.0.0.1:{parentLink}", "--link", $"https://127.0.0.1:{parentLink}", "--api", $"http://127.0.0.1:{parentApi}");
        await AxisAsync("node", "init", "--data", In("child"), "--id", ChildSpec.Id, "--name", "Đồi Thông", "--tier", "xa", "--agency", ChildAgency + "=UBND xã Đồi Thông", "--endpoint", $"https://127.0.0.1:{childLink}", "--link", $"https://127.0.0.1:{childLink}", "--api", $"http://127.0.0.1:{childApi}");
        await AxisAsync("directory", "admit", Path.Combine(In("child"), "join-request.json"), "--data", In("parent"), "--out", In("welcome.json"));
        var fingerprint = (await AxisAsync("directory", "fingerprint", "--data", In("parent"))).Trim();
        await AxisAsync("node", "join", In("welcome.json"), "--data", In("child"), "--fingerprint", fingerprint);
        _parent = new RunningNode(ParentSpec, In("parent"), new Uri($"http://127.0.0.1:{parentApi}"));
        _child = new RunningNode(ChildSpec, In("child"), new Uri($"http://127.0.0.1:{childApi}"));
        await _parent.StartAsync();
        await _child.StartAsync();
    }

    [TearDown]
    public async Task Drop()
    {
        await _child.DisposeAsync();
        await _parent.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private string In(string name) => Path.Combine(_root, name);

    private static int Port()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> AxisAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AxisCommandLine.RunAsync(args, output, error, CancellationToken.None);
        Assert.That(code, Is.Zero, string.Join(' ', args) + "\n" + output + error);
        return output.ToString();
    }

    private static Digest KeyOf(RunningNode node, KeyUse use, string owner) => node.Get<KeyRing>().Choose(use, owner) is KeyChoice.Chosen chosen ? chosen.Held.Thumbprint : default;

    private static (KeyUse Use, string Owner)[] KeysOf(RunningNode node) => [(KeyUse.Tls, ""), (KeyUse.NodeSeal, ""), (KeyUse.Agency, node.Spec.Agencies[0])];

    private static string[] Options(KeyUse use, string owner) => use switch
    {
        KeyUse.Tls => ["--use", "tls"],
        KeyUse.NodeSeal => ["--use", "node-seal"],
        _ => ["--use", "agency", "--agency", owner],
    };

    [Test]
    public async Task every_key_of_both_nodes_is_renewed_under_traffic_and_nothing_is_lost()
    {
        var before = new[] { _parent, _child }.SelectMany(static n => KeysOf(n).Select(k => (Node: n, k.Use, k.Owner, Old: KeyOf(n, k.Use, k.Owner)))).ToList();
        using var stop = new CancellationTokenSource();
        var sent = new ConcurrentQueue<(RunningNode From, string Packet)>();
        var traffic = new[] { (_parent, ParentAgency, ChildAgency), (_child, ChildAgency, ParentAgency) }.Select(t => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                sent.Enqueue((t.Item1, (await t.Item1.SendAsync(t.Item2, [t.Item3])).Packet));
                await Task.Delay(40);
            }
        })).ToArray();

        foreach (var (node, use, owner, _) in before)
        {
            var request = In($"renewal-{node.Spec.Id}-{use}.json");
            await AxisAsync(["cert", "renew", "--data", node.Folder, "--start-in", "00:00:12", "--out", request, .. Options(use, owner)]);
            if (node == _child)
            {
                await AxisAsync("directory", "certify", request, "--data", _parent.Folder);
            }
        }

        // What the parent published reaches the child with the next offer; nobody starts anything again.
        await Eventually.GetAsync(() => before.Count(k => KeyOf(k.Node, k.Use, k.Owner) is var now && now != k.Old && now != default), count => count == before.Count, "every key changed", 60);
        var changed = sent.Count;
        await Eventually.GetAsync(() => sent.Count - changed, static more => more >= 40, "traffic under the new keys");
        await stop.CancelAsync();
        await Task.WhenAll(traffic);

        var last = new[] { _parent, _child }.Select(n => sent.Last(s => s.From == n)).ToList();
        await Eventually.GetAsync(
            () => sent.Where(static s => s.From.Tracking(s.Packet).Any(static r => r.State != "01")).Select(static s => s.Packet).ToList(), static missing => missing.Count == 0, "all consigned", 60);
        Assert.Multiple(() =>
        {
            Assert.That(_parent.Inbox().Concat(_child.Inbox()).All(static i => i.Verdict == "TOTAL-PASSED"));
            foreach (var (from, packet) in last)
            {
                var other = from == _parent ? _child : _parent;
                var certificates = from.Store.Read(s => s.Receipts.ListFor(Digest.Parse(packet))).Select(static r => ReceiptXml.Read(r.Bytes.Span)).Where(r => r.Issuer.Value == other.Spec.Id).Select(static r => r.IssuerCertificate);
                Assert.That(certificates, Has.All.EqualTo(KeyOf(other, KeyUse.NodeSeal, "")), "receipts are sealed with the new key");
            }
        });
    }

    [Test]
    public async Task a_renewal_that_the_key_in_force_does_not_vouch_for_is_refused()
    {
        var request = In("renewal.json");
        await AxisAsync("cert", "renew", "--data", _child.Folder, "--out", request, "--use", "tls");
        var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(request))!;
        json["keys"]![0]!["startsAt"] = "2026-01-01T00:00:00+00:00";
        await File.WriteAllTextAsync(request, json.ToJsonString(new JsonSerializerOptions()));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await AxisCommandLine.RunAsync(["directory", "certify", request, "--data", _parent.Folder], output, error, CancellationToken.None);
        Assert.That((code, error.ToString().Contains("RENEWAL", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Refused, true)), error.ToString());
    }
}
