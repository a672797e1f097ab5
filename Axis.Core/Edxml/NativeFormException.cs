namespace Axis.Core.Edxml;

/// <summary>
/// Bytes that claim to be a native packet are not in the one spelling that the native form allows. The message is a Vietnamese sentence for
/// people; programs use <see cref="Code"/>.
/// </summary>
public sealed class NativeFormException : Exception
{
    /// <summary>A departure from the native form.</summary>
    /// <param name="code">Stable kebab-case code, e.g. <c>native-declaration</c>.</param>
    /// <param name="offset">Byte offset in the bytes that were read; −1 when no single place is at fault.</param>
    /// <param name="message">What is wrong, in Vietnamese.</param>
    public NativeFormException(string code, long offset, string message)
        : base(message)
    {
        Code = code;
        Offset = offset;
    }

    /// <summary>Stable code of the departure.</summary>
    public string Code { get; }

    /// <summary>Byte offset of the departure; −1 when no single place is at fault.</summary>
    public long Offset { get; }
}
