using Axis.Core.Rules.Changes;
using Axis.Node.Following;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Following;

/// <summary>Why a recipient is late or stuck, and the one act that fits.</summary>
public sealed class StandstillsTests : FollowingContract
{
    [Test]
    public async Task what_waits_after_a_failed_attempt_may_be_sent_again() =>
        Assert.That(await UndeliveredAsync(static d => d with { ReasonCode = "UNREACHABLE", Reason = "Không kết nối được." }), Is.EqualTo(FollowUpAct.Resend));

    [Test]
    public async Task what_waits_for_its_first_attempt_is_in_order() => Assert.That(await UndeliveredAsync(static d => d), Is.Null);

    [Test]
    public async Task a_dead_letter_of_a_passing_cause_may_be_sent_again() =>
        Assert.That(await UndeliveredAsync(static d => d with { State = DeliveryState.Dead, ReasonCode = "SENDER_NOT_BEHIND_LINK", Reason = "Chưa có trong danh bạ." }), Is.EqualTo(FollowUpAct.Resend));

    [TestCase("PACKET_TOO_LARGE")]
    [TestCase("PAYLOAD_MISSING")]
    [TestCase("SOMETHING_NEW")]
    public async Task a_dead_letter_of_a_cause_that_remains_is_for_the_operator(string code) =>
        Assert.That(await UndeliveredAsync(d => d with { State = DeliveryState.Dead, ReasonCode = code, Reason = "Không nhận." }), Is.EqualTo(FollowUpAct.Call));

    [Test]
    public async Task what_a_node_on_the_way_holds_is_for_its_operator()
    {
        var row = Track(Hash("xa"), "DOC-xa", deadline: Now.AddHours(-1));
        await SentAsync("xa", row, static d => d with { State = DeliveryState.Acknowledged });

        Assert.That(Find(row), Has.Property("Act").EqualTo(FollowUpAct.Call).And.Property("Node").EqualTo(Parent));
    }

    [Test]
    public async Task who_has_not_registered_in_time_is_reminded() => Assert.That(Find(await UnregisteredAsync())!.Act, Is.EqualTo(FollowUpAct.Remind));

    [Test]
    public async Task who_disobeyed_a_recall_is_called()
    {
        var row = Track(Hash("thu"), "DOC-thu", state: "03");
        await SentAsync("thu", row);
        await Write(s => s.Tracking.Update(row with { ChangeKind = ChangeKind.Recall, ChangeEnd = ChangeEnd.Refused }));

        Assert.That(Find(Store.Read(s => s.Tracking.Find(row.Id))!)!.Act, Is.EqualTo(FollowUpAct.Call));
    }

    [Test]
    public async Task what_was_refused_is_replaced()
    {
        var row = Track(Hash("tra"), "DOC-tra", state: "02");
        await SentAsync("tra", row);

        Assert.That(Find(row)!.Act, Is.EqualTo(FollowUpAct.Replace));
    }

    [Test]
    public async Task the_list_of_what_is_late_holds_failed_ones_and_no_others()
    {
        var late = await UnregisteredAsync();
        var failed = Track(Hash("hong"), "DOC-hong", state: "FAILED");
        await SentAsync("hong", failed);
        var fine = Track(Hash("yen"), "DOC-yen", state: "03");
        await SentAsync("yen", fine);

        Assert.That(FollowUp.List([Sender], null, 50).Items.Select(static l => l.Id), Is.EqualTo(new[] { failed.Id, late.Id }));
    }

    [Test]
    public async Task the_list_of_what_is_late_is_paged_by_key()
    {
        var (first, second) = (await UnregisteredAsync("mot"), await UnregisteredAsync("hai"));
        var page = FollowUp.List([Sender], null, 1);

        Assert.That((page.Items.Single().Id, FollowUp.List([Sender], Guid.Parse(page.Next!), 1).Items.Single().Id), Is.EqualTo((second.Id, first.Id)));
    }

    [Test]
    public async Task where_the_receiver_has_no_contact_its_superior_is_named_beside_it()
    {
        var row = await UnregisteredAsync();

        Assert.That(FollowUp.Show(row.Id, Clerk).Contacts.Select(static c => (c.Kind, c.Telephone)), Is.EqualTo(new[] { ("agency", null), ("superior", "080 43100"), ("node", "024 3804 3569 x 12") }));
    }

    [Test]
    public async Task a_telephone_number_is_a_link_with_its_extension()
    {
        var row = await UnregisteredAsync();

        Assert.That(FollowUp.Show(row.Id, Clerk).Contacts[^1].TelephoneAddress, Is.EqualTo("tel:02438043569;ext=12"));
    }

    private Standstill? Find(TrackingRow row) => Store.Read(s => FollowUp.Over(s).Find(row));

    private async Task<FollowUpAct?> UndeliveredAsync(Func<Delivery, Delivery> owed)
    {
        var row = Track(Hash("di"), "DOC-di");
        await SentAsync("di", row, owed);
        return Find(row)?.Act;
    }
}
