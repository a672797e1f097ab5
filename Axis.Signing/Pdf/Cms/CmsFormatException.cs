namespace Axis.Signing.Pdf.Cms;

/// <summary>The bytes are no CMS signature of the one form accepted here. The message is the Vietnamese sentence for people.</summary>
internal sealed class CmsFormatException : FormatException
{
    public CmsFormatException(string message)
        : base(message)
    {
    }

    public CmsFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
