using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;

namespace Axis.Journey.Tests;

public sealed class FourLevelsTests
{
    private TestNetwork _network = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province, TestNetwork.District, TestNetwork.Commune, TestNetwork.FetchingCommune);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task a_report_climbs_four_levels_and_its_receipts_come_home()
    {
        var commune = _network[TestNetwork.Commune];

        var answer = await commune.SendAsync("H37.20.61", ["G22"]);

        var rows = await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r.Count == 1 && r[0].State == "01", "consigned");
        var item = _network[TestNetwork.Central].Inbox().Single(i => i.Packet == Digest.Parse(answer.Packet));
        Assert.That(item.Verdict, Is.EqualTo("TOTAL-PASSED"));
        Assert.That(rows[0].Place!.Value.Value, Is.EqualTo("trung-uong"));
        var events = commune.Store.Read(s => s.Receipts.ListFor(Digest.Parse(answer.Packet))).Select(static r => ReceiptXml.Read(r.Bytes.Span)).Select(static r => (r.Issuer.Value, r.Event));
        Assert.That(events, Is.EquivalentTo(new[]
        {
            ("xa-mot", ReceiptEvent.SubmissionAcceptance),
            ("huyen", ReceiptEvent.RelayAcceptance),
            ("tinh", ReceiptEvent.RelayAcceptance),
            ("trung-uong", ReceiptEvent.ContentConsignment),
        }));
    }

    [Test]
    public async Task a_directive_reaches_everybody_crossing_each_link_once()
    {
        var central = _network[TestNetwork.Central];
        string[] all = ["H37", "H37.01", "H37.20", "H37.20.61", "H37.20.62"];

        var answer = await central.SendAsync("G22", all, priority: 3);

        await Eventually.GetAsync(() => central.Tracking(answer.Packet), r => r.Count == all.Length && r.All(static t => t.State == "01"), "all consigned");
        foreach (var spec in new[] { TestNetwork.Central, TestNetwork.Province })
        {
            Assert.That(_network[spec].Store.Read(s => s.Outbox.ListFor(Digest.Parse(answer.Packet))), Has.Count.EqualTo(1), spec.Id);
        }
    }

    [Test]
    public async Task the_receiver_answers_and_the_sender_sees_it()
    {
        var commune = _network[TestNetwork.Commune];
        var answer = await commune.SendAsync("H37.20.61", ["H37.20"]);
        await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        var district = _network[TestNetwork.District];
        var item = district.Inbox().Single(i => i.Packet == Digest.Parse(answer.Packet));

        foreach (var code in new[] { "03", "05", "06" })
        {
            var outcome = await district.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = code }, district.Clerk, CancellationToken.None);
            Assert.That(outcome, Is.InstanceOf<Done<AnswerResult>>(), code);
        }

        await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0].State == "06", "finished");
    }

    [Test]
    public async Task a_refusal_comes_back_with_its_reason()
    {
        var commune = _network[TestNetwork.FetchingCommune];
        var answer = await commune.SendAsync("H37.20.62", ["H37.20.61"]);
        await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        var receiver = _network[TestNetwork.Commune];
        var item = receiver.Inbox().Single(i => i.Packet == Digest.Parse(answer.Packet));

        await receiver.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "02", ReasonCode = "SAI_NOI_NHAN", Description = "Gửi nhầm" }, receiver.Clerk, CancellationToken.None);

        var rows = await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0].State == "02", "refused");
        Assert.That(rows[0].Reason, Does.Contain("Gửi nhầm"));
    }

    [Test]
    public async Task a_large_document_travels_as_it_is()
    {
        var commune = _network[TestNetwork.Commune];
        var file = new byte[3_000_000];
        new Random(7).NextBytes(file);
        "%PDF-"u8.CopyTo(file);

        var answer = await commune.SendAsync("H37.20.61", ["G22", "H37.20.62"], file: file);

        await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r.Count == 2 && r.All(static t => t.State == "01"), "consigned");
        Assert.That(_network[TestNetwork.Central].Inbox().Single(i => i.Packet == Digest.Parse(answer.Packet)).Verdict, Is.EqualTo("TOTAL-PASSED"));
    }

    [Test]
    public async Task an_urgent_document_is_due_sooner()
    {
        var central = _network[TestNetwork.Central];

        var ordinary = central.Tracking((await central.SendAsync("G22", ["H37"])).Packet)[0];
        var urgent = central.Tracking((await central.SendAsync("G22", ["H37"], priority: 1)).Packet)[0];

        Assert.That(urgent.DeadlineAt - urgent.CreatedAt, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(ordinary.DeadlineAt - ordinary.CreatedAt, Is.EqualTo(TimeSpan.FromHours(24)));
    }
}
