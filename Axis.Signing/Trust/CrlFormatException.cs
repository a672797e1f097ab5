namespace Axis.Signing.Trust;

/// <summary>The bytes are no certificate revocation list that this product reads. The message is the Vietnamese sentence for people.</summary>
public sealed class CrlFormatException : FormatException
{
    /// <summary>Not DER of RFC 5280 §5.1.</summary>
    public const string Malformed = "crl-malformed";

    /// <summary>Over the size limit.</summary>
    public const string TooLarge = "crl-too-large";

    /// <summary>A critical extension that is not understood (delta, indirect or partitioned list): its silence about a certificate would prove nothing.</summary>
    public const string Unsupported = "crl-unsupported";

    public CrlFormatException(string code, string message)
        : base(message) => Code = code;

    public CrlFormatException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>Stable code, one of the constants.</summary>
    public string Code { get; }
}
