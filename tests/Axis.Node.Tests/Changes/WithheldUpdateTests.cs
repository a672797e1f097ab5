using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Tests.Changes;

/// <summary>Which updates are filed as lines without content (RCL-09, RCL-13).</summary>
public sealed class WithheldUpdateTests() : StoreContract(new SqliteEngine())
{
    private static readonly LocalRecipient Hosted = new(Recipient, new Agency(Recipient, "Cơ quan nhận", Tier.Commune, null, Here, AgencyStatus.Active, DateTimeOffset.UnixEpoch, null, [], []));

    [Test]
    public async Task an_update_that_comes_after_the_recall_is_not_to_be_read()
    {
        await OriginalAsync(InboxState.Recalled);

        Assert.That(await FiledAsync([]), Is.EqualTo(InboxState.Recalled));
    }

    [Test]
    public async Task an_update_of_a_document_that_may_be_read_is_filed_as_any()
    {
        await OriginalAsync(InboxState.Accepted);

        Assert.That(await FiledAsync([]), Is.EqualTo(InboxState.Arrived));
    }

    [Test]
    public async Task an_update_is_not_to_be_read_by_whom_it_takes_off_the_list()
    {
        await OriginalAsync(InboxState.Accepted);

        Assert.That(await FiledAsync([new ReceiverChange(Recipient, Added: false)]), Is.EqualTo(InboxState.Recalled));
    }

    [Test]
    public async Task who_is_added_again_after_a_recall_reads_the_update()
    {
        await OriginalAsync(InboxState.Recalled);

        Assert.That(await FiledAsync([new ReceiverChange(Recipient, Added: true)]), Is.EqualTo(InboxState.Arrived));
    }

    [Test]
    public async Task software_is_not_offered_an_update_that_is_withheld()
    {
        await Write(static s =>
        {
            s.VxpSystems.Add(new VxpSystemRow("qlvb", "QLVB", new byte[1], true, true, false, null, [], DateTimeOffset.UnixEpoch, null, null, null));
            s.VxpSystems.AddAgency("qlvb", Recipient, registered: false);
        });
        await FiledAsync([new ReceiverChange(Recipient, Added: false)]);

        Assert.That(Store.Read(s => s.VxpItems.Find(Hash("update"), Recipient)), Is.Null);
    }

    private Task<bool> OriginalAsync(InboxState state) => Write(s => s.Inbox.Add(Item(AddPacket(s, "a").Digest, "a", state: state)));

    private Task<InboxState> FiledAsync(IReadOnlyList<ReceiverChange> receivers)
    {
        var update = new DocumentMessage
        {
            From = new Organ(Sender),
            To = [new Organ(Recipient)],
            DocumentId = "DOC-a",
            CodeNumber = "01",
            CodeNotation = "UBND",
            Type = new DocumentType(2, 18, "Công văn"),
            Subject = "V/v cập nhật",
            Business = new Update { TargetDocumentId = "DOC-a", DocumentInfo = true, DocumentReceiver = receivers.Count > 0, Receivers = receivers, Reason = "Sửa" },
        };
        var row = Packet("update") with { DocumentId = "DOC-a" };
        var report = Verify.NotJudged(Now) with { Indication = Indication.TotalPassed, SubIndication = SubIndication.None };
        var packet = new JudgedPacket(row, "update"u8.ToArray(), update, report, TransportDecision.For(report));
        return Write(s =>
        {
            s.Packets.Add(row, packet.Inline);
            FileInInbox.Run(s, DirectorySnapshot.Empty, packet, [Hosted], Now);
            return s.Inbox.ListFor(row.Digest).Single().State;
        });
    }
}
