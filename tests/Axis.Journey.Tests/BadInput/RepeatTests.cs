using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;

namespace Axis.Journey.Tests.BadInput;

/// <summary>The same submission twice: one document, one answer.</summary>
public sealed class RepeatTests
{
    private static RunningNode Commune => BadInputNetwork.Network[BadInputNetwork.Commune];

    [Test]
    public async Task the_same_key_twice_gets_the_same_answer_and_one_delivery()
    {
        var first = await Commune.SendAsync(BadInputNetwork.Good, ["H37.20"], key: "lặp-1");

        var second = await Commune.SendAsync(BadInputNetwork.Good, ["H37.20"], key: "lặp-1");

        Assert.That((second.Packet, second.Receipt, second.Repeated), Is.EqualTo((first.Packet, first.Receipt, true)));
        await Eventually.GetAsync(() => Commune.Tracking(first.Packet), static r => r[0].State == "01", "consigned");
        Assert.That(Commune.Store.Read(s => s.Outbox.ListFor(Digest.Parse(first.Packet))), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task the_same_key_with_another_content_is_a_conflict()
    {
        await Commune.SendAsync(BadInputNetwork.Good, ["H37.20"], key: "lặp-2");

        var refusal = Packets.Refused(await Commune.TrySendAsync(BadInputNetwork.Good, ["H37.20"], subject: "V/v khác", key: "lặp-2"));

        Assert.That((refusal.Kind, refusal.Code), Is.EqualTo((RefusalKind.Conflict, "IDEMPOTENCY_KEY_REUSED")));
    }

    [Test]
    public async Task the_same_key_with_another_file_is_a_conflict()
    {
        await Commune.SendAsync(BadInputNetwork.Good, ["H37.20"], key: "lặp-3");

        var refusal = Packets.Refused(await Commune.TrySendAsync(BadInputNetwork.Good, ["H37.20"], file: "%PDF-khác"u8.ToArray(), key: "lặp-3"));

        Assert.That(refusal.Code, Is.EqualTo("IDEMPOTENCY_KEY_REUSED"));
    }

    [Test]
    public async Task the_same_number_of_the_year_is_refused_without_a_key()
    {
        var number = Packets.Number();
        await Commune.SendAsync(BadInputNetwork.Good, ["H37.20"], number: number);

        var refusal = Packets.Refused(await Commune.TrySendAsync(BadInputNetwork.Good, ["H37.20"], "V/v việc khác", number: number));

        Assert.That((refusal.Kind, refusal.Code), Is.EqualTo((RefusalKind.Conflict, "DOC-04")));
        Assert.That(refusal.Sentence, Does.Contain(number + "/UBND-VP"));
    }

    [TestCase(null)]
    [TestCase("2001")]
    public async Task many_repeats_at_once_get_one_answer(string? number)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Commune.SendAsync(BadInputNetwork.Good, ["H37.20"], key: "cùng-lúc-" + number, number: number)));

        Assert.That(answers.Select(static a => a.Packet).Distinct(), Has.Exactly(1).Items);
        Assert.That(answers.Count(static a => !a.Repeated), Is.EqualTo(1));
        await Eventually.GetAsync(() => Commune.Tracking(answers[0].Packet), static r => r[0].State == "01", "consigned");
        Assert.That(Commune.Tracking(answers[0].Packet), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task many_submissions_of_one_number_at_once_issue_it_once()
    {
        var number = Packets.Number();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Commune.TrySendAsync(BadInputNetwork.Good, ["H37.20"], number: number)));

        Assert.That(outcomes.OfType<Done<SubmitAnswer>>().Count(), Is.EqualTo(1));
        Assert.That(outcomes.OfType<Refused<SubmitAnswer>>().Select(static r => r.Why.Code), Is.All.EqualTo("DOC-04"));
    }
}
