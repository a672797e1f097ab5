using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Vxp.Link;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>What the national axis says it has, compared with what was handed to it.</summary>
public sealed class CompareSentTests
{
    private const string Ministry = "000.00.00.G22";
    private const string Other = "000.00.00.G09";
    private const string Village = "H37.20.61";
    private static readonly NodeId National = NodeId.Parse(MixedLine.National);
    private MixedLine _line = null!;

    [SetUp]
    public async Task StartAsync() => _line = await MixedLine.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _line.DisposeAsync();

    [Test]
    public async Task what_the_server_has_is_found_also_where_its_list_does_not_go_back_so_far()
    {
        await SendAsync();
        await SendAsync();
        _line.Axis.Older.Add(_line.Axis.Sent[0].DocId);

        var report = Done(await CompareAsync());

        Assert.That((report.Ours, report.Found, report.Unchecked, report.Differences.Count), Is.EqualTo((2, 2, 0, 0)));
    }

    [Test]
    public async Task what_differs_is_named_with_what_to_do()
    {
        var lost = await SendAsync();
        await SendAsync();
        var kept = _line.Axis.Sent[1].DocId;
        _line.Axis.Sent.RemoveAt(0);
        _line.Axis.Failing.Add(Other);
        _line.Axis.Sent.Add(new Received("khong-biet-1", "edoc", Village, $"[\"{Ministry}\"]", []));

        var report = Done(await CompareAsync());

        Assert.That(report.Differences.Select(static d => (d.Kind, d.Recipient)), Is.EquivalentTo(new (string, string?)[] { ("missing-there", null), ("failed-there", Other), ("unknown-here", Ministry) }));
        Assert.That(report.Differences.Single(static d => d.Kind == "missing-there").Packet, Is.EqualTo(lost.Packet));
        Assert.That(report.Differences.Single(static d => d.Kind == "failed-there").DocId, Is.EqualTo(kept));
        Assert.That(report.Found, Is.EqualTo(1));
        Assert.That(_line.ProvinceNode.Store.Read(static s => s.Journal.List(null, 200, null)).Select(static l => l.Entry).Single(static e => e.Kind == "vxp-sent-compared").To, Is.EqualTo("3"));
    }

    [Test]
    public async Task a_server_that_is_away_and_a_link_of_another_kind_are_told_apart()
    {
        _line.Trouble = static (_, _) => RawReply.Nothing;

        var away = await CompareAsync();
        var native = await _line.ProvinceNode.Get<CompareSent>().RunAsync(NodeId.Parse("xa-mot"), 7, "test", CancellationToken.None);

        Assert.That((away as Refused<SentComparison>)?.Why.Kind, Is.EqualTo(RefusalKind.Unavailable));
        Assert.That((native as Refused<SentComparison>)?.Why.Code, Is.EqualTo("NOT_VXP"));
    }

    private static SentComparison Done(Outcome<SentComparison> outcome) => outcome is Done<SentComparison> done ? done.Value : throw new AssertionException(((Refused<SentComparison>)outcome).Why.Sentence);

    private Task<Outcome<SentComparison>> CompareAsync() => _line.ProvinceNode.Get<CompareSent>().RunAsync(National, 7, "test", CancellationToken.None);

    private async Task<SubmitAnswer> SendAsync()
    {
        var sent = await _line.CommuneNode.SendAsync(Village, [Ministry, Other]);
        await Eventually.GetAsync(
            () => _line.CommuneNode.Store.Read(s => s.Receipts.ListFor(Digest.Parse(sent.Packet))).Select(static r => ReceiptXml.Read(r.Bytes.Span).Event),
            static e => e.Contains(ReceiptEvent.RelayToNonErds),
            "handed over");
        return sent;
    }
}
