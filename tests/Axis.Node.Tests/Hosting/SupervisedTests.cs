using Axis.Node.Hosting;

namespace Axis.Node.Tests.Hosting;

public sealed class SupervisedTests
{
    [Test]
    public async Task a_round_that_breaks_is_told_and_the_next_one_runs()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var rounds = 0;
        var told = new List<Exception>();

        await Supervised.RunAsync(
            async _ =>
            {
                if (++rounds == 1)
                {
                    throw new ArgumentNullException("answer");
                }

                await stop.CancelAsync();
                return TimeSpan.Zero;
            },
            told.Add,
            TimeSpan.FromMilliseconds(1),
            TimeProvider.System,
            stop.Token);

        Assert.That((rounds, told.Single().GetType()), Is.EqualTo((2, typeof(ArgumentNullException))));
    }

    [Test]
    public async Task being_stopped_in_a_round_is_no_fault()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var told = new List<Exception>();

        await Supervised.RunAsync(
            static async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return TimeSpan.Zero;
            },
            told.Add,
            TimeSpan.FromMilliseconds(1),
            TimeProvider.System,
            stop.Token);

        Assert.That(told, Is.Empty);
    }
}
