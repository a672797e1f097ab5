namespace Axis.Signing.Seals;

/// <summary>The bytes are not a seal in the one form this product writes. The message is the Vietnamese sentence for people.</summary>
public sealed class SealFormatException(string message) : FormatException(message)
{
    /// <summary>Stable code of every malformed seal.</summary>
    public const string Code = "seal-format";
}
