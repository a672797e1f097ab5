namespace Axis.Signing.Timestamps;

/// <summary>No timestamp service gave a usable token. Always worth another try later. The message is the Vietnamese sentence for people.</summary>
public sealed class TimestampUnavailableException : Exception
{
    public TimestampUnavailableException(string message)
        : base(message)
    {
    }

    public TimestampUnavailableException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
