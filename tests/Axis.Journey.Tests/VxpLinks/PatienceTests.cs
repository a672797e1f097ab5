using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Storage;
using Axis.Node.Vxp.Link;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>How long an item of the axis above is waited for, what is kept when it is given up, and how an operator has it tried again.</summary>
public sealed class PatienceTests
{
    private const string Ministry = "000.00.00.G22";
    private const string Village = "H37.20.61";
    private const string NewCode = "H37.20.99";
    private static readonly NodeId Above = NodeId.Parse(MixedLine.National);
    private MixedLine _line = null!;

    private IStore Province => _line.ProvinceNode.Store;

    [SetUp]
    public async Task StartAsync() => _line = await MixedLine.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _line.DisposeAsync();

    [Test]
    public async Task a_directory_that_is_behind_fails_no_item_however_often_it_was_tried()
    {
        var docId = _line.Axis.Put(Foreign.Document(Ministry, NewCode, "G22-1"), Ministry, NewCode);
        await WaitingAsync(docId, "RECIPIENT_UNKNOWN");

        await ChangeAsync(docId, static r => r with { Attempts = 50, DueAt = DateTimeOffset.UtcNow });

        var row = await Eventually.GetAsync(() => Find(docId)!, static r => r.Attempts == 51, "tried again");
        Assert.That((row.State, _line.Axis.Told.ContainsKey(docId)), Is.EqualTo((VxpArrivalState.Waiting, false)));
    }

    [Test]
    public async Task what_is_given_up_after_its_days_is_kept_and_an_operator_has_it_taken_from_there()
    {
        var bytes = Foreign.Document(Ministry, NewCode, "G22-1");
        var docId = _line.Axis.Put(bytes, Ministry, NewCode);
        await WaitingAsync(docId, "RECIPIENT_UNKNOWN");

        await ChangeAsync(docId, static r => r with { WaitsSince = DateTimeOffset.UtcNow.AddDays(-8), DueAt = DateTimeOffset.UtcNow });

        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "fail", "given up");
        var kept = Province.Read(s => s.Quarantine.FindKept(Above, Digest.Of(bytes)));
        Assert.That((kept?.ReasonCode, Province.Read(s => s.Packets.ReadInline(Digest.Of(bytes)))), Is.EqualTo(("RECIPIENT_UNKNOWN", bytes)));

        _line.Network.Describe = static a => a.Code.Value == Village ? a with { Aliases = [OrganId.Parse(NewCode)] } : a;
        _line.Network.PublishProvince(MixedLine.Province, static c => c);
        _line.Network.PutSection(MixedLine.Commune, _line.Network.ProvinceSection);
        await Eventually.GetAsync(() => _line.ProvinceNode.Get<Node.Directories.LiveDirectory>().Snapshot.FindAgency(OrganId.Parse(NewCode)), static a => a is not null, "the directory", 30);
        _line.Trouble = static (request, work) => request.Call == "getEdoc" ? RawReply.Of("""{"status":"FAIL","ErrorCode":"18","ErrorDesc":"Khong con"}""") : work();

        var retried = await _line.ProvinceNode.Get<RetryItems>().RunAsync(Above, new RetryVxpItems { Items = [docId] }, "quan-tri", CancellationToken.None);

