using System.Threading.Channels;
using Axis.Node.Schedules;

namespace Axis.Node.Tests.Schedules;

/// <summary>Counts runs; may throw or wait until it is cancelled.</summary>
internal sealed class Works : IRetryDeliveries, IChaseReceipts, IWatchCertificates, ISealJournal, ISweepPackets, IRefreshRevocation, IReconcile, IWatchDeadlines
{
    private readonly Channel<bool> _ran = Channel.CreateUnbounded<bool>();

    public Func<CancellationToken, Task>? Does { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _ran.Writer.TryWrite(true);
        if (Does is not null)
        {
            await Does(cancellationToken);
        }

        return 1;
    }

    /// <summary>Waits until so many runs began.</summary>
    public async Task<bool> RanAsync(int times)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        for (var i = 0; i < times; i++)
        {
            try
            {
                await _ran.Reader.ReadAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }
}
