namespace Axis.Signing.Pdf;

/// <summary>A PDF cannot be signed as asked. The message is the Vietnamese sentence for people.</summary>
public sealed class PdfSigningException(string code, string message) : Exception(message)
{
    /// <summary>An earlier signature forbids it (DocMDP).</summary>
    public const string Forbidden = "pdf-signing-forbidden";

    /// <summary>The document has no page, or one that a stamp cannot be put on.</summary>
    public const string Page = "pdf-signing-page";

    /// <summary>The text of the stamp needs a font that was not given.</summary>
    public const string NeedsFont = "pdf-stamp-font";

    /// <summary>The font file cannot be used.</summary>
    public const string Font = "pdf-stamp-font-file";

    /// <summary>The image cannot be used.</summary>
    public const string Image = "pdf-stamp-image";

    /// <summary>Stable code, one of the constants.</summary>
    public string Code { get; } = code;
}
