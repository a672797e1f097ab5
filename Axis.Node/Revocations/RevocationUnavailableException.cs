namespace Axis.Node.Revocations;

/// <summary>An address gave no usable answer. The message is a Vietnamese sentence; the verdict waits, traffic does not.</summary>
public sealed class RevocationUnavailableException : Exception
{
    public RevocationUnavailableException()
    {
    }

    public RevocationUnavailableException(string message)
        : base(message)
    {
    }

    public RevocationUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
