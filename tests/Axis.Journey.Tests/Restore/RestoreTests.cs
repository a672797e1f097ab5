using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node.Api;
using Axis.Node.Journal;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Journey.Tests.Restore;

/// <summary>The province's store is put back to an older state while its neighbours went on. What it did since comes back from them.</summary>
public sealed class RestoreTests : PutBackProvince
{
    private static readonly byte[] Large = [.. "%PDF-1.7 "u8, .. new byte[200_000]];

    [TestCase(false, TestName = "nothing_is_lost_or_doubled_when_the_database_alone_is_put_back")]
    [TestCase(true, TestName = "nothing_is_lost_or_doubled_when_the_whole_folder_is_put_back")]
    public async Task Everything(bool wholeFolder)
    {
        await GoOnAsync();
        var before = Picture(Province);
        var (central, district) = (Inbox(Central), Inbox(District));
        var epoch = Province.Get<NodeEpoch>().Value;

        await PutBackAsync(wholeFolder);
        await Province.StartAsync();

        var after = await Eventually.GetAsync(() => Picture(Province), p => p == before, "the province is as it was");
        var next = await Province.SendAsync("H37", ["G22"], "sau khi khôi phục");
        await Tracked(Province, next);
        Assert.Multiple(() =>
        {
            Assert.That(after, Is.EqualTo(before));
            Assert.That(next.Code, Does.StartWith("05/"), "four numbers were given out");
            Assert.That(Inbox(Central), Is.EqualTo(central + 1));
            Assert.That(Inbox(District), Is.EqualTo(district));
            Assert.That(Province.Get<NodeEpoch>().Value, Is.Not.EqualTo(epoch));
        });
    }

    [Test]
    public async Task the_operator_is_told_when_the_store_was_compared_and_what_came_back()
    {
        await GoOnAsync();
        await PutBackAsync(wholeFolder: false);
        await Province.StartAsync();
        await Released();

        var told = Province.Get<Node.Reconciling.ComparisonFindings>().Findings();

        Assert.That(told.Select(static f => (f.Code, f.Severity, f.Text.Contains("lấy lại", StringComparison.Ordinal))), Does.Contain(("STORE_COMPARED", "info", true)));
    }

