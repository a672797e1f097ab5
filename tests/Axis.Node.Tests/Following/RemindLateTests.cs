using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Following;

/// <summary>Reminding receivers: who, when, how often, and what is kept of it.</summary>
public sealed class RemindLateTests : FollowingContract
{
    [Test]
    public async Task a_receiver_without_a_mailbox_is_reminded_by_a_text_that_names_the_document_and_not_its_subject()
    {
        var row = await UnregisteredAsync();

        var done = await RemindAsync(row);

        Assert.That(done.Reminder?.State, Is.EqualTo("text"));
        Assert.That(done.Text?.Text, Does.Contain("Bộ Nội vụ").And.Contain("DOC-muon").And.Contain("0219 3866 123").And.Not.Contain("báo cáo tình hình"));
    }

    [Test]
    public async Task a_receiver_is_reminded_once_in_a_working_day_whoever_asks()
    {
        var row = await UnregisteredAsync();
        await RemindAsync(row);
        Clock.Turn(TimeSpan.FromHours(9));

        var again = await RemindAsync(row, Clerk with { TokenId = "8" });

        Assert.That(again.ReasonCode, Is.EqualTo("REMINDED_TODAY"));
        Assert.That(again.Reason, Does.Contain("02/03/2026 08:00").And.Contain("token:7"));
    }

    [Test]
    public async Task on_the_next_working_day_it_may_be_reminded_again()
    {
        var row = await UnregisteredAsync();
        await RemindAsync(row);
        Clock.Turn(TimeSpan.FromDays(1));

        Assert.That((await RemindAsync(row)).Reminder, Is.Not.Null);
    }

    [Test]
    public async Task a_reminder_of_a_saturday_counts_for_the_monday_after()
    {
        var row = await UnregisteredAsync();
        Clock.Turn(TimeSpan.FromDays(5));
        await RemindAsync(row);
        Clock.Turn(TimeSpan.FromDays(2));
        var monday = await RemindAsync(row);
        Clock.Turn(TimeSpan.FromDays(1));

        Assert.That((monday.ReasonCode, (await RemindAsync(row)).ReasonCode), Is.EqualTo(("REMINDED_TODAY", (string?)null)));
    }

    [Test]
    public async Task who_is_in_time_is_not_reminded()
    {
        var row = Track(Hash("kip"), "DOC-kip", state: "01") with { PlaceSince = Now };
        await SentAsync("kip", row);

        Assert.That((await RemindAsync(row)).ReasonCode, Is.EqualTo("NOTHING_TO_REMIND"));
    }

    [Test]
    public async Task a_clerk_of_another_agency_does_not_learn_of_the_document()
    {
        var row = await UnregisteredAsync();

        Assert.That((await RemindAsync(row, Clerk with { Agencies = [Recipient] })).ReasonCode, Is.EqualTo("DOCUMENT_UNKNOWN"));
    }

    [Test]
    public async Task a_leader_reminds_nobody()
    {
        var row = await UnregisteredAsync();

        Assert.That(await Reminding.RunAsync([row.Id], Clerk with { Role = Role.Leader }, CancellationToken.None), Is.InstanceOf<Refused<IReadOnlyList<RemindedView>>>());
    }

    [Test]
    public async Task one_that_cannot_be_reminded_does_not_keep_the_others_from_it()
    {
        var (first, second) = (await UnregisteredAsync("mot"), await UnregisteredAsync("hai"));
        await RemindAsync(first);

        var done = await ManyAsync(first.Id, second.Id, Guid.CreateVersion7());

        Assert.That(done.Select(static d => d.ReasonCode), Is.EqualTo(new[] { "REMINDED_TODAY", null, "DOCUMENT_UNKNOWN" }));
    }

    [Test]
    public async Task every_reminder_is_journalled_with_document_receiver_and_clerk()
    {
        var row = await UnregisteredAsync();
        await RemindAsync(row);

        var entry = Store.Read(static s => s.Journal.List(null, 50, null)).Single(static e => e.Entry.Kind == "receiver-reminded").Entry;
        Assert.That((entry.Packet, entry.Agency, entry.Actor, entry.To), Is.EqualTo((row.Packet, Recipient.Value, "token:7", "text")));
    }

    [Test]
    public async Task with_a_mail_server_and_a_mailbox_one_mail_is_owed()
    {
        (Mail.Host, ReceiverContact) = ("127.0.0.1", new Contact(null, "vanthu@noivu.example"));
        var row = await UnregisteredAsync();

        await RemindAsync(row);

        Assert.That(Store.Read(static s => s.Reminders.Next()), Has.Property("Receiver").EqualTo("vanthu@noivu.example").And.Property("State").EqualTo(ReminderState.Due));
    }

    private async Task<RemindedView> RemindAsync(TrackingRow row, Actor? actor = null) =>
        ((Done<IReadOnlyList<RemindedView>>)await Reminding.RunAsync([row.Id], actor ?? Clerk, CancellationToken.None)).Value.Single();

    private async Task<IReadOnlyList<RemindedView>> ManyAsync(params Guid[] lines) => ((Done<IReadOnlyList<RemindedView>>)await Reminding.RunAsync(lines, Clerk, CancellationToken.None)).Value;
}
