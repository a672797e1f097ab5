using System.Text;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Returning;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.Vxp;

/// <summary>Which document a status speaks of (STA-09), and what is sent again after a refusal (STA-10).</summary>
public sealed class StatusMatchingTests
{
    private VxpNetwork _vxp = null!;
    private SdkClient _sender = null!;
    private SdkClient _receiver = null!;

    private RunningNode Sender => _vxp.ProvinceNode;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _vxp = await VxpNetwork.StartAsync();
        _sender = await VxpNetwork.ConnectAsync(Sender, "sys.h37", ["H37"]);
        _receiver = await VxpNetwork.ConnectAsync(_vxp.CentralNode, "sys.vpcp", ["G22"]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _vxp.DisposeAsync();

    [Test]
    public async Task a_status_that_fits_two_documents_waits_for_a_person_and_goes_where_that_one_says()
    {
        var (one, two) = await SendTwinsAsync("900");

        var waiting = await ReportAsync("900");

        Assert.That(new[] { StateOf(one), StateOf(two) }, Is.All.EqualTo("SENT"), "nobody has guessed");
        var lines = waiting.Candidates.Select(c => Sender.Store.Read(s => s.Tracking.Find(c))!).ToList();
        Assert.That(lines.Select(static l => l.Packet), Is.EquivalentTo(new Digest?[] { one, two }));

        var settled = await SettleAsync(waiting.Id, new SettleAmbiguous { Line = lines.Single(l => l.Packet == two).Id });

        Assert.That((settled as Done<SettledStatus>)?.Value.State, Is.EqualTo("03"));
        Assert.That((StateOf(one), StateOf(two)), Is.EqualTo(("SENT", "03")));
        Assert.That((await SettleAsync(waiting.Id, new SettleAmbiguous { Line = lines[0].Id }) as Refused<SettledStatus>)?.Why.Code, Is.EqualTo("STATE_MOVED"), "once");
        Assert.That(Kinds(waiting.Packet), Is.SupersetOf(new[] { "status-ambiguous", "status-settled" }));
    }

    [Test]
    public async Task a_status_that_means_none_of_them_is_set_aside_with_a_reason()
    {
        var (one, two) = await SendTwinsAsync("910");
        var waiting = await ReportAsync("910");

        Assert.That((await SettleAsync(waiting.Id, new SettleAmbiguous()) as Refused<SettledStatus>)?.Why.Code, Is.EqualTo("STA-09"));
        Assert.That((await SettleAsync(waiting.Id, new SettleAmbiguous { Line = Guid.NewGuid() }) as Refused<SettledStatus>)?.Why.Code, Is.EqualTo("STA-09"));
        var settled = await SettleAsync(waiting.Id, new SettleAmbiguous { Reason = "Nhầm số" });

        Assert.That((settled as Done<SettledStatus>)?.Value.State, Is.Null);
        Assert.That(new[] { StateOf(one), StateOf(two) }, Is.All.EqualTo("SENT"));
        Assert.That(Sender.Store.Read(s => s.AmbiguousStatuses.ListOpen(null, null, 10)).Select(static a => a.Id), Does.Not.Contain(waiting.Id));
    }

    [Test]
    public async Task only_the_agency_whose_document_it_is_or_an_operator_decides()
    {
        await SendTwinsAsync("920");
        var waiting = await ReportAsync("920");
        var stranger = new Actor("other", Role.Clerk, [Core.Agencies.OrganId.Parse("H37.01")]);

        var refused = await Sender.Get<SettleStatus>().RunAsync(waiting.Id, new SettleAmbiguous { Reason = "x" }, stranger, CancellationToken.None);

        Assert.That((refused as Refused<SettledStatus>)?.Why.Code, Is.EqualTo("STATUS_UNKNOWN"));
    }

    [Test]
    public async Task what_is_sent_again_after_a_refusal_is_a_new_delivery_that_names_the_refused_one()
    {
        var first = await Sender.SendAsync("H37", ["G22"], number: "930");
        var taken = await Sender.TrySendAsync("H37", ["G22"], "V/v gửi lại", number: "930");
        Assert.That((taken as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("DOC-04"), "nothing was refused yet");
        await _receiver.SendAsync("G22", "status", OldPackets.StatusOf("G22", "H37", first.DocumentId, first.Code, "02", "[THIEU_TEP] Thiếu tệp: phụ lục"));
        await Eventually.GetAsync(() => Sender.Tracking(first.Packet).Single(), static r => r.State == "02", "refused");

        var again = await Sender.SendAsync("H37", ["G22"], "V/v gửi lại", number: "930");

        var (old, line) = (Sender.Tracking(first.Packet).Single(), Sender.Tracking(again.Packet).Single());
        Assert.That((line.ResentOf, old.State, line.State), Is.EqualTo(((Guid?)old.Id, "02", "SENT")));
        Assert.That(Sender.Store.Read(s => s.Tracking.ListResent(old.Id)).Single().Id, Is.EqualTo(line.Id));
        await _receiver.SendAsync("G22", "status", OldPackets.StatusOf("G22", "H37", again.DocumentId, again.Code, "03", "Đã tiếp nhận"));
        await Eventually.GetAsync(() => Sender.Tracking(again.Packet).Single(), static r => r.State == "03", "its answer goes to the new one");
        Assert.That(Sender.Tracking(first.Packet).Single().State, Is.EqualTo("02"), "a refusal is final");
    }

    [Test]
    public async Task somebody_who_refused_nothing_does_not_get_the_same_number_again()
    {
        var first = await Sender.SendAsync("H37", ["G22"], number: "940");
        await _receiver.SendAsync("G22", "status", OldPackets.StatusOf("G22", "H37", first.DocumentId, first.Code, "02", "[TRUNG] Trùng"));
        await Eventually.GetAsync(() => Sender.Tracking(first.Packet).Single(), static r => r.State == "02", "refused");

        // Another subject: the same document would go to G01 as an update of itself (SND-10).
        var wider = await Sender.TrySendAsync("H37", ["G22", "G01"], "V/v việc khác", number: "940");

        Assert.That((wider as Refused<SubmitAnswer>)?.Why.Code, Is.EqualTo("DOC-04"));
    }

    [Test]
    public async Task the_very_packet_that_was_refused_is_not_answered_as_if_it_went_out_again()
    {
        var packet = OldPackets.Document("H37", ["G22"], "960");
        var first = await _sender.SendAsync("H37", "edoc", packet);
        Assert.That((await _sender.SendAsync("H37", "edoc", packet)).DocId, Is.EqualTo(first.DocId), "a repeat while it is under way");
        await _receiver.SendAsync("G22", "status", OldPackets.StatusOf("G22", "H37", OldPackets.Id("H37", "960"), "960/UBND-VP", "02", "[TRUNG] Trùng"));
        await Eventually.GetAsync(() => StateOf(Digest.Of(packet)), static s => s == "02", "refused");

        var again = await _sender.SendAsync("H37", "edoc", packet);

        Assert.That((again.Status, again.DocId), Is.EqualTo(("FAIL", "")), again.Text);
        Assert.That(again.Json.GetProperty("ErrorDesc").GetString(), Does.Contain("G22 da tu choi (02)"));
    }

    // Two documents under one number, as old software sends them.
    private async Task<(Digest One, Digest Two)> SendTwinsAsync(string number)
    {
        var one = OldPackets.Document("H37", ["G22"], number);
        var id = OldPackets.Id("H37", number);
        var two = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(one).Replace(id, id + "-B", StringComparison.Ordinal));
        foreach (var packet in new[] { one, two })
        {
            Assert.That((await _sender.SendAsync("H37", "edoc", packet)).Status, Is.EqualTo("OK"));
        }

        return (Digest.Of(one), Digest.Of(two));
    }

    // A status that names the number alone.
    private async Task<AmbiguousStatus> ReportAsync(string number)
    {
        var packet = OldPackets.StatusOf("G22", "H37", "", number + "/UBND-VP", "03", "Đã tiếp nhận");
        var answer = await _receiver.SendAsync("G22", "status", packet);
        Assert.That(answer.Status, Is.EqualTo("OK"), answer.Text);
        return (await Eventually.GetAsync(() => Sender.Store.Read(s => s.AmbiguousStatuses.ListOpen(null, null, 10)).SingleOrDefault(a => a.Packet == Digest.Of(packet)), static a => a is not null, "it waits"))!;
    }

    private Task<Outcome<SettledStatus>> SettleAsync(Guid id, SettleAmbiguous answer) => Sender.Get<SettleStatus>().RunAsync(id, answer, Sender.Clerk, CancellationToken.None);

    private string StateOf(Digest packet) => Sender.Tracking(packet.ToString()).Single().State;

    private List<string> Kinds(Digest packet) => [.. Sender.Store.Read(s => s.Journal.List(null, 50, packet)).Select(static l => l.Entry.Kind)];
}
