using System.Diagnostics.CodeAnalysis;

namespace Axis.Node.Outgoing;

/// <summary>
/// Lets requests with the same idempotency key work one after the other, so that the second finds the first one's answer instead of tripping over its
/// number. A fixed number of turns is shared by all keys: two keys that meet wait for each other, which costs time and nothing else. Thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never taken holds nothing to dispose.")]
internal sealed class KeyedTurns
{
    private const int Count = 64;

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Count).Select(static _ => new SemaphoreSlim(1))];

    /// <summary>Waits for the key's turn; <c>null</c> when there is no key and nothing to wait for. Disposing gives the turn back.</summary>
    public async Task<IDisposable?> TakeAsync(string? key, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return null;
        }

        var turn = _turns[(uint)string.GetHashCode(key, StringComparison.Ordinal) % Count];
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
