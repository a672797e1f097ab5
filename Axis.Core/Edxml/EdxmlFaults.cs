namespace Axis.Core.Edxml;

/// <summary>Stable codes of <see cref="EdxmlFormatException"/>.</summary>
public static class EdxmlFaults
{
    /// <summary>Not well-formed XML.</summary>
    public const string NotXml = "EDXML_NOT_XML";

    /// <summary>A DOCTYPE (T20).</summary>
    public const string Doctype = "EDXML_DOCTYPE";

    /// <summary>An encoding that is not read, or bytes that do not fit it (T24).</summary>
    public const string Encoding = "EDXML_ENCODING";

    /// <summary>Depth, element count, text length, attributes or size over the limit.</summary>
    public const string Limit = "EDXML_LIMIT";

    /// <summary>No envelope or no header.</summary>
    public const string NoEnvelope = "EDXML_NO_ENVELOPE";

    /// <summary>The sender's identifier is absent or unusable.</summary>
    public const string NoSender = "EDXML_NO_SENDER";

    /// <summary>A required element is absent.</summary>
    public const string Missing = "EDXML_MISSING";

    /// <summary>A single-valued element stands twice.</summary>
    public const string Repeated = "EDXML_REPEATED";

    /// <summary>The same receiver twice (W09).</summary>
    public const string RepeatedTo = "EDXML_REPEATED_TO";

    /// <summary>The same ContentId twice (W07).</summary>
    public const string RepeatedContentId = "EDXML_REPEATED_CONTENT_ID";

    /// <summary>An element stands out of order (W03).</summary>
    public const string Order = "EDXML_ORDER";

    /// <summary>An element, prefix or namespace that the profile does not know at this place (W02).</summary>
    public const string Unknown = "EDXML_UNKNOWN";

    /// <summary>An attribute that the profile does not know at this place.</summary>
    public const string Attribute = "EDXML_ATTRIBUTE";

    /// <summary>Text where only elements may stand, or elements where only text may.</summary>
    public const string Content = "EDXML_CONTENT";

    /// <summary>A value not in its canonical lexical form (W05, W06, W11).</summary>
    public const string Value = "EDXML_VALUE";

    /// <summary>Manifest and attachments do not agree (W07).</summary>
    public const string AttachmentMismatch = "EDXML_ATTACHMENT_MISMATCH";

    /// <summary>A rule of the strict profile that needs more than one element to judge (W05–W11).</summary>
    public const string Profile = "EDXML_PROFILE";
}
