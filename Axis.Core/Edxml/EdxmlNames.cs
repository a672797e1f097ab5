namespace Axis.Core.Edxml;

/// <summary>Names of the packet's vocabulary (QCVN 102:2016; edXML §2).</summary>
public static class EdxmlNames
{
    /// <summary>The only namespace written; also bound to the prefix <c>edXML</c>.</summary>
    public const string Namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    /// <summary>Literal prefix on everything inside the envelope (W02).</summary>
    public const string Prefix = "edXML";

    /// <summary>The only XML declaration written; one LF follows it (W01).</summary>
    public const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    /// <summary>The literal start tag before a file's base64: the prefix is not in force there and is declared anew (W02).</summary>
    public const string ContentOpenTag = "<edXML:ContentTransferEncoded xmlns:edXML=\"" + Namespace + "\">";

    /// <summary>The literal end tag after a file's base64.</summary>
    public const string ContentCloseTag = "</edXML:ContentTransferEncoded>";

    /// <summary>XML Signature.</summary>
    public const string XmlDsig = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>XAdES 1.3.2 (ETSI EN 319 132-1).</summary>
    public const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    /// <summary>XAdES 1.4.1: archive timestamps and the validation data of timestamps (ETSI EN 319 132-1).</summary>
    public const string Xades141 = "http://uri.etsi.org/01903/v1.4.1#";

    /// <summary>Our list of contents inside the signature.</summary>
    public const string Contents = "urn:docaxis:contents:1";
}
