using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Journey.Tests.Tokens;
using Axis.Journey.Tests.Vxp;
using Axis.Node.Keys;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>What the senders above learn of their documents: receipts do not travel over a VXP link.</summary>
public sealed class SaidUpwardTests
{
    private const string Ministry = "000.00.00.G22";
    private const string Village = "H37.20.61";
    private static readonly NodeId Above = NodeId.Parse(MixedLine.National);
    private MixedLine _line = null!;

    [SetUp]
    public async Task StartAsync() => _line = await MixedLine.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _line.DisposeAsync();

    [Test]
    public async Task a_document_that_was_recalled_before_anybody_saw_it_is_answered_15_in_the_axiss_name()
    {
        await _line.CommuneNode.StopAsync();
        _line.Axis.Put(OldPackets.Document(Ministry, [Village], "12"), Ministry, Village);
        await Eventually.GetAsync(() => Waiting(), static d => d.Count == 1, "owed to the commune");
        var recalled = $"""

            <edXML:ResponseFor>
              <edXML:OrganId>{Ministry}</edXML:OrganId>
              <edXML:Code>12/UBND-VP</edXML:Code>
              <edXML:DocumentId>{OldPackets.Id(Ministry, "12")}</edXML:DocumentId>
            </edXML:ResponseFor>
            """;

        _line.Axis.Put(OldPackets.Document(Ministry, [Village], "12", kind: 1, header: recalled), Ministry, Village);

        var status = (await Eventually.GetAsync(Statuses, static s => s.Count == 1, "answered"))[0];
        Assert.That(status, Does.Contain(">15<").And.Contain(OldPackets.Id(Ministry, "12")).And.Contain("<edXML:OrganId>" + Village).And.Contain("Trục liên thông trả lời").And.Not.Contain("ds:Signature"));
    }

    [Test]
    public async Task a_receipt_of_which_no_status_can_tell_leaves_a_line_in_the_journal()
    {
        var bytes = Foreign.Document(Ministry, Village, "G22-12");
        _line.Axis.Put(bytes, Ministry, Village);
        await Eventually.GetAsync(Statuses, static s => s.Count == 1, "answered");
        var province = _line.ProvinceNode.Store;
        var relayed = province.Read(s => s.Receipts.ListFor(Digest.Of(bytes))).First(static r => ReceiptXml.Read(r.Bytes.Span).Event == ReceiptEvent.ReceivedFromNonErds);

        await province.WriteAsync(
            s =>
            {
                s.Returns.Add(Above, relayed.Digest, DateTimeOffset.UtcNow);
                return true;
            },
            CancellationToken.None);

        var line = await Eventually.GetAsync(() => province.Read(s => s.Journal.List(null, 50, Digest.Of(bytes))).Select(static l => l.Entry).SingleOrDefault(static e => e.Kind == "receipt-not-sayable"), static e => e is not null, "journalled");
        Assert.That((line!.Receipt, line.To, Statuses().Count), Is.EqualTo(((Digest?)relayed.Digest, nameof(ReceiptEvent.ReceivedFromNonErds), 1)));
    }

    [Test]
    public async Task an_arrival_that_has_no_way_back_to_its_sender_is_not_said_to_be_told()
    {
        var sent = await _line.ProvinceNode.SendAsync("H37", [Village]);
        var packet = Digest.Parse(sent.Packet);
        var province = _line.ProvinceNode.Store;
        var arrived = await Eventually.GetAsync(() => province.Read(s => s.Receipts.ListFor(packet)).FirstOrDefault(static r => ReceiptXml.Read(r.Bytes.Span).Event == ReceiptEvent.ContentConsignment), static r => r is not null, "arrived");

        // Owed over a link behind which its sender is not, or not any more.
        await province.WriteAsync(
            s =>
            {
                s.Returns.Add(Above, arrived!.Digest, DateTimeOffset.UtcNow);
                return true;
            },
            CancellationToken.None);

        var kinds = await Eventually.GetAsync(
            () => province.Read(s => s.Journal.List(null, 200, null)).Select(static l => l.Entry).Where(e => e.Receipt == arrived!.Digest).Select(static e => e.Kind).ToList(), static k => k.Exists(static e => e.StartsWith("arrival-", StringComparison.Ordinal)), "journalled");
        Assert.That(kinds, Does.Contain("arrival-not-sayable").And.Not.Contain("arrival-status-made"));
    }

    [Test]
    public async Task a_token_that_is_out_holds_up_no_answer()
    {
        var province = _line.ProvinceNode;
        using var token = new SoftToken();
        var certificate = _line.Network.NewKey(KeyUse.Agency, "H37", SignatureAlgorithm.RsaSha256);
        token.Import(certificate.Certificate, "ky");
        SoftToken.WriteKeyFile(Path.Combine(province.Folder, "keys"), "agency-H37@thiet-bi", certificate.Certificate, "ky");
        _line.Network.ExtraCertificates.Add((MixedLine.Province, new CertificateEntry(KeyUse.Agency, "H37", certificate.Certificate.RawDataMemory.ToArray(), DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()), null, null)));
        _line.Network.PublishProvince(MixedLine.Province, static c => c);
        await Eventually.GetAsync(
            () => province.Get<KeyRing>().Choose(KeyUse.Agency, "H37"), c => c is KeyChoice.Chosen { Held.Thumbprint: var chosen } && chosen == Digest.Of(certificate.Certificate.RawDataMemory.Span), "the token's key", 90);
        token.Unplug();

        _line.Axis.Put(Foreign.Document(Ministry, "H37", "G22-12"), Ministry, "H37");

        var status = (await Eventually.GetAsync(Statuses, static s => s.Count == 1, "answered", 60))[0];
        Assert.That(status, Does.Contain(">01<").And.Contain("G22-12").And.Not.Contain("ds:Signature"));
    }

    private IReadOnlyList<Delivery> Waiting() => _line.ProvinceNode.Store.Read(static s => s.Outbox.List(DeliveryState.Waiting, NodeId.Parse("xa-mot"), null, 10));

    private List<string> Statuses()
    {
        lock (_line.Axis.Sent)
        {
            return [.. _line.Axis.Sent.Where(static s => s.Kind == "status").Select(static s => Encoding.UTF8.GetString(s.Packet))];
        }
    }
}
