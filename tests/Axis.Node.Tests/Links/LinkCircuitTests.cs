using Axis.Node.Links;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Links;

/// <summary>A neighbour that cannot be reached is left in peace for a growing, jittered while (SND-11).</summary>
public sealed class LinkCircuitTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly TurnedClock _clock = new();

    [TestCase(1, 4)]
    [TestCase(2, 8)]
    [TestCase(4, 32)]
    [TestCase(5, 60)]
    [TestCase(1000, 60)]
    public void the_wait_doubles_up_to_the_longest_with_jitter(int failures, int seconds)
    {
        var waits = Enumerable.Range(0, 200).Select(_ => Backoff.Delay(failures, First, Longest).TotalSeconds).ToList();

        Assert.That(waits, Is.All.InRange(seconds / 2.0, seconds));
        Assert.That(waits.Distinct().Count(), Is.GreaterThan(10));
    }

    [Test]
    public void nothing_is_sent_until_the_wait_is_over()
    {
        var circuit = NewCircuit();
        circuit.Unreachable();

        Assert.That(circuit.Remaining, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(First));
        _clock.Turn(First);
        Assert.That(circuit.Remaining, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void failures_of_calls_under_way_count_once()
    {
        var circuit = NewCircuit();
        circuit.Unreachable();
        circuit.Unreachable();

        Assert.That(circuit.Failures, Is.EqualTo(1));
    }

    [Test]
    public void an_answer_opens_the_circuit_and_forgets_the_failures()
    {
        var circuit = NewCircuit();
        circuit.Unreachable();
        circuit.Reached();

        Assert.That((circuit.Failures, circuit.Remaining), Is.EqualTo((0, TimeSpan.Zero)));
    }

    [Test]
    public void an_operator_lets_the_next_call_through_at_once()
    {
        var circuit = NewCircuit();
        circuit.Unreachable();
        circuit.Reset();

        Assert.That((circuit.Failures, circuit.Remaining), Is.EqualTo((1, TimeSpan.Zero)));
    }

    [Test]
    public void a_neighbour_that_calls_after_a_long_absence_is_tried_soon()
    {
        var circuit = LongAway();

        circuit.Called();

        Assert.That(circuit.Remaining, Is.EqualTo(First));
    }

    [Test]
    public void a_neighbour_that_calls_but_cannot_be_called_is_not_hammered()
    {
        var circuit = LongAway();
        circuit.Called();
        _clock.Turn(First);
        circuit.Unreachable();

        circuit.Called();

        Assert.That(circuit.Remaining, Is.InRange(First / 2, First));
    }

    [Test]
    public void a_call_changes_nothing_while_the_neighbour_is_reached()
    {
        var circuit = LongAway();
        circuit.Reached();

        circuit.Called();

        Assert.That((circuit.Failures, circuit.Remaining), Is.EqualTo((0, TimeSpan.Zero)));
    }

    [Test]
    public void a_clock_that_is_set_back_does_not_make_the_wait_longer()
    {
        _clock.Set(TimeSpan.FromDays(3650));
        var circuit = NewCircuit();
        circuit.Unreachable();
        _clock.Set(TimeSpan.FromDays(-3650));
        _clock.Turn(First);

        Assert.That(circuit.Remaining, Is.EqualTo(TimeSpan.Zero));
    }

    private LinkCircuit LongAway()
    {
        var circuit = NewCircuit();
        for (var i = 0; i < 8; i++)
        {
            _clock.Turn(circuit.Remaining);
            circuit.Unreachable();
        }

        return circuit;
    }

    private LinkCircuit NewCircuit() => new(_clock, First, Longest);
}
