namespace Axis.Node.Storage.Sqlite;

/// <summary>One work waiting for the writer.</summary>
internal abstract class WorkItem
{
    /// <summary>What the work wants done once it is durable.</summary>
    public Action[] AfterCommit { get; set; } = [];

    /// <summary>Whether its caller gave up before it began; it then ends cancelled and is not run.</summary>
    public abstract bool CancelledBeforeRun();

    /// <summary>Runs it; what it throws goes to its caller once it is undone.</summary>
    public abstract void Run(ISession session);

    /// <summary>Answers the caller: it is on disk.</summary>
    public abstract void Complete();

    /// <summary>Answers the caller: nothing of it was kept.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>A work with its result.</summary>
/// <param name="work">The function.</param>
/// <param name="cancellationToken">Takes effect only while the work waits.</param>
internal sealed class WorkItem<T>(Func<ISession, T> work, CancellationToken cancellationToken) : WorkItem
{
    // Continuations must not run on the writer's thread: they would hold up everybody's commits.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Task => _completion.Task;

    public override bool CancelledBeforeRun() => cancellationToken.IsCancellationRequested && _completion.TrySetCanceled(cancellationToken);

    public override void Run(ISession session) => _result = work(session);

    public override void Complete() => _completion.TrySetResult(_result);

    public override void Fail(Exception error) => _completion.TrySetException(error);
}
