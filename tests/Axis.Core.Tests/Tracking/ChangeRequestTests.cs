using Axis.Core.Packets;
using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;

namespace Axis.Core.Tests.Tracking;

public sealed class ChangeRequestTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    [TestCase(ChangeState.None, 0)]
    [TestCase(ChangeState.Pending, 0, Signal.TakeBackRequested)]
    [TestCase(ChangeState.Agreed, 0, Signal.TakeBackRequested, Signal.ChangeAgreed)]
    [TestCase(ChangeState.Refused, 0, Signal.TakeBackRequested, Signal.ChangeRefused)]
    [TestCase(ChangeState.Pending, 0, Signal.TakeBackRequested, Signal.ChangeRefused, Signal.TakeBackRequested)]
    [TestCase(ChangeState.Pending, 1, Signal.TakeBackRequested, Signal.UpdateRequested)]
    [TestCase(ChangeState.Agreed, 1, Signal.TakeBackRequested, Signal.ChangeAgreed, Signal.TakeBackRequested)]
    [TestCase(ChangeState.Pending, 0, Signal.UpdateRequested, Signal.ChangeAgreed, Signal.UpdateRequested)]
    [TestCase(ChangeState.None, 1, Signal.ChangeAgreed)]
    [TestCase(ChangeState.None, 1, Signal.Refused, Signal.TakeBackRequested)]
    public void requests_and_answers(ChangeState expected, int anomalies, params Signal[] signals)
    {
        var state = StatusEvaluation.Evaluate(signals.Select(static (s, i) =>
            new StatusEvent(Digest.Of(BitConverter.GetBytes(i)), s, Noon.AddMinutes(i), null, "Gửi nhầm")));

        Assert.That((state.Change, state.Remarks.Count(static r => r.Severe)), Is.EqualTo((expected, anomalies)));
    }

    [TestCase(ChangeEnd.Pending, Signal.RecallRequested)]
    [TestCase(ChangeEnd.Unread, Signal.RecallRequested, Signal.Withdrawn)]
    [TestCase(ChangeEnd.Agreed, Signal.RecallRequested, Signal.ChangeAgreed)]
    [TestCase(ChangeEnd.Refused, Signal.RecallRequested, Signal.ChangeRefused)]
    [TestCase(ChangeEnd.Agreed, Signal.TakeBackRequested, Signal.RecallRequested, Signal.ChangeAgreed)]
    public void a_request_ends(ChangeEnd end, params Signal[] signals)
    {
        var state = StatusEvaluation.Evaluate(signals.Select(static (s, i) =>
            new StatusEvent(Digest.Of(BitConverter.GetBytes(i)), s, Noon.AddMinutes(i), null, "Gửi nhầm")));

        Assert.That(state.Standing?.End, Is.EqualTo(end));
    }

    [TestCase(-30, ChangeEnd.Agreed, 0)]
    [TestCase(-3600, ChangeEnd.Pending, 1)]
    public void an_answer_whose_clock_is_behind_the_question_counts_within_reason(int seconds, ChangeEnd end, int anomalies)
    {
        var state = StatusEvaluation.Evaluate(
        [
            new StatusEvent(Digest.Of("q"u8), Signal.RecallRequested, Noon, null, "Gửi nhầm"),
            new StatusEvent(Digest.Of("a"u8), Signal.ChangeAgreed, Noon.AddSeconds(seconds)),
        ]);

        Assert.That((state.Standing!.End, state.Remarks.Count(static r => r.Severe)), Is.EqualTo((end, anomalies)));
    }

    [Test]
    public void a_replacement_asks_nobody_and_names_what_replaces()
    {
        var state = StatusEvaluation.Evaluate([new StatusEvent(Digest.Of("new"u8), Signal.Replaced, Noon)]);

        Assert.That((state.Change, state.ReplacedBy), Is.EqualTo((ChangeState.None, (Digest?)Digest.Of("new"u8))));
    }

    [Test]
    public void a_take_back_without_a_reason_is_remarked_and_still_pending()
    {
        var state = StatusEvaluation.Evaluate([new StatusEvent(Digest.Of("a"u8), Signal.TakeBackRequested, Noon)]);

        Assert.That((state.Change, state.Remarks.Single().Severe), Is.EqualTo((ChangeState.Pending, false)));
    }
}
