namespace Axis.Core.Edxml.Tolerance;

/// <summary>Binds by local name with the repairs of the tolerance catalogue.</summary>
internal static class TolerantBinder
{
    public static BoundMessage Bind(ElementNode root)
    {
        var log = new DeviationLog();
        var bound = Bind(root, log);
        return bound with { Deviations = log.ToList() };
    }

    public static BoundMessage Bind(ElementNode root, DeviationLog log)
    {
        var parts = PacketParts.Find(root, log);
        SpellingNotes.Add(root, log);
        NoteSignature(parts.Header, log);
        var isStatus = parts.MessageHeader.LocalName == "Status" || parts.MessageHeader.Children.Exists(static c => c.LocalName == "StatusCode");
        if (isStatus)
        {
            return new BoundMessage(TolerantStatus.Bind(parts.MessageHeader, log), [], []);
        }

        var document = TolerantDocument.Bind(parts, log);
        var (attachments, elements) = TolerantAttachments.Bind(parts, document.Business, log);
        return new BoundMessage(document with { Attachments = attachments }, [], elements);
    }

    private static void NoteSignature(ElementNode header, DeviationLog log)
    {
        foreach (var child in header.Children)
        {
            if (PacketParts.IsSignature(child) && child is not { LocalName: "Signature", NamespaceUri: EdxmlNames.XmlDsig })
            {
                log.Add("D05", $"khối {child.LocalName} không thuộc không gian tên chữ ký XML nên không kiểm tra được; giữ nguyên, không coi là chữ ký");
            }
        }
    }
}
