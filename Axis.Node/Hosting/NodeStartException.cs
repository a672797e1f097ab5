namespace Axis.Node.Hosting;

/// <summary>The node cannot start for a reason other than a setting (exit code 1). The message is one sentence that says what to do.</summary>
public sealed class NodeStartException : Exception
{
    public NodeStartException()
    {
    }

    public NodeStartException(string message)
        : base(message)
    {
    }

    public NodeStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Stable code for scripts.</summary>
    public string Code { get; init; } = "START_REFUSED";

    /// <summary>What to do, where the message does not say it.</summary>
    public string? Action { get; init; }
}
