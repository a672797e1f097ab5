namespace Axis.Core.Edxml;

/// <summary>
/// A sequence of jobs that run in order: at once on the caller's thread, or one after another on the thread pool, so that the digests of a large
/// packet are made beside each other.
/// </summary>
internal sealed class NativeLane(bool parallel)
{
    /// <summary>Ends when every job given so far has ended; faulted when one of them failed.</summary>
    public Task Tail { get; private set; } = Task.CompletedTask;

    public void Post(Action job)
    {
        if (!parallel)
        {
            job();
            return;
        }

        var previous = Tail;
        Tail = previous.IsCompletedSuccessfully
            ? Task.Run(job)
            : previous.ContinueWith(
                done =>
                {
                    done.GetAwaiter().GetResult();
                    job();
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
    }
}
