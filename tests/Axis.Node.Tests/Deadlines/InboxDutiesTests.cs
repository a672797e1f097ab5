using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Deadlines;
using Axis.Node.Incoming;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Tests.Deadlines;

/// <summary>The duties that a received document brings, and when a sent one is late, over a real database.</summary>
public sealed class InboxDutiesTests() : StoreContract(new SqliteEngine())
{
    private static readonly InboxDuties Duties = new(new WorkingCalendar([]));

    // A Friday.
    private static readonly DateOnly Signed = new(2025, 6, 6);

    [TestCase(0, "2025-06-09T12:00:00+07:00", false, TestName = "SND-04 an ordinary document may be sent until noon of the next working day")]
    [TestCase(0, "2025-06-09T12:00:01+07:00", true, TestName = "SND-04 an ordinary document is late after noon of the next working day")]
    [TestCase(1, "2025-06-06T23:59:59.5+07:00", false, TestName = "SND-05 an urgent document may be sent on the day on which it was signed")]
    [TestCase(1, "2025-06-07T00:00:00+07:00", true, TestName = "SND-05 an urgent document is late on the day after it was signed")]
    public void a_document_is_sent_late(int priority, string at, bool late) =>
        Assert.That(Duties.SentLate(Signed, priority, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(late));

    [TestCase(null, DeadlineKind.Registration)]
    [TestCase(FileInInbox.HeldCode, DeadlineKind.ReceiptNotice)]
    [TestCase(FileInInbox.AwaitsSystemCode, DeadlineKind.ReceiptNotice)]
    public async Task RCV_04_what_is_not_consigned_yet_is_to_be_told_to_its_sender(string? waits, DeadlineKind duty) =>
        Assert.That((await FileAsync(waits)).Select(static d => d.Kind), Is.EqualTo(new[] { duty }));

    [Test]
    public async Task RCV_04_what_the_agencys_software_has_is_told()
    {
        var open = (await FileAsync(FileInInbox.AwaitsSystemCode)).Single();

        await Write(s => InboxDuties.Told(s, s.Inbox.Find(open.Subject)!, Now));

        Assert.That(Store.Read(s => s.Deadlines.ListFor(open.Subject)).Single().SettledAt, Is.EqualTo(Now));
    }

    private async Task<IReadOnlyList<DeadlineRow>> FileAsync(string? waits)
    {
        var row = Packet("a");
        var item = Item(row.Digest, "a", state: waits == FileInInbox.HeldCode ? InboxState.Held : InboxState.Arrived);
        var message = new DocumentMessage
        {
            From = new Organ(Sender),
            To = [new Organ(Recipient)],
            DocumentId = row.DocumentId,
            CodeNumber = "12",
            CodeNotation = "BC-UBND",
            Type = new DocumentType(1, 14, "Báo cáo"),
            Subject = "Về việc báo cáo",
            Business = new NewDocument(),
        };
        var report = Verify.NotJudged(Now);
        var filed = new FiledRecipient(new RecipientOutcome(Recipient, Recipient, true, waits), true, waits is not null) { Item = item.Id };
        return await Write(s =>
        {
            s.Packets.Add(row, "a"u8.ToArray());
            s.Inbox.Add(item);
            Duties.Filed(s, new JudgedPacket(row, "a"u8.ToArray(), message, report, TransportDecision.For(report)), [filed], Now);
            return s.Deadlines.ListFor(item.Id);
        });
    }
}