    [Test]
    public async Task the_new_log_names_the_last_head_and_the_journal_verifies()
    {
        await Province.Get<Node.Schedules.ISealJournal>().RunAsync(CancellationToken.None);
        await GoOnAsync();
        var old = Province.Store.Read(static s => s.Journal.Log());
        await PutBackAsync(wholeFolder: false);
        await Province.StartAsync();
        await Released();

        var log = Province.Store.Read(static s => s.Journal.Log());
        var first = JournalLeafFormat.Read(Province.Store.Read(static s => s.Journal.Leaves(0, 1))[0].Bytes.Span).Entry;
        var check = await Province.Get<JournalCheck>().RunAsync(CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(log.Number, Is.EqualTo(2));
            Assert.That((first.Kind, first.To), Is.EqualTo((JournalKinds.EpochStarted, log.Epoch)));
            Assert.That(first.From, Does.StartWith(old.Epoch + "/"));
            Assert.That(check.Failure, Is.Null);
        });
    }

    [Test]
    public async Task the_neighbour_cosigns_the_new_log_and_says_that_it_began()
    {
        await Province.Get<Node.Schedules.ISealJournal>().RunAsync(CancellationToken.None);
        await GoOnAsync();
        await PutBackAsync(wholeFolder: true);
        await Province.StartAsync();
        await Released();
        await Province.Get<Node.Schedules.ISealJournal>().RunAsync(CancellationToken.None);

        var kinds = Central.Store.Read(static s => s.Journal.List(null, 200, null)).Select(static l => l.Entry.Kind).ToList();
        Assert.That(
            (Central.Store.Read(static s => s.Heads.HeldOf(NodeId.Parse("tinh"))).Count, kinds.Count(static k => k == "neighbour-log-started"), Central.Store.Read(static s => s.Heads.Alarms()).Count),
            Is.EqualTo((2, 1, 0)));
    }

    [Test]
    public async Task a_neighbour_that_is_away_holds_back_its_own_link_alone()
    {
        await GoOnAsync();
        await PutBackAsync(wholeFolder: false);
        await District.StopAsync();
        await Province.StartAsync();

        await Tracked(Province, await Province.SendAsync("H37", ["G22"], "không chờ huyện"));
        var links = (await Province.Get<StatusReport>().MakeAsync(CancellationToken.None)).Links.ToDictionary(static l => l.Neighbour, static l => l.State);
        await District.StartAsync();
        await Released();

        Assert.That((links["trung-uong"], links["huyen"]), Is.EqualTo(("open", "reconciling")));
        Assert.That((await Province.Get<StatusReport>().MakeAsync(CancellationToken.None)).Links.Select(static l => l.State), Is.All.EqualTo("open"));
    }

    [Test]
    public async Task a_number_that_only_an_absent_neighbour_knows_is_told_when_it_was_given_twice()
    {
        await GoOnAsync();
        await PutBackAsync(wholeFolder: true);
        await District.StopAsync();
        await Province.StartAsync();
        var again = await Province.SendAsync("H37", ["G22"], "số mà huyện đang giữ");
        await District.StartAsync();
        await Released();

        var told = Province.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry).Where(static e => e.Kind == "number-given-twice").Select(static e => e.To);
        Assert.That(told, Is.EqualTo(new[] { again.Code }));
    }

    [Test]
    public async Task a_daily_comparison_brings_back_receipts_that_are_missing()
    {
        await Tracked(Province, await Province.SendAsync("H37", ["H37.20"], "mất biên nhận"));
        await Eventually.GetAsync(Opened, static o => o, "links are open");
        using (var database = Database.OpenWriter(new SqliteStoreOptions { DatabasePath = Path.Combine(Province.Folder, "store", "axis.db") }))
        {
            database.Execute("PRAGMA foreign_keys = OFF; DELETE FROM receipt_place WHERE receipt IN (SELECT id FROM receipt WHERE own = 0); DELETE FROM receipt WHERE own = 0");
        }

        var repaired = await Province.Get<Node.Schedules.IReconcile>().RunAsync(CancellationToken.None);
        var second = await Province.Get<Node.Schedules.IReconcile>().RunAsync(CancellationToken.None);

        Assert.That((repaired, second), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task an_ordinary_restart_begins_no_epoch_and_compares_without_a_word()
    {
        await GoOnAsync();
        var (epoch, before) = (Province.Get<NodeEpoch>().Value, Picture(Province));
        await Province.StopAsync();
        await Province.StartAsync();
        await Eventually.GetAsync(() => Opened(), static o => o, "links are open");

        var kinds = Province.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry.Kind).ToList();
        Assert.That(
            (Province.Get<NodeEpoch>().Value, kinds.Count(static k => k is "link-compared" or "link-reconciled" or "delivery-taken-back"), Picture(Province) == before),
            Is.EqualTo((epoch, 0, true)));
    }

    [Test]
    public async Task an_operator_may_say_that_the_store_was_put_back()
    {
        var epoch = Province.Get<NodeEpoch>().Value;
        await Province.StopAsync();
        new EpochMark(new Node.Hosting.NodePaths(Province.Folder), NullLogger<EpochMark>.Instance).Invalidate();
        await Province.StartAsync();

        Assert.That(Province.Get<NodeEpoch>().Value, Is.Not.EqualTo(epoch));
    }

    // Receives three (one of them large), sends three (one of them to itself too), passes one on, and is answered.
    private async Task GoOnAsync()
    {
        await Tracked(District, await District.SendAsync("H37.20", ["H37"], "một"));
        await Tracked(District, await District.SendAsync("H37.20", ["H37.01"], "hai", Large));
        await Tracked(Central, await Central.SendAsync("G22", ["H37"], "ba"));
        await Tracked(Province, await Province.SendAsync("H37", ["G22", "H37.20"], "bốn", Large));
        await Tracked(Province, await Province.SendAsync("H37", ["H37.01", "G22"], "năm"));
        await Tracked(Province, await Province.SendAsync("H37", ["H37.20"], "sáu"));
        await Tracked(District, await District.SendAsync("H37.20", ["G22"], "bảy"));
    }

    private static int Inbox(RunningNode node) => node.Inbox().Count;

    /// <summary>What must be the same afterwards, as one text.</summary>
    private static string Picture(RunningNode node) => node.Store.Read(session =>
    {
        var lines = new List<string>();
        foreach (var item in session.Inbox.List(null, null, null, 500))
        {
            lines.Add($"inbox {item.Packet} {item.Recipient} {item.Badge} {item.Verdict}");
            lines.AddRange(session.Deadlines.ListFor(item.Id).Select(d => $"duty {item.Packet} {item.Recipient} {d.Kind} settled {d.SettledAt is not null}"));
        }

        var outbox = session.Outbox.List(null, null, null, 500);
        lines.AddRange(outbox.Where(static d => d.State != DeliveryState.Withdrawn).Select(static d => $"delivery {d.Id} {d.Packet} {d.State} {Digest.Of(d.Offer.Span)}"));
        foreach (var packet in session.Packets.ListSubmitted(null, null, 500))
        {
            lines.Add($"submitted {packet.Digest} {packet.DocumentId}");
            lines.AddRange(session.Tracking.ListFor(packet.Digest).Select(static t => $"tracking {t.Packet} {t.Recipient} {t.State} {t.Place} {t.WaitingFor}"));
        }

        foreach (var neighbour in new[] { "trung-uong", "huyen" })
        {
            lines.AddRange(session.Arrivals.ListSince(NodeId.Parse(neighbour), DateTimeOffset.UnixEpoch, Guid.Empty, 500)
                .Select(a => $"arrival {neighbour} {a.Delivery} {string.Join(' ', a.Receipts)} kept {session.Receipts.ListFor(a.Packet).Count}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    });
}
