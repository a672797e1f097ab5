namespace Axis.Signing.Evidence;

/// <summary>The bytes are no evidence container, or a part of it is not in the one form that this product writes. The message is the Vietnamese sentence for people.</summary>
public sealed class EvidenceFormatException : FormatException
{
    /// <param name="sentence">In Vietnamese: what is wrong, and where.</param>
    /// <param name="english">The same in English.</param>
    /// <param name="file">The entry spoken of; <c>null</c> for the container itself.</param>
    public EvidenceFormatException(string sentence, string english, string? file)
        : base(sentence) => (English, File) = (english, file);

    /// <param name="sentence">In Vietnamese: what is wrong, and where.</param>
    /// <param name="english">The same in English.</param>
    /// <param name="file">The entry spoken of; <c>null</c> for the container itself.</param>
    /// <param name="cause">What was thrown below.</param>
    public EvidenceFormatException(string sentence, string english, string? file, Exception cause)
        : base(sentence, cause) => (English, File) = (english, file);

    /// <summary>The sentence in English.</summary>
    public string English { get; }

    /// <summary>The entry spoken of; <c>null</c> for the container itself.</summary>
    public string? File { get; }
}
