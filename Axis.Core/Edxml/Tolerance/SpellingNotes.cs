namespace Axis.Core.Edxml.Tolerance;

/// <summary>Names what is unusual in prefixes, namespaces and attributes (T04, T05, T18, T27). Reading itself goes by local name.</summary>
internal static class SpellingNotes
{
    private enum Region
    {
        Outside,
        Envelope,
        Files,
    }

    public static void Add(ElementNode root, DeviationLog log) => Walk(root, Region.Outside, log);

    private static void Walk(ElementNode element, Region region, DeviationLog log)
    {
        if (PacketParts.IsSignature(element))
        {
            return;
        }

        region = element.LocalName switch
        {
            "AttachmentEncoded" => Region.Files,
            "edXMLEnvelope" => Region.Envelope,
            _ => region,
        };
        Note(element, region, log);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Prefix == EdxmlNames.Prefix || attribute.NamespaceUri == EdxmlNames.Namespace)
            {
                log.Add("T27", $"thuộc tính {DeviationLog.Excerpt(attribute.Prefix + ":" + attribute.LocalName)} của {DeviationLog.Excerpt(element.LocalName)} mang tiền tố");
            }
        }

        foreach (var child in element.Children)
        {
            Walk(child, region, log);
        }
    }

    private static void Note(ElementNode element, Region region, DeviationLog log)
    {
        var own = element.NamespaceUri == EdxmlNames.Namespace;
        var prefix = region == Region.Envelope || element.LocalName == "ContentTransferEncoded" ? EdxmlNames.Prefix : "";
        if (own && element.Prefix != prefix)
        {
            log.Add(region == Region.Files ? "T18" : "T04", $"{DeviationLog.Excerpt(element.LocalName)} viết với tiền tố \"{DeviationLog.Excerpt(element.Prefix)}\"");
        }
        else if (!own && region == Region.Files && element.NamespaceUri.Length == 0)
        {
            log.Add("T18", $"{DeviationLog.Excerpt(element.LocalName)} không có không gian tên");
        }
        else if (!own && (region != Region.Outside || IsLegacy(element.NamespaceUri)))
        {
            log.Add("T05", $"{DeviationLog.Excerpt(element.LocalName)} thuộc không gian tên \"{DeviationLog.Excerpt(element.NamespaceUri)}\"");
        }
    }

    private static bool IsLegacy(string namespaceUri) =>
        namespaceUri is "http://www.e-doc.vn/Schema/" or "http://www.go.vn/eDoc" or "http://schemas.xmlsoap.org/soap/envelope/" or "http://www.w3.org/2003/05/soap-envelope";
}
