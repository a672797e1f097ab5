namespace Axis.Core.Receipts;

/// <summary>A receipt cannot be read or written. The message is the Vietnamese sentence for people; programs go by the code.</summary>
public sealed class ReceiptFormatException : FormatException
{
    /// <summary>Over a limit of <see cref="ReceiptXml"/>.</summary>
    public const string TooLarge = "receipt-too-large";

    /// <summary>Not the element sequence of a receipt.</summary>
    public const string Syntax = "receipt-syntax";

    /// <summary>An element holds no value of its kind.</summary>
    public const string BadValue = "receipt-value";

    /// <summary>The values are spelled otherwise than this product spells them.</summary>
    public const string NotCanonical = "receipt-not-canonical";

    public ReceiptFormatException(string code, string message)
        : base(message) => Code = code;

    public ReceiptFormatException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>Stable code, one of the constants.</summary>
    public string Code { get; }
}
