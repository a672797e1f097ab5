using Axis.Core.Packets;
using Axis.Core.Tracking;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Core.Tests.Tracking;

public sealed class StatusEvaluationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    private static IEnumerable<Signal> Wire => Enumerable.Range(1, 6).Select(static n => (Signal)n);

    private static IEnumerable<TestCaseData> PairsOfStatuses() =>
        from first in Wire
        from second in Wire
        from minutes in new[] { 0, 1 }
        select new TestCaseData(first, second, minutes).SetName($"statuses_{(int)first:00}_and_{(int)second:00}_{minutes}_minutes_apart");

    [TestCaseSource(nameof(PairsOfStatuses))]
    public void every_order_of_arrival_of_a_pair_gives_the_same_state(Signal first, Signal second, int minutes)
    {
        var events = new[] { At(first, 0, 1), At(second, minutes, 2) };

        Assert.That(Shown(events), Is.EqualTo(Shown(events.Reverse())));
    }

    [Test]
    public void any_history_gives_the_same_state_in_any_order_of_arrival()
    {
        var signals = Enum.GetValues<Signal>();
        var item = from signal in Gen.Elements(signals)
                   from minute in Gen.Choose(0, 3)
                   from seed in Gen.Choose(1, 1000)
                   select At(signal, minute, seed);
        var histories = from events in Gen.ListOf(item)
                        from shuffled in Gen.Shuffle(events.ToArray())
                        select (Events: events.ToArray(), Shuffled: shuffled);

        Prop.ForAll(histories.ToArbitrary(), static h => Shown(h.Events) == Shown(h.Shuffled)).QuickCheckThrowOnFailure();
    }

    [Test]
    public void arrived_refused_and_accepted_at_the_same_time_is_refused_with_the_acceptance_as_anomaly()
    {
        var accepted = At(Signal.Accepted, 0, 3);

        var state = StatusEvaluation.Evaluate([accepted, At(Signal.Arrived, 0, 1), At(Signal.Refused, 0, 2, "Sai nơi nhận")]);

        Assert.That((state.State, state.Reason, state.Remarks.Single().Source, state.Remarks.Single().Severe),
            Is.EqualTo((DocumentState.Refused, "Sai nơi nhận", accepted.Source, true)));
    }

    [TestCase(Signal.Accepted)]
    [TestCase(Signal.Assigned)]
    [TestCase(Signal.Processing)]
    [TestCase(Signal.Finished)]
    public void a_refusal_after_acceptance_is_shown_and_does_not_move_the_state(Signal before)
    {
        var state = StatusEvaluation.Evaluate([At(before, 0, 1), At(Signal.Refused, 5, 2, "Muộn")]);

        Assert.That(((int)state.State, state.Remarks.Single().Severe), Is.EqualTo(((int)before, true)));
    }

    [TestCase(Signal.Assigned, Signal.Processing)]
    [TestCase(Signal.Processing, Signal.Assigned)]
    public void the_later_of_assigned_and_processing_wins(Signal earlier, Signal later)
    {
        var state = StatusEvaluation.Evaluate([At(later, 2, 2), At(earlier, 1, 1)]);

        Assert.That((int)state.State, Is.EqualTo((int)later));
    }

    [Test]
    public void a_late_acceptance_stays_in_the_history_and_moves_nothing()
    {
        var state = StatusEvaluation.Evaluate([At(Signal.Finished, 1, 1), At(Signal.Accepted, 5, 2)]);

        Assert.That((state.State, state.Remarks.Count), Is.EqualTo((DocumentState.Finished, 0)));
    }

    [Test]
    public void work_taken_up_again_after_finishing_is_accepted_with_a_warning()
    {
        var state = StatusEvaluation.Evaluate([At(Signal.Finished, 1, 1), At(Signal.Processing, 5, 2)]);

        Assert.That((state.State, state.Remarks.Single().Severe), Is.EqualTo((DocumentState.Processing, false)));
    }

    [Test]
    public void a_peer_that_only_says_finished_is_believed()
    {
        var state = StatusEvaluation.Evaluate([At(Signal.Finished, 1, 1)]);

        Assert.That((state.State, state.Remarks.Count), Is.EqualTo((DocumentState.Finished, 0)));
    }

    [Test]
    public void a_refusal_in_the_same_second_as_the_consignment_is_no_anomaly()
    {
        var refused = new StatusEvent(Source(1), Signal.Refused, Noon, null, "Thiếu tệp");
        var consigned = new StatusEvent(Source(2), Signal.Arrived, Noon.AddMilliseconds(640));

        Assert.That(StatusEvaluation.Evaluate([refused, consigned]).Remarks, Is.Empty);
    }

    [Test]
    public void a_repeated_event_counts_once()
    {
        var refused = At(Signal.Refused, 1, 1, "Trùng");

        Assert.That(StatusEvaluation.Evaluate([refused, refused]).Remarks, Is.Empty);
    }

    [Test]
    public void a_refusal_without_a_reason_is_remarked()
    {
        var state = StatusEvaluation.Evaluate([At(Signal.Refused, 1, 1)]);

        Assert.That((state.State, state.Remarks.Single().Severe), Is.EqualTo((DocumentState.Refused, false)));
    }

    [Test]
    public void nothing_heard_is_sent() => Assert.That(StatusEvaluation.Evaluate([]).State, Is.EqualTo(DocumentState.Sent));

    [TestCase(Signal.TimedOut)]
    [TestCase(Signal.Failed)]
    public void a_failure_alone_is_failed_with_its_reason(Signal failure)
    {
        var state = StatusEvaluation.Evaluate([new StatusEvent(Source(1), failure, Noon, "HASH_FAILURE")]);

        Assert.That((state.State, state.ReasonCode), Is.EqualTo((DocumentState.Failed, "HASH_FAILURE")));
    }

    [TestCase(-5)]
    [TestCase(5)]
    public void a_timeout_yields_to_a_consignment_whichever_clock_was_ahead(int minutes)
    {
        var state = StatusEvaluation.Evaluate([At(Signal.TimedOut, 10, 1), At(Signal.Arrived, 10 + minutes, 2)]);

        Assert.That((state.State, state.Remarks.Count), Is.EqualTo((DocumentState.Arrived, 0)));
    }

    [Test]
    public void a_refusal_by_a_node_that_the_consignment_contradicts_is_shown()
    {
        var state = StatusEvaluation.Evaluate([At(Signal.Failed, 1, 1), At(Signal.Arrived, 2, 2)]);

        Assert.That((state.State, state.Remarks.Single().Severe), Is.EqualTo((DocumentState.Arrived, true)));
    }

    [Test]
    public void withdrawn_before_arrival_is_withdrawn() =>
        Assert.That(StatusEvaluation.Evaluate([At(Signal.Withdrawn, 1, 1)]).State, Is.EqualTo(DocumentState.Withdrawn));

    [Test]
    public void withdrawn_and_arrived_is_arrived_and_shown()
    {
        var state = StatusEvaluation.Evaluate([At(Signal.Withdrawn, 1, 1), At(Signal.Arrived, 2, 2)]);

        Assert.That((state.State, state.Remarks.Count), Is.EqualTo((DocumentState.Arrived, 1)));
    }

    [Test]
    public void the_history_of_the_samples_moves_as_a_clerk_expects()
    {
        var state = StatusEvaluation.Evaluate([At(Signal.Arrived, 0, 1), At(Signal.Accepted, 1, 2), At(Signal.Assigned, 2, 3), At(Signal.Processing, 3, 4), At(Signal.Finished, 4, 5)]);

        Assert.That((state.State, state.Since, state.Remarks.Count), Is.EqualTo((DocumentState.Finished, (DateTimeOffset?)Noon.AddMinutes(4), 0)));
    }

    private static StatusEvent At(Signal signal, int minute, int seed, string? reason = null) => new(Source(seed), signal, Noon.AddMinutes(minute), null, reason);

    private static Digest Source(int seed) => Digest.Of(BitConverter.GetBytes(seed));

    private static string Shown(IEnumerable<StatusEvent> events)
    {
        var state = StatusEvaluation.Evaluate(events);
        return $"{state.State} {state.Since:O} {state.Source} {state.ReasonCode} {state.Reason} {state.Change} {string.Join('|', state.Remarks)}";
    }
}
