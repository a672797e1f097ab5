namespace Axis.Node.Vxp.Link;

/// <summary>Spaces the calls to one server evenly. Thread-safe.</summary>
internal sealed class VxpPace(int requestsPerSecond, TimeProvider time)
{
    private readonly TimeSpan _step = TimeSpan.FromSeconds(1) / requestsPerSecond;
    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Waits for the caller's turn.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + _step;
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
