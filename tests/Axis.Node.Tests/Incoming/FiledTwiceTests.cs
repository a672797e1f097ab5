using Axis.Core.Agencies;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
using Axis.Node.Returning;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Tests.Incoming;

/// <summary>A document that comes twice lies in the inbox once; what is said of it is what became of it.</summary>
public sealed class FiledTwiceTests() : StoreContract(new SqliteEngine())
{
    [Test]
    public async Task a_copy_of_a_held_document_is_said_to_be_held()
    {
        await FileAsync("first", SubIndication.RevokedNoPoe);

        var copy = await FileAsync("second", SubIndication.None);

        Assert.That((copy.Held, copy.Outcome.Code), Is.EqualTo((true, FileInInbox.HeldCode)));
    }

    [Test]
    public async Task a_copy_of_a_consigned_document_is_said_to_be_consigned()
    {
        await FileAsync("first", SubIndication.None);

        var copy = await FileAsync("second", SubIndication.RevokedNoPoe);

        Assert.That((copy.Held, copy.Outcome.Code, copy.First), Is.EqualTo((false, (string?)null, false)));
    }

    [Test]
    public async Task a_copy_that_comes_after_the_clerks_decision_is_said_to_be_consigned()
    {
        await FileAsync("first", SubIndication.RevokedNoPoe);
        await Write(s => s.Inbox.SetState(s.Inbox.Find(Hash("content"), Recipient)!.Id, InboxState.Accepted));

        Assert.That((await FileAsync("second", SubIndication.RevokedNoPoe)).Held, Is.False);
    }

    [TestCase(VxpItemState.Initial, true, FileInInbox.AwaitsSystemCode)]
    [TestCase(VxpItemState.Processing, true, FileInInbox.AwaitsSystemCode)]
    [TestCase(VxpItemState.Done, true, null)]
    [TestCase(VxpItemState.Fail, false, ReasonSentences.SystemFailureCode)]
    public async Task a_copy_of_what_software_fetches_is_said_to_be_where_the_first_one_is(VxpItemState state, bool accepted, string? code)
    {
        await BehindSoftwareAsync();
        await FileAsync("first", SubIndication.None);
        await Write(s => s.VxpItems.SetState(s.VxpItems.Find(Hash("first"), Recipient)!.DocId, state, Now, "lý do"));

        var copy = await FileAsync("second", SubIndication.None);

        Assert.That((copy.Outcome.Accepted, copy.Outcome.Code, copy.Consigned), Is.EqualTo((accepted, code, state == VxpItemState.Done)));
    }

    [Test]
    public async Task a_copy_of_what_was_taken_back_before_software_had_it_was_consigned_to_nobody()
    {
        await BehindSoftwareAsync();
        await FileAsync("first", SubIndication.None);
        await Write(s =>
        {
            s.Inbox.SetState(s.Inbox.Find(Hash("content"), Recipient)!.Id, InboxState.Recalled);
            s.VxpItems.Withdraw(Hash("first"), Recipient, VxpItem.Recalled, Now);
        });

        var copy = await FileAsync("second", SubIndication.None);

        Assert.That((copy.Outcome.Accepted, copy.Outcome.Code, copy.Held), Is.EqualTo((false, VxpItem.Recalled, false)));
    }

    private Task BehindSoftwareAsync() => Write(s =>
    {
        s.VxpSystems.Add(new VxpSystemRow("qlvb", "QLVB", new byte[1], true, true, false, null, [], Now, null, null, null));
        s.VxpSystems.AddAgency("qlvb", Recipient, registered: false);
    });

    private Task<FiledRecipient> FileAsync(string name, SubIndication sub)
    {
        var row = Packet(name) with { Content = Hash("content") };
        var report = Verify.NotJudged(Now) with { Indication = sub == SubIndication.None ? Indication.TotalPassed : Indication.Indeterminate, SubIndication = sub };
        var packet = new JudgedPacket(row, System.Text.Encoding.UTF8.GetBytes(name), null, report, TransportDecision.For(report));
        var here = new LocalRecipient(Recipient, new Agency(Recipient, "Cơ quan nhận", Tier.Commune, null, Here, AgencyStatus.Active, Now, null, [], []));
        return Write(s =>
        {
            s.Packets.Add(row, packet.Inline);
            return FileInInbox.Run(s, DirectorySnapshot.Empty, packet, [here], Now).Single();
        });
    }
}
