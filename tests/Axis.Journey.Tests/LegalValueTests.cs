using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests;

/// <summary>Whether a received document has the value of the signed paper (rules SIG-01, SIG-09, SIG-10).</summary>
public sealed class LegalValueTests
{
    private TestNetwork _network = null!;
    private LocalSigningKey _person = null!;
    private LocalSigningKey _agency = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _person = Bound("Nguyễn Văn An");
        _agency = Bound("H37");
        _network.WriteDirectory();
        foreach (var node in _network.Nodes.Values)
        {
            await node.StartAsync();
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _person.Dispose();
        _agency.Dispose();
        await _network.DisposeAsync();
    }

    [Test]
    public async Task a_document_signed_by_person_and_agency_has_value_at_its_recipient()
    {
        var packet = await ArriveAsync("31", SmallPdf.Sign(SmallPdf.Sign(SmallPdf.Document(), _person), _agency));
        Assert.That((await ValuesAsync(packet)).Select(static r => r.Value), Is.EqualTo(new[] { "HAS_VALUE" }));
    }

    [Test]
    public async Task a_document_changed_after_signing_arrives_and_has_no_value()
    {
        var pdf = SmallPdf.Sign(SmallPdf.Sign(SmallPdf.Document(), _person), _agency);
        pdf[20] ^= 1;
        var packet = await ArriveAsync("32", pdf);
        var item = _network[TestNetwork.Central].Inbox().Single(i => i.Packet == packet);
        Assert.That((item.Verdict, (await ValuesAsync(packet))[0].Value == "HAS_VALUE"), Is.EqualTo(("TOTAL-PASSED", false)));
    }

    [Test]
    public async Task a_judgement_made_again_with_the_same_result_changes_nothing()
    {
        var central = _network[TestNetwork.Central];
        var packet = await ArriveAsync("33", SmallPdf.Document());
        var first = await ValuesAsync(packet);
        await central.Store.WriteAsync(
            s =>
            {
                s.LegalValues.Demand(packet, TimeProvider.System.GetUtcNow());
                return true;
            },
            CancellationToken.None);
        await Eventually.GetAsync(() => central.Store.Read(static s => s.LegalValues.Due(DateTimeOffset.MaxValue, 99)), static d => d.Count == 0, "judged again");
        Assert.That(await ValuesAsync(packet), Is.EqualTo(first));
    }

    [Test]
    public async Task a_judgement_that_was_due_when_the_node_stopped_is_made_when_it_runs_again()
    {
        var central = _network[TestNetwork.Central];
        var packet = await ArriveAsync("34", SmallPdf.Document());
        await central.StopAsync();
        await central.StartAsync();
        Assert.That((await ValuesAsync(packet)).Select(static r => r.Value), Is.EqualTo(new[] { "NONE" }));
    }

    private LocalSigningKey Bound(string name)
    {
        var key = _network.NewKey(KeyUse.Document, name);
        var from = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeMilliseconds());
        _network.ExtraCertificates.Add((TestNetwork.Province, new CertificateEntry(KeyUse.Document, "H37", key.Certificate.RawDataMemory.ToArray(), from, null, null)));
        return key;
    }

    private async Task<Digest> ArriveAsync(string number, byte[] pdf)
    {
        var answer = await _network[TestNetwork.Province].SendAsync("H37", ["G22"], file: pdf, number: number);
        var packet = Digest.Parse(answer.Packet);
        await Eventually.GetAsync(_network[TestNetwork.Central].Inbox, i => i.Any(x => x.Packet == packet), "in the inbox");
        return packet;
    }

    private Task<IReadOnlyList<LegalValueRow>> ValuesAsync(Digest packet) =>
        Eventually.GetAsync(() => _network[TestNetwork.Central].Store.Read(s => s.LegalValues.ListFor(packet)), static r => r.Count > 0, "judged");
}
