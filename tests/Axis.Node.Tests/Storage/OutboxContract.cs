using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class OutboxContract(StoreEngine engine) : StoreContract(engine)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Test]
    public async Task settled_deliveries_of_a_link_are_paged_by_time()
    {
        var ids = new List<Guid>();
        await Write(s =>
        {
            for (var i = 0; i < 5; i++)
            {
                var delivery = Delivery(AddPacket(s, "settled-" + i).Digest);
                s.Outbox.Add(delivery);
                s.Outbox.SetState(delivery.Id, i == 4 ? DeliveryState.Waiting : DeliveryState.Acknowledged, 0, Now.AddMinutes(i), null, null);
                ids.Add(delivery.Id);
            }
        });

        var link = Store.Read(s => s.Outbox.Find(ids[0]))!.Link;
        var first = Store.Read(s => s.Outbox.ListSettled(link, Now.AddSeconds(1), Guid.Empty, 2));
        var second = Store.Read(s => s.Outbox.ListSettled(link, first[^1].DueAt, first[^1].Id, 2));
        Assert.That((first.Select(static d => d.Id), second.Select(static d => d.Id)), Is.EqualTo((ids[1..3], ids[3..4])));
    }

    [Test]
    public async Task a_delivery_is_read_back_as_it_was_added()
    {
        var delivery = await Add();
        Assert.That(
            Store.Read(s => s.Outbox.Find(delivery.Id)),
            Is.EqualTo(delivery).Using<Delivery>(static (a, b) => a with { Offer = default, Recipients = [] } == b with { Offer = default, Recipients = [] }
                && a.Offer.Span.SequenceEqual(b.Offer.Span) && a.Recipients.SequenceEqual(b.Recipients)));
    }

    [Test]
    public async Task urgent_goes_before_ordinary_and_the_older_first_within_a_class()
    {
        var ordinary = await Add(priority: 0);
        var elevated = await Add(priority: 2);
        var flash = await Add(priority: 3);
        var express = await Add(priority: 4);
        Assert.That(Ids(await Claim(10)), Is.EqualTo(new[] { flash.Id, express.Id, elevated.Id, ordinary.Id }));
    }

    [Test]
    public async Task ordinary_traffic_that_starves_goes_with_the_urgent()
    {
        var starving = await Add(priority: 0);
        Clock.Turn(TimeSpan.FromHours(1));
        for (var i = 0; i < 10; i++)
        {
            await Add(priority: 4);
        }

        var claimed = Ids(await Write(s => s.Outbox.ClaimDue(Parent, Now, Now + Lease, Now - TimeSpan.FromMinutes(30), 2)));
        Assert.That(claimed, Has.Member(starving.Id));
    }

    [Test]
    public async Task a_long_starving_backlog_does_not_hold_the_urgent_up()
    {
        for (var i = 0; i < 20; i++)
        {
            await Add(priority: 0);
        }

        Clock.Turn(TimeSpan.FromHours(1));
        var urgent = await Add(priority: 4);
        var claimed = Ids(await Write(s => s.Outbox.ClaimDue(Parent, Now, Now + Lease, Now - TimeSpan.FromMinutes(30), 4)));
        Assert.That(claimed, Has.Member(urgent.Id));
    }

    [Test]
    public async Task a_claimed_delivery_is_not_claimed_again_until_its_lease_runs_out()
    {
        var delivery = await Add();
        await Claim(10);
        var during = await Claim(10);
        Clock.Turn(Lease);
        var after = await Claim(10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(during, Is.Empty);
            Assert.That(Ids(after), Is.EqualTo(new[] { delivery.Id }));
            Assert.That(after[0].Tries, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task two_claims_at_once_never_share_a_delivery()
    {
        for (var i = 0; i < 30; i++)
        {
            await Add();
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Claim(5)));
        Assert.That(claims.SelectMany(static c => c).Select(static d => d.Id), Is.Unique.And.Exactly(30).Items);
    }

    [Test]
    public async Task a_lease_outlives_the_process_and_is_given_back_at_start()
    {
        await Add();
        await Claim(10);
        await Reopen();
        var before = await Claim(10);
        var released = await Write(s => s.Outbox.ReleaseLeases(Now));
        var after = await Claim(10);
        Assert.That((before.Count, released, after.Count), Is.EqualTo((0, 1, 1)));
    }

    [Test]
    public async Task what_was_to_go_out_from_memory_is_due_at_once_after_a_restart()
    {
        var fresh = await Add();
        await Write(s => s.Outbox.SetState(fresh.Id, DeliveryState.Waiting, 0, Now + Lease, null, null));
        await Write(s => s.Outbox.ReleaseLeases(Now));
        Assert.That(Ids(await Claim(10)), Is.EqualTo(new[] { fresh.Id }));
    }

    [Test]
    public async Task what_was_never_tried_may_be_withdrawn()
    {
        var delivery = await Add();
        Assert.That(await CertainAsync(delivery), Is.True);
    }

    [Test]
    public async Task what_is_being_tried_may_not_be_withdrawn_even_when_its_lease_ran_out()
    {
        var delivery = await Add();
        await Claim(1);
        var during = await CertainAsync(delivery);
        await Write(s => s.Outbox.ClaimDue(Parent, Now + Lease, Now + (2 * Lease), Now, 1));
        await Write(s => s.Outbox.SetState(delivery.Id, DeliveryState.Waiting, 0, Now, "UNREACHABLE", "Không kết nối được."));
        Assert.That((during, await CertainAsync(delivery)), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task what_found_nobody_may_be_withdrawn()
    {
        var delivery = await Add();
        await Claim(1);
        await Write(s => s.Outbox.SetState(delivery.Id, DeliveryState.Waiting, 0, Now, "UNREACHABLE", "Không kết nối được."));
        Assert.That(await CertainAsync(delivery), Is.True);
    }

    [Test]
    public async Task what_is_in_doubt_once_stays_in_doubt()
    {
        var delivery = await Add();
        await Claim(1);
        await Write(s =>
        {
            s.Outbox.MarkDoubtful(delivery.Id);
            s.Outbox.SetState(delivery.Id, DeliveryState.Waiting, 0, Now, "UNREACHABLE", "Không kết nối được.");
            return true;
        });
        Assert.That(await CertainAsync(delivery), Is.False);
    }

    [Test]
    public async Task what_was_under_way_or_in_memory_before_a_restart_is_in_doubt()
    {
        var (claimed, fresh) = (await Add(), await Add());
        await Write(s => s.Outbox.Claim(claimed.Id, Now, Now + Lease));
        await Write(s => s.Outbox.SetState(fresh.Id, DeliveryState.Waiting, 0, Now + Lease, null, null));
        await Write(s => s.Outbox.ReleaseLeases(Now));
        Assert.That((await CertainAsync(claimed), await CertainAsync(fresh)), Is.EqualTo((false, false)));
    }

    private async Task<bool> CertainAsync(Delivery delivery) => await Write(s => s.Outbox.ListCertain(delivery.Packet).Any(d => d.Id == delivery.Id));

    [Test]
    public async Task what_failed_before_a_restart_keeps_its_pause()
    {
        var failed = await Add();
        await Write(s => s.Outbox.SetState(failed.Id, DeliveryState.Waiting, 1, Now + Lease, "DISK_RESERVE", "Hết chỗ"));
        await Write(s => s.Outbox.ReleaseLeases(Now));
        Assert.That(await Claim(10), Is.Empty);
    }

    [Test]
    public async Task a_single_lease_is_taken_once()
    {
        var delivery = await Add();
        var first = await Write(s => s.Outbox.Claim(delivery.Id, Now, Now + Lease));
        var second = await Write(s => s.Outbox.Claim(delivery.Id, Now, Now + Lease));
        await Write(s => s.Outbox.SetState(delivery.Id, DeliveryState.Acknowledged, 0, Now, null, null));
        var answered = await Write(s => s.Outbox.Claim(delivery.Id, Now + Lease, Now + (2 * Lease)));
        Assert.That((first, second, answered), Is.EqualTo((true, false, false)));
    }

    [Test]
    public async Task a_failed_delivery_comes_back_when_it_is_due()
    {
        var delivery = await Add();
        await Claim(1);
        await Write(s => s.Outbox.SetState(delivery.Id, DeliveryState.Waiting, 1, Now + TimeSpan.FromMinutes(10), "PEER_BUSY", "Nút kế tiếp đang bận."));
        var early = await Claim(1);
        var due = Store.Read(s => s.Outbox.NextDue(Parent));
        Clock.Turn(TimeSpan.FromMinutes(10));
        var late = await Claim(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.Empty);
            Assert.That(due, Is.EqualTo(Now));
            Assert.That(late.Single(), Has.Property("AnsweredFailures").EqualTo(1).And.Property("ReasonCode").EqualTo("PEER_BUSY"));
        }
    }

    [Test]
    public async Task a_dead_delivery_keeps_what_a_replay_needs()
    {
        var delivery = await Add();
        await Write(s => s.Outbox.SetState(delivery.Id, DeliveryState.Dead, 5, Now, "PEER_ERROR", "Năm lần bị trả lỗi."));
        var dead = Store.Read(s => s.Outbox.List(DeliveryState.Dead, null, null, 10)).Single();
        await Write(s => s.Outbox.SetState(delivery.Id, DeliveryState.Waiting, 0, Now, null, null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dead.Offer.ToArray(), Is.EqualTo(delivery.Offer.ToArray()));
            Assert.That(Ids(await Claim(1)), Is.EqualTo(new[] { delivery.Id }));
        }
    }

    [Test]
    public async Task deliveries_page_by_key()
    {
        var all = new List<Guid>();
        for (var i = 0; i < 25; i++)
        {
            all.Add((await Add(link: i % 2 == 0 ? Parent : Child)).Id);
        }

        var seen = new List<Guid>();
        for (Guid? after = null; ;)
        {
            var page = Store.Read(s => s.Outbox.List(DeliveryState.Waiting, null, after, 10));
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(Ids(page));
            after = page[^1].Id;
        }

        Assert.That(seen, Is.EqualTo(all));
    }

    [Test]
    public async Task counts_follow_every_change_of_state()
    {
        var first = await Add();
        await Add();
        await Add(link: Child);
        await Write(s => s.Outbox.SetState(first.Id, DeliveryState.Acknowledged, 0, Now, null, null));
        Assert.That(Store.Read(s => s.Outbox.Counts()), Is.EquivalentTo(new[]
        {
            new QueueCount(Parent, DeliveryState.Waiting, 1, Now),
            new QueueCount(Parent, DeliveryState.Acknowledged, 1, null),
            new QueueCount(Child, DeliveryState.Waiting, 1, Now),
        }));
    }

    [Test]
    public async Task overdue_are_the_unanswered_only()
    {
        var waiting = await Add();
        var dead = await Add();
        var answered = await Add();
        await Write(s => s.Outbox.SetState(dead.Id, DeliveryState.Dead, 5, Now, "X", "x"));
        await Write(s => s.Outbox.SetState(answered.Id, DeliveryState.Acknowledged, 0, Now, null, null));
        Clock.Turn(TimeSpan.FromDays(1));
        await Add();
        Assert.That(Ids(Store.Read(s => s.Outbox.ListOverdue(Now, null, 10))), Is.EqualTo(new[] { waiting.Id, dead.Id }));
    }

    private static IEnumerable<Guid> Ids(IEnumerable<Delivery> deliveries) => deliveries.Select(static d => d.Id);

    private Task<IReadOnlyList<Delivery>> Claim(int max) =>
        Write(s => s.Outbox.ClaimDue(Parent, Now, Now + Lease, Now - TimeSpan.FromDays(1), max));

    private Task<Delivery> Add(NodeId? link = null, int priority = 0)
    {
        var name = NextId().ToString();
        return Write(s =>
        {
            var delivery = Delivery(AddPacket(s, name).Digest, link, priority);
            s.Outbox.Add(delivery);
            return delivery;
        });
    }
}
