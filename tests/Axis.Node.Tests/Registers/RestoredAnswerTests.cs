using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Rules.Calendar;
using Axis.Core.Rules.Deadlines;
using Axis.Core.Tracking;
using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Secrecy;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Registers;

/// <summary>An answer that went out before the store was put back moves one line of the inbox, and registers it once.</summary>
public sealed class RestoredAnswerTests() : StoreContract(new SqliteEngine())
{
    private static readonly WorkingCalendar Calendar = new([new CalendarYear(2026, "thông báo", [])]);

    [Test]
    public async Task a_register_that_was_handed_over_gets_no_number_and_people_are_told()
    {
        var item = await FiledAsync("a");
        await Write(s => s.Books.Close(new RegisterClosing(Recipient, Now, "test", [Sender], [])));

        await RestoreAsync("03");

        Assert.That(Line(item), Is.EqualTo((InboxState.Accepted, (long?)null)));
        Assert.That(Journal("arrival-number-not-restored").Select(static e => (e.Packet, e.Agency, e.To)), Is.EqualTo(new[] { ((Digest?)Hash("a"), Recipient.Value, "REF-08") }));
    }

    [Test]
    public async Task what_the_agencys_own_software_accepted_is_registered_there_alone()
    {
        await Write(s =>
        {
            s.VxpSystems.Add(new VxpSystemRow("qlvb", "QLVB", new byte[1], true, true, false, null, [], Now, null, null, null));
            s.VxpSystems.AddAgency("qlvb", Recipient, registered: false);
        });
        var item = await FiledAsync("a");

        await RestoreAsync("03");

        Assert.That(Line(item), Is.EqualTo((InboxState.Accepted, (long?)null)));
    }

    [Test]
    public async Task a_document_is_registered_and_not_the_update_that_came_under_its_identifier()
    {
        var update = await FiledAsync("b", businessDocType: 2);
        var document = await FiledAsync("a");

        await RestoreAsync("03");
        await RestoreAsync("05");

        Assert.That((Line(document), Line(update)), Is.EqualTo(((InboxState.Processing, (long?)1), (InboxState.Arrived, (long?)null))));
    }

    [Test]
    public async Task a_second_registration_is_that_of_the_update()
    {
        var update = await FiledAsync("b", businessDocType: 2);
        await FiledAsync("a");

        await RestoreAsync("03");
        await RestoreAsync("03");

        Assert.That(Line(update), Is.EqualTo((InboxState.Accepted, (long?)2)));
    }

    [Test]
    public async Task a_warning_about_what_is_registered_moves_no_other_line()
    {
        var update = await FiledAsync("b", businessDocType: 2);
        await FiledAsync("a");
        await RestoreAsync("03");

        await RestoreAsync("03", AnomalyNotice.Describe("TEP_HONG", "Tệp thứ hai không mở được"));

        Assert.That(Line(update), Is.EqualTo((InboxState.Arrived, (long?)null)));
    }

    [Test]
    public async Task a_refusal_that_still_waited_does_not_leave_a_second_time()
    {
        var item = await FiledAsync("a");
        await Write(s => s.HeldRefusals.Add(new HeldRefusal(item, "TRUNG", null, null, new Actor("test", Role.Clerk, [Recipient]), Now.AddMinutes(1))));

        await RestoreAsync("02");

        Assert.That((Line(item).State, Store.Read(s => s.HeldRefusals.Find(item))), Is.EqualTo((InboxState.Refused, (HeldRefusal?)null)));
    }

    [Test]
    public async Task the_deadline_for_solving_it_runs_from_when_it_was_accepted()
    {
        var item = await FiledAsync("a", due: new DateOnly(2026, 12, 1));
        var accepted = Now.AddDays(-2);

        await RestoreAsync("03", at: accepted);

        Assert.That(Store.Read(s => s.Deadlines.ListFor(item)).Single(static d => d.Kind == DeadlineKind.Solving).StartAt, Is.EqualTo(accepted));
    }

    private (InboxState State, long? Number) Line(Guid item) => Store.Read(s => s.Inbox.Find(item)!) is var line ? (line.State, line.ArrivalNumber) : default;

    private IEnumerable<JournalEntry> Journal(string kind) => Store.Read(static s => s.Journal.List(null, 100, null)).Select(static l => l.Entry).Where(e => e.Kind == kind);

    private async Task<Guid> FiledAsync(string name, int businessDocType = 0, DateOnly? due = null)
    {
        var packet = Packet(name) with { DocumentId = "DOC-1" };
        packet = packet with { Facts = packet.Facts with { BusinessDocType = businessDocType, CodeNumber = "12", CodeNotation = "BC-UBND", DueDate = due } };
        var item = Item(packet.Digest, name);
        await Write(s =>
        {
            s.Packets.Add(packet, System.Text.Encoding.UTF8.GetBytes(name));
            s.Inbox.Add(item);
        });
        return item.Id;
    }

    private async Task RestoreAsync(string code, string? description = null, DateTimeOffset? at = null)
    {
        var live = new LiveDirectory(Here, new LinkOptions(), DirectorySnapshot.Empty);
        var duties = new InboxDuties(Calendar);
        var signals = new LinkSignals();
        using var unread = new UnreadSignal();
        var follow = new FollowStatus(new ReceiveChanges(new ChangeTargets(live, Clock), duties, unread, new ObeyIsolation(new DispatchQueue(signals), signals)), duties, live);
        var status = new StatusMessage { From = new Organ(Recipient), ResponseFor = [new ResponseFor(Sender, "12/BC-UBND", "DOC-1", null)], StatusCode = code, Description = description, Timestamp = at ?? Now };
        await Write(s => follow.Restored(s, status, Hash("status"), Child, Now));
    }
}
