using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>A signature block that cannot be examined to its end, or must not: the message says why, in Vietnamese.</summary>
public sealed class ForeignSignatureException : Exception
{
    public ForeignSignatureException()
        : this(SubIndication.Generic, "signature-form", "")
    {
    }

    public ForeignSignatureException(string message)
        : this(SubIndication.Generic, "signature-form", message)
    {
    }

    public ForeignSignatureException(string message, Exception inner)
        : base(message, inner)
    {
        (SubIndication, Check) = (SubIndication.FormatFailure, "signature-form");
    }

    internal ForeignSignatureException(SubIndication sub, string check, string message)
        : base(message)
    {
        (SubIndication, Check) = (sub, check);
    }

    /// <summary>The reason as EN 319 102-1 names it.</summary>
    public SubIndication SubIndication { get; }

    /// <summary>The check that could not be made.</summary>
    public string Check { get; } = "signature-form";

    internal static ForeignSignatureException Form(string message) => new(SubIndication.FormatFailure, "signature-form", message);

    internal static ForeignSignatureException Algorithm(string message) => new(SubIndication.CryptoConstraintsFailure, "algorithm", message);

    internal static ForeignSignatureException NotFound(string message) => new(SubIndication.SignedDataNotFound, "reference", message);
}
