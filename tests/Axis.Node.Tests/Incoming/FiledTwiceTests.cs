using Axis.Core.Agencies;
using Axis.Node.Incoming;
using Axis.Node.Outgoing;
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
