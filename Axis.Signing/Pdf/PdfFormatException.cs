namespace Axis.Signing.Pdf;

/// <summary>The bytes are no PDF that this product reads. The message is the Vietnamese sentence for people.</summary>
public sealed class PdfFormatException : FormatException
{
    /// <summary>Not the syntax of ISO 32000-1 §7.</summary>
    public const string Malformed = "pdf-malformed";

    /// <summary>Over one of <see cref="PdfLimits"/>.</summary>
    public const string Limit = "pdf-limit";

    /// <summary>Right, as far as it goes, but outside what is read here (encryption, unusual filters).</summary>
    public const string Unsupported = "pdf-unsupported";

    /// <summary>The document is encrypted (ISO 32000-1 §7.6).</summary>
    public const string Encrypted = "pdf-encrypted";

    public PdfFormatException(string code, string message)
        : base(message) => Code = code;

    public PdfFormatException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>Stable code, one of the constants.</summary>
    public string Code { get; }

    /// <summary>Whether the file may be good and only this reader stops at it.</summary>
    public bool IsUnsupported => Code is Unsupported or Encrypted or Limit;

    internal static PdfFormatException Bad(long position, string what) => new(Malformed, $"Tệp PDF sai cấu trúc tại byte {position}: {what}.");

    internal static PdfFormatException Over(string what) => new(Limit, $"Tệp PDF vượt giới hạn đọc: {what}.");
}
