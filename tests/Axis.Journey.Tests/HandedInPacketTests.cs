using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Journey.Tests.Network;
using Axis.Journey.Tests.Vxp;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
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

    [TestCase("02")]
    [TestCase("03")]
    [TestCase("15")]
    public async Task what_is_said_of_a_document_in_the_inbox_is_said_there(string code)
    {
        var (province, central) = (_network[TestNetwork.Province], _network[TestNetwork.Central]);
        var (sent, document) = await ReceivedAsync();
        await province.Get<IRecallDocuments>().RecallAsync(document.Digest, new RequestRecall { Reason = "Ban hành nhầm" }, province.Clerk, null, CancellationToken.None);
        await Eventually.GetAsync(() => central.Store.Read(s => s.Changes.ListFor(sent.Id)), static r => r is [{ State: ChangeRequestState.Pending }], "the recall waits for the clerk");

        var refused = await HandInAsync(central, OldPackets.StatusOf("G22", "H37", document.DocumentId, document.Facts.Code, code, "Đồng ý"));

        Assert.That(((Refused<SubmitAnswer>)refused).Why.Code, Is.EqualTo("STATUS_AT_INBOX"));
        Assert.That(
            (central.Store.Read(s => s.Inbox.Find(sent.Id))!.State, central.Store.Read(s => s.Changes.ListFor(sent.Id))[0].State, province.Tracking(document.Digest.ToString())[0].ChangeEnd),
            Is.EqualTo((InboxState.Accepted, ChangeRequestState.Pending, ChangeEnd.Pending)),
            "nobody is told that it was obeyed");
    }

    [Test]
    public async Task a_wrong_identifier_beside_the_right_code_does_not_go_around_the_inbox()
    {
        var (_, document) = await ReceivedAsync();

        var refused = await HandInAsync(_network[TestNetwork.Central], OldPackets.StatusOf("G22", "H37", "H37,2026/11/21,khác", document.Facts.Code, "06", "Xong"));

        Assert.That(((Refused<SubmitAnswer>)refused).Why.Code, Is.EqualTo("STATUS_AT_INBOX"));
    }

    [Test]
    public async Task a_status_of_a_document_that_is_not_here_is_still_sent()
    {
        var sent = await HandInAsync(_network[TestNetwork.Central], OldPackets.StatusOf("G22", "H37", "H37,2020/01/01,1/UBND-VP", "1/UBND-VP", "03", "Đã tiếp nhận"));

        Assert.That(sent, Is.InstanceOf<Done<SubmitAnswer>>());
    }

    private async Task<(InboxItem Item, PacketRow Document)> ReceivedAsync()
    {
        var central = _network[TestNetwork.Central];
        var sent = await _network[TestNetwork.Province].SendAsync("H37", ["G22"]);
        var item = await Eventually.GetAsync(() => central.Inbox().SingleOrDefault(i => i.Packet.ToString() == sent.Packet), static i => i is not null, "it arrived");
        var accepted = await central.Get<IStatusAnswers>().AnswerAsync(item!.Id, new AnswerStatus { Code = "03" }, central.Clerk, CancellationToken.None);
        Assert.That(accepted, Is.InstanceOf<Done<AnswerResult>>());
        return (item, central.Store.Read(s => s.Packets.Find(item.Packet))!);
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