        Assert.That((retried as Done<RetriedVxpItems>)?.Value.Items, Is.EqualTo(new[] { docId }));
        var item = (await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox", 30))[0];
        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "done", "told");
        Assert.That((item.Packet, Province.Read(s => s.Quarantine.FindKept(Above, Digest.Of(bytes)))), Is.EqualTo((Digest.Of(bytes), (QuarantineRow?)null)));
    }

    [Test]
    public async Task what_was_given_up_without_its_bytes_is_asked_of_the_server_again_though_it_is_listed_no_more()
    {
        _line.Trouble = static (request, work) => request.Call == "getEdoc" ? RawReply.Of("""{"status":"FAIL","ErrorCode":"22","ErrorDesc":"Hong"}""") : work();
        var docId = _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-1"), Ministry, Village);
        await WaitingAsync(docId, "VXP_22");
        await ChangeAsync(docId, static r => r with { Attempts = 7, DueAt = DateTimeOffset.UtcNow });
        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "fail", "given up");
        _line.Trouble = null;

        await _line.ProvinceNode.Get<RetryItems>().RunAsync(Above, new RetryVxpItems(), "quan-tri", CancellationToken.None);

        await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox", 30);
        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "done", "told");
    }

    [Test]
    public async Task a_page_in_place_of_a_download_costs_no_document()
    {
        await _line.ProvinceNode.StopAsync();
        var settings = Path.Combine(_line.Network.FolderOf(MixedLine.Province), "appsettings.json");
        await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(settings)).Replace("\"PollSeconds\": 1,", "\"Fetch\": \"DownloadEdoc\", \"PollSeconds\": 1,", StringComparison.Ordinal));
        await _line.ProvinceNode.StartAsync();
        _line.Trouble = static (request, work) => request.Call is "downloadEdoc" or "getEdoc" ? RawReply.Of("<html><body>Bảo trì</body></html>") : work();
        var docId = _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-1"), Ministry, Village);
        await WaitingAsync(docId, "VXP_UNREADABLE_ANSWER");

        _line.Trouble = null;

        await Eventually.GetAsync(_line.CommuneNode.Inbox, static i => i.Count == 1, "in the inbox", 30);
        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(docId), static t => t == "done", "told");
    }

    [Test]
    public async Task an_answer_that_the_server_refuses_is_not_repeated_at_every_look()
    {
        var refused = _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-1"), Ministry, Village);
        var asked = 0;
        _line.Trouble = (request, work) =>
        {
            if (request.Call != "updateStatus" || (request["docid"] ?? request["docId"]) != refused)
            {
                return work();
            }

            Interlocked.Increment(ref asked);
            return RawReply.Of("""{"status":"FAIL","ErrorCode":"22","ErrorDesc":"Khong doi duoc"}""");
        };
        await Eventually.GetAsync(() => Volatile.Read(ref asked), static n => n > 0, "refused");

        // Two more looks, each of which answers another item.
        foreach (var id in new[] { "G22-2", "G22-3" })
        {
            var other = _line.Axis.Put(Foreign.Document(Ministry, Village, id), Ministry, Village);
            await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(other), static t => t == "done", "told");
        }

        await Eventually.GetAsync(() => Province.Read(static s => s.VxpLinks.Untold(Above, DateTimeOffset.UtcNow, 10)).Count, static n => n == 0, "written down");
        Assert.That((Volatile.Read(ref asked), Find(refused)!.State), Is.EqualTo((1, VxpArrivalState.Stored)));
    }

    [Test]
    public async Task an_answer_of_which_the_server_makes_nothing_keeps_no_other_item_from_coming([Values("404 Not Found", "500 Internal Server Error")] string status)
    {
        var mute = _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-1"), Ministry, Village);
        var asked = 0;
        _line.Trouble = (request, work) =>
        {
            if (request.Call != "updateStatus" || (request["docid"] ?? request["docId"]) != mute)
            {
                return work();
            }

            Interlocked.Increment(ref asked);
            return RawReply.Of("<html></html>", status, "Content-Type: text/html\r\n");
        };
        await Eventually.GetAsync(() => Volatile.Read(ref asked), static n => n > 0, "not heard");

        var other = _line.Axis.Put(Foreign.Document(Ministry, Village, "G22-2"), Ministry, Village);

        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(other), static t => t == "done", "told");
        Assert.That(Find(mute)!.State, Is.EqualTo(VxpArrivalState.Stored));
        _line.Trouble = null;
        await Eventually.GetAsync(() => _line.Axis.Told.GetValueOrDefault(mute), static t => t == "done", "heard at last");
    }

    private VxpArrival? Find(string docId) => Province.Read(s => s.VxpLinks.Find(Above, docId));

    private Task<VxpArrival?> WaitingAsync(string docId, string reason) =>
        Eventually.GetAsync(() => Find(docId), r => r is { State: VxpArrivalState.Waiting } && r.ReasonCode == reason, "put off for " + reason, 30);

    private Task<bool> ChangeAsync(string docId, Func<VxpArrival, VxpArrival> change) => Province.WriteAsync(
        s =>
        {
            s.VxpLinks.Put(change(s.VxpLinks.Find(Above, docId)!));
            return true;
        },
        CancellationToken.None);
}
