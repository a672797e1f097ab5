using Axis.Core.Agencies;
using Axis.Core.Rules.Calendar;
using Axis.Node.Api;
using Axis.Node.Following;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Following;

/// <summary>Documents that were sent, over a real database and a clock that is turned. It begins on Monday 2 March 2026, 08:00 in Vietnam.</summary>
public abstract class FollowingContract() : StoreContract(new SqliteEngine())
{
    protected static readonly Actor Clerk = new("7", Role.Clerk, [Sender]);

    protected MailOptions Mail { get; } = new() { From = "truc@tinh.example", TimeoutSeconds = 5, FirstRetrySeconds = 300, MaxRetrySeconds = 3600 };

    /// <summary>What the directory says of the receiver.</summary>
    protected Contact? ReceiverContact { get; set; }

    private protected ReminderSignal Signal { get; } = new();

    private protected NodeDirectory Directory => new(Here, () => new DirectorySnapshot(
        [
            new Agency(Sender, "Ủy ban nhân dân xã Đồng Tâm", Tier.Commune, null, Here, AgencyStatus.Active, DateTimeOffset.UnixEpoch, null, [], []) { Contact = new Contact("0219 3866 123", "vanthu@dongtam.example") },
            new Agency(Recipient, "Bộ Nội vụ", Tier.Central, OrganId.Parse("G00"), Parent, AgencyStatus.Active, DateTimeOffset.UnixEpoch, null, [], []) { Contact = ReceiverContact },
            new Agency(OrganId.Parse("G00"), "Chính phủ", Tier.Central, null, Parent, AgencyStatus.Active, DateTimeOffset.UnixEpoch, null, [], []) { Contact = new Contact("080 43100", null) },
        ],
        [new NodeEntry(Parent, "Nút trung ương", Tier.Central, null, [new Uri("https://192.0.2.1:8443")], false) { Contact = new Contact("024 3804 3569 x 12", null) }],
        [],
        [],
        new Dictionary<string, SectionVersion>()));

    private protected FollowUp FollowUp => new(Store, Directory, new WorkingCalendar([new CalendarYear(2026, "thông báo", [])]), Mail, Clock);

    private protected RemindLate Reminding => new(Store, FollowUp, Directory, Signal, Clock);

    [TearDown]
    public void EndSignal() => Signal.Dispose();

    /// <summary>A document that lies in its receiver's inbox for ten days.</summary>
    protected async Task<TrackingRow> UnregisteredAsync(string name = "muon")
    {
        var row = Track(Hash(name), "DOC-" + name, state: "01") with { PlaceSince = Now.AddDays(-10) };
        await SentAsync(name, row);
        return row;
    }

    protected Task SentAsync(string name, TrackingRow row, Func<Delivery, Delivery>? owed = null) => Write(s =>
    {
        s.Packets.Add(Packet(name, submission: NextId()), System.Text.Encoding.UTF8.GetBytes(name));
        s.Tracking.Add(row);
        if (owed is not null)
        {
            var delivery = Delivery(Hash(name));
            s.Outbox.Add(delivery);
            var stands = owed(delivery);
            s.Outbox.SetState(delivery.Id, stands.State, stands.AnsweredFailures, stands.DueAt, stands.ReasonCode, stands.Reason);
        }
    });
}
