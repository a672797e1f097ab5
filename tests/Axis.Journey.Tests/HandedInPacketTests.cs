using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Journey.Tests;

public sealed class HandedInPacketTests
{
    private TestNetwork _network = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task a_native_packet_signed_elsewhere_with_the_agencys_key_is_taken_byte_for_byte()
    {
        var province = _network[TestNetwork.Province];
        var keys = Path.Combine(province.Folder, "keys");
        using var key = SigningKeys.LoadPkcs12(Path.Combine(keys, "agency-H37.p12"), Path.Combine(keys, "passphrase"));
        var bytes = Sign("G22", "11", key);

        var answer = await HandInAsync(province, bytes);

        var taken = ((Done<SubmitAnswer>)answer).Value;
        Assert.That(taken.Packet, Is.EqualTo(Digest.Of(bytes).ToString()));
        await Eventually.GetAsync(() => province.Tracking(taken.Packet), static r => r.Count == 1 && r[0].State == "01", "consigned");
        Assert.That(_network[TestNetwork.Central].Store.Read(s => s.Packets.ReadInline(Digest.Of(bytes))), Is.EqualTo(bytes));
        Assert.That(await HandInAsync(province, bytes), Is.InstanceOf<Refused<SubmitAnswer>>(), "the same packet again");
    }

    [Test]
    public async Task a_packet_signed_with_a_key_that_is_not_the_senders_is_packed_and_signed_anew()
    {
        var province = _network[TestNetwork.Province];
        using var stranger = _network.NewKey(KeyUse.Agency, "H99");
        var bytes = Sign("G22", "12", stranger);

        var answer = await HandInAsync(province, bytes);

        var taken = ((Done<SubmitAnswer>)answer).Value;
        Assert.That(taken.Packet, Is.Not.EqualTo(Digest.Of(bytes).ToString()));
        await Eventually.GetAsync(() => province.Tracking(taken.Packet), static r => r.Count == 1 && r[0].State == "01", "consigned");
        var item = _network[TestNetwork.Central].Inbox().Single(i => i.Packet == Digest.Parse(taken.Packet));
        Assert.That(item.Verdict, Is.EqualTo("TOTAL-PASSED"));
    }

    private static byte[] Sign(string to, string number, ISigningKey key)
    {
        byte[] file = [.. "%PDF-1.7 "u8, .. System.Text.Encoding.UTF8.GetBytes(number)];
        var from = OrganId.Parse("H37");
        var layout = StrictWriter.Layout(new DocumentMessage
        {
            From = new Organ(from),
            To = [new Organ(OrganId.Parse(to))],
            DocumentId = $"H37,2026/11/21,{number}/UBND-VP",
            CodeNumber = number,
            CodeNotation = "UBND-VP",
            Place = "An Hòa",
            PromulgationDate = new DateOnly(2026, 11, 1),
            Type = new DocumentType(2, 18, "Công văn"),
            Subject = "V/v thử nghiệm",
            SignerFullName = "Nguyễn Văn An",
            TraceHeaders = [new TraceHeader(from, TimeProvider.System.GetUtcNow())],
            Business = new NewDocument(),
            Attachments = [new Attachment("4fbb1c0e-6a39-4f1e-9d55-2f0f6f3b1a11", "a.pdf", "application/pdf", null)],
        });
        return new PacketSigner(new SignerCertificates()).SignSmall(layout, [new AttachmentBytes(file)], key, TimeProvider.System.GetUtcNow()).Bytes;
    }

    private static async Task<Outcome<SubmitAnswer>> HandInAsync(RunningNode node, byte[] bytes)
    {
        var path = Path.Combine(node.Folder, "hand-in-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            return await node.Get<ISubmission>().SubmitPacketAsync(new StagedFile("a.edxml", "application/xml", null, path, bytes.Length, Digest.Of(bytes)), node.Clerk, null, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
