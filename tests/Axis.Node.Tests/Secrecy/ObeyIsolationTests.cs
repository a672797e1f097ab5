using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Core.Rules.Deadlines;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Axis.Signing.Trust;

namespace Axis.Node.Tests.Secrecy;

/// <summary>What a node does on the word that a state secret was found, and when it was none (SEC-03).</summary>
public sealed class ObeyIsolationTests() : StoreContract(new SqliteEngine())
{
    private static readonly LinkSignals Signals = new();
    private readonly ObeyIsolation _isolation = new(new DispatchQueue(Signals), Signals);

    [Test]
    public async Task a_document_that_its_notice_overtook_is_isolated_as_it_comes()
    {
        await Write(s => _isolation.Run(s, Notice(Sender, IsolationNotice.FromSender, Recipient), Now));
        await ComesAsync();

        Assert.That(Store.Read(s => s.Isolations.IsWithheld(Hash("a"))), Is.True);
    }

    [Test]
    public async Task the_word_of_an_agency_that_did_not_get_the_document_isolates_nothing_later()
    {
        await Write(s => _isolation.Run(s, Notice(OrganId.Parse("H60"), IsolationNotice.FromRecipient, Sender), Now));
        await ComesAsync();

        Assert.That(Store.Read(s => s.Isolations.IsWithheld(Hash("a"))), Is.False);
    }

    [Test]
    public async Task what_was_given_back_is_believed_for_what_comes_later()
    {
        await Write(s =>
        {
            _isolation.Run(s, Notice(Sender, IsolationNotice.FromSender, Recipient), Now);
            AddPacket(s, "a");
            s.Isolations.Isolate(new IsolationRow(Hash("a"), Now, "officer", "thử", null));
            s.Isolations.GiveBack(Hash("a"), "officer", "không phải", Now);
        });

        Assert.That(Store.Read(s => s.Isolations.Notices(Sender, "DOC-a")), Is.Empty);
    }

    [Test]
    public async Task what_is_given_back_goes_out_again()
    {
        var delivery = await Write(s =>
        {
            var owed = Delivery(AddPacket(s, "a").Digest);
            s.Outbox.Add(owed);
            return owed;
        });
        await IsolateAsync();
        var stopped = Store.Read(s => s.Outbox.Find(delivery.Id))!.State;
        await GiveBackAsync();

        Assert.That((stopped, Store.Read(s => s.Outbox.Find(delivery.Id))!.State), Is.EqualTo((DeliveryState.Withdrawn, DeliveryState.Waiting)));
    }

    [Test]
    public async Task what_was_recalled_does_not_go_out_by_being_given_back()
    {
        var delivery = await Write(s =>
        {
            var owed = Delivery(AddPacket(s, "a").Digest);
            s.Outbox.Add(owed);
            s.Outbox.SetState(owed.Id, DeliveryState.Withdrawn, 0, Now, "RECALLED", null);
            return owed;
        });
        await IsolateAsync();
        await GiveBackAsync();

        Assert.That(Store.Read(s => s.Outbox.Find(delivery.Id))!.State, Is.EqualTo(DeliveryState.Withdrawn));
    }

    [Test]
    public async Task what_is_given_back_waits_for_its_software_again()
    {
        await Write(s =>
        {
            var packet = AddPacket(s, "a");
            s.Inbox.Add(Item(packet.Digest, "content of a"));
            s.VxpItems.Add(new VxpItem("doc-1", PacketKind.Document, packet.Digest, Recipient, Recipient, Sender, VxpItemState.Initial, Now, Now, null, null));
        });
        await IsolateAsync();
        var withdrawn = Store.Read(s => s.VxpItems.Find("doc-1"))!.Withdrawn;
        await GiveBackAsync();

        Assert.That((withdrawn, Store.Read(s => s.VxpItems.Find("doc-1"))!.State), Is.EqualTo((true, VxpItemState.Initial)));
    }

    [Test]
    public async Task only_duties_that_the_isolation_ended_are_open_again()
    {
        var item = Item(Hash("a"), "content of a");
        await Write(s =>
        {
            s.Inbox.Add(item with { Packet = AddPacket(s, "a").Digest });
            Owe(s, item, DeadlineKind.ReceiptNotice);
            Owe(s, item, DeadlineKind.Registration);
            s.Deadlines.Settle(item.Id, DeadlineKind.ReceiptNotice, Now.AddHours(-1));
        });
        await IsolateAsync();
        await GiveBackAsync();

        Assert.That(Store.Read(s => s.Deadlines.ListFor(item.Id)).Where(static d => d.SettledAt is null).Select(static d => d.Kind), Is.EqualTo(new[] { DeadlineKind.Registration }));
    }

    [Test]
    public async Task a_delivery_of_which_the_packet_was_isolated_meanwhile_ends()
    {
        var delivery = await Write(s =>
        {
            var owed = Delivery(AddPacket(s, "a").Digest);
            s.Isolations.Isolate(new IsolationRow(Hash("a"), Now, "officer", "thử", null));
            s.Outbox.Add(owed);
            ObeyIsolation.Withhold(s, owed, Now);
            return owed;
        });

        Assert.That(Store.Read(s => s.Outbox.Find(delivery.Id)), Has.Property("State").EqualTo(DeliveryState.Withdrawn).And.Property("ReasonCode").EqualTo(ObeyIsolation.Code));
    }

    private void Owe(ISession session, InboxItem item, DeadlineKind kind) =>
        session.Deadlines.Open(new DeadlineRow(kind, item.Id, Recipient, item.Packet, Now, Now.AddHours(4), Now.AddHours(3), null, null, null));

    private Task<bool> IsolateAsync() => Write(s => _isolation.Isolate(s, new IsolationRow(Hash("a"), Now, "officer", "thử", null)));

    private Task GiveBackAsync() => Write(s =>
    {
        var row = s.Isolations.Find(Hash("a"))!;
        s.Isolations.GiveBack(Hash("a"), "officer", "không phải", Now.AddHours(1));
        _isolation.GiveBack(s, row, Now.AddHours(1));
    });

    private Task ComesAsync() => Write(s =>
    {
        var row = AddPacket(s, "a");
        _isolation.Run(s, Judged(row, Document(row)), Now);
    });

    private JudgedPacket Notice(OrganId from, string code, OrganId to)
    {
        var status = new StatusMessage
        {
            From = new Organ(from),
            ResponseFor = [new ResponseFor(to, "12/UBND-VP", "DOC-a", null)],
            StatusCode = code,
            Description = IsolationNotice.Sentence,
            Timestamp = Now,
        };
        return Judged(Packet("notice of " + from, from, kind: PacketKind.Status), status);
    }

    private JudgedPacket Judged(PacketRow row, Message message)
    {
        var report = Verify.NotJudged(Now) with { Indication = Indication.TotalPassed, SubIndication = SubIndication.None };
        return new JudgedPacket(row, null, message, report, TransportDecision.For(report));
    }

    private static DocumentMessage Document(PacketRow row) => new()
    {
        From = new Organ(row.From),
        To = [new Organ(Recipient)],
        DocumentId = row.DocumentId,
        CodeNumber = "12",
        CodeNotation = "UBND-VP",
        Type = new DocumentType(2, 18, "Công văn"),
        Subject = "V/v thử",
        Business = new NewDocument(),
    };
}
