namespace Axis.Signing.Trust.Ocsp;

/// <summary>An OCSP message that cannot be used. The message is a Vietnamese sentence.</summary>
public sealed class OcspFormatException : Exception
{
    /// <summary>Not the structure of RFC 6960.</summary>
    public const string Malformed = "ocsp-malformed";

    /// <summary>More bytes than a message may have.</summary>
    public const string TooLarge = "ocsp-too-large";

    /// <summary>The responder answered with an error status (RFC 6960 §4.2.1).</summary>
    public const string NotSuccessful = "ocsp-not-successful";

    /// <summary>A critical extension or a kind of response that is not known here.</summary>
    public const string Unsupported = "ocsp-unsupported";

    public OcspFormatException()
    {
    }

    public OcspFormatException(string message)
        : base(message)
    {
    }

    public OcspFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public OcspFormatException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>What is wrong, as a stable word.</summary>
    public string Code { get; } = Malformed;
}
