using Axis.Core.Packets;
using Axis.Node.Incoming;
using Axis.Node.Revocations;

namespace Axis.Node.Schedules;

/// <summary>First the data, then the verdicts that wait for them. Runs by schedule and when something is wanted, one run at a time.</summary>
public sealed class RefreshRevocation(FetchRevocation fetch, Revalidate revalidate) : IRefreshRevocation, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var waiting = revalidate.Next();
            var fetched = await fetch.RunAsync([.. waiting.Select(static w => w.Signer).OfType<Digest>().Distinct()], cancellationToken).ConfigureAwait(false);
            return fetched + await revalidate.RunAsync(waiting, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
