namespace Axis.Node.Links;

/// <summary>The neighbour did not answer (no route, refused, TLS, timeout). Spends no attempt of any delivery (promise 8).</summary>
public sealed class LinkUnreachableException : Exception
{
    public LinkUnreachableException()
    {
    }

    public LinkUnreachableException(string message)
        : base(message)
    {
    }

    public LinkUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Stable code: <c>UNREACHABLE</c>, <c>TIMEOUT</c> or <c>KEY_CHANGED</c>.</summary>
    public string Code { get; init; } = "UNREACHABLE";
}
