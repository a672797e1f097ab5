namespace Axis.Signing.Timestamps;

/// <summary>The bytes are no timestamp token or request that this product reads. The message is the Vietnamese sentence for people.</summary>
public sealed class TimestampFormatException : FormatException
{
    public TimestampFormatException(string message)
        : base(message)
    {
    }

    public TimestampFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
