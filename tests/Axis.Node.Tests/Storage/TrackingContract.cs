using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class TrackingContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task an_event_told_twice_is_one_line_of_history()
    {
        var row = Track(Hash("a"), "DOC-a");
        var line = Line(row.Id, "03", Now);
        var (first, second) = await Write(s =>
        {
            s.Tracking.Add(row);
            return (s.Tracking.AddEvent(line), s.Tracking.AddEvent(line with { Description = "again" }));
        });
        Assert.That((first, second, Store.Read(s => s.Tracking.Events(row.Id).Single())), Is.EqualTo((true, false, line)));
    }

    [Test]
    public async Task the_stamp_of_a_packet_changes_with_a_state_and_with_an_event_and_with_nothing_else()
    {
        var (row, other) = (Track(Hash("a"), "DOC-a"), Track(Hash("b"), "DOC-b"));
        await Write(s => s.Tracking.Add(row));
        var stamps = new List<string> { Stamp() };
        await Write(s => s.Tracking.Add(other));
        stamps.Add(Stamp());
        await Write(s => s.Tracking.AddEvent(Line(row.Id, "03", Now)));
        stamps.Add(Stamp());
        await Write(s => s.Tracking.Update(row with { State = "03", UpdatedAt = Now + TimeSpan.FromHours(1) }));
        stamps.Add(Stamp());

        Assert.That(stamps.Distinct().Count(), Is.EqualTo(3));
        Assert.That(stamps[1], Is.EqualTo(stamps[0]));

        string Stamp() => Store.Read(s => s.Tracking.Stamp(Hash("a"), Now));
    }

    [Test]
    public async Task the_states_of_a_packet_are_counted()
    {
        await Write(s =>
        {
            s.Tracking.Add(Track(Hash("a"), "DOC-a", state: "03"));
            s.Tracking.Add(Track(Hash("b"), "DOC-b"));
        });

        Assert.That(Store.Read(s => s.Tracking.CountStates(Hash("a"))), Is.EquivalentTo(new Dictionary<string, int> { ["03"] = 1 }));
    }

    [Test]
    public async Task history_is_ordered_by_event_time_whatever_the_order_of_arrival()
    {
        var row = Track(Hash("a"), "DOC-a");
        await Write(s =>
        {
            s.Tracking.Add(row);
            s.Tracking.AddEvent(Line(row.Id, "05", Now + TimeSpan.FromHours(2)));
            s.Tracking.AddEvent(Line(row.Id, "03", Now + TimeSpan.FromHours(1)));
        });
        Assert.That(Store.Read(s => s.Tracking.Events(row.Id)).Select(static e => e.Code), Is.EqualTo(new[] { "03", "05" }));
    }

    [Test]
    public async Task a_row_opened_by_statuses_is_taken_over_with_its_history_by_the_document()
    {
        var orphan = Track(null, "DOC-a", state: "03") with { Anomaly = "không tìm thấy văn bản gốc" };
        await Write(s =>
        {
            s.Tracking.Add(orphan);
            s.Tracking.AddEvent(Line(orphan.Id, "03", Now));
        });
        await Write(s => s.Tracking.Add(Track(Hash("a"), "DOC-a")));
        var row = Store.Read(s => s.Tracking.Find(Hash("a"), Recipient))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(row, Has.Property("Id").EqualTo(orphan.Id).And.Property("State").EqualTo("03").And.Property("Anomaly").Null);
            Assert.That(Store.Read(s => s.Tracking.Events(row.Id)), Has.Count.EqualTo(1));
            Assert.That(Store.Read(s => s.Tracking.ListOrphans(Now + TimeSpan.FromDays(1), 10)), Is.Empty);
        }
    }

    [Test]
    public async Task one_document_is_tracked_once_per_recipient()
    {
        await Write(s => s.Tracking.Add(Track(Hash("a"), "DOC-a")));
        Assert.That(async () => await Write(s => s.Tracking.Add(Track(Hash("a"), "DOC-a"))), Throws.Exception.With.Message.Contains("UNIQUE"));
    }

    [Test]
    public async Task late_rows_are_those_whose_recipient_has_said_nothing()
    {
        var late = Track(Hash("a"), "DOC-a", deadline: Now);
        var consigned = Track(Hash("b"), "DOC-b", state: "01", deadline: Now);
        var inTime = Track(Hash("c"), "DOC-c", deadline: Now + TimeSpan.FromDays(1));
        await Write(s =>
        {
            s.Tracking.Add(late);
            s.Tracking.Add(consigned);
            s.Tracking.Add(inTime);
        });
        Assert.That(Store.Read(s => s.Tracking.ListLate(Now + TimeSpan.FromSeconds(1), null, 10)), Is.EqualTo(new[] { late }));
    }

    [Test]
    public async Task an_update_changes_state_and_leaves_identity()
    {
        var row = Track(Hash("a"), "DOC-a");
        await Write(s => s.Tracking.Add(row));
        var changed = row with { State = "02", ReasonCode = "SAI_NOI_NHAN", Reason = "Gửi nhầm nơi nhận.", WarnedAt = Now, PlaceSince = Now };
        await Write(s => s.Tracking.Update(changed));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Store.Read(s => s.Tracking.ListFor(Hash("a"))), Is.EqualTo(new[] { changed }));
            Assert.That(Store.Read(s => s.Tracking.List([Sender], true, null, 10)), Is.Empty);
            Assert.That(Store.Read(s => s.Tracking.List([Sender], false, null, 10)), Is.EqualTo(new[] { changed }));
        }
    }

    [Test]
    public async Task statuses_find_their_document_by_identifier_or_code()
    {
        var first = Track(Hash("a"), "DOC-a");
        var second = Track(Hash("b"), "DOC-b", OrganId.Parse("G09"));
        await Write(s =>
        {
            s.Tracking.Add(first);
            s.Tracking.Add(second);
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Store.Read(s => s.Tracking.FindByDocument(Sender, "DOC-a", null)), Is.EqualTo(new[] { first }));
            Assert.That(Store.Read(s => s.Tracking.FindByCode(Sender, "12/BC-UBND", null)), Is.EqualTo(new[] { second, first }));
            Assert.That(Store.Read(s => s.Tracking.FindByCode(Sender, "12/BC-UBND", Recipient)), Is.EqualTo(new[] { first }));
        }
    }

    private TrackingEventRow Line(Guid row, string code, DateTimeOffset at) =>
        new(row, Hash("status " + code), false, code, Recipient.Value, at, Now, "Trần Văn A", "Văn thư", null, true);
}
