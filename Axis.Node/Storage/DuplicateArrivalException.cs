namespace Axis.Node.Storage;

/// <summary>The named key (neighbour, delivery id) is taken.</summary>
public sealed class DuplicateArrivalException : Exception
{
    public DuplicateArrivalException()
    {
    }

    public DuplicateArrivalException(string message)
        : base(message)
    {
    }

    public DuplicateArrivalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
