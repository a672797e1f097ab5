namespace Axis.Core.Edxml.Tolerance;

/// <summary>Where the parts of a packet stand, however it is wrapped (T05, T17, T28).</summary>
internal sealed record PacketParts(ElementNode Header, ElementNode MessageHeader, ElementNode? Body, IReadOnlyList<ElementNode> AttachmentBlocks)
{
    private const int MaxDepth = 4;

    public static PacketParts Find(ElementNode root, DeviationLog log)
    {
        var envelope = Search(root, "edXMLEnvelope", log);
        if (envelope is not null && (root.LocalName != "edXML" || !root.Children.Contains(envelope)))
        {
            log.Add("T28", $"phong bì nằm trong phần tử {DeviationLog.Excerpt(root.LocalName)}");
        }

        var header = envelope is not null ? envelope.Children.Find(static c => c.LocalName == "edXMLHeader") : Search(root, "edXMLHeader", log) ?? Search(root, "Header", log);
        if (header is null)
        {
            throw new EdxmlFormatException(
                EdxmlFaults.NoEnvelope, "", "Không tìm thấy phong bì edXML trong tệp; đây không phải gói tin edXML.", "There is no edXML envelope with a header in the file.");
        }

        if (envelope is null)
        {
            log.Add("T05", "không có edXMLEnvelope, đọc theo khuôn dạng cũ");
        }

        var message = header.Children.Find(static c => c.LocalName == "MessageHeader");
        if (message is null && (message = header.Children.Find(static c => c.LocalName == "Status")) is not null)
        {
            log.Add("T05", "phần đầu bản tin tên là Status, đọc theo khuôn dạng cũ");
        }

        if (message is null)
        {
            throw new EdxmlFormatException(
                EdxmlFaults.NoEnvelope, "edXMLHeader/MessageHeader", "Gói tin không có phần đầu bản tin (MessageHeader).", "The packet has no MessageHeader.");
        }

        if (header.Children.Count(static c => c.LocalName == "MessageHeader") > 1)
        {
            log.Add("D01", "MessageHeader xuất hiện nhiều lần, chỉ dùng phần đầu tiên");
        }

        var body = envelope?.Children.Find(static c => c.LocalName == "edXMLBody") ?? Search(root, "edXMLBody", log);
        return new PacketParts(header, message, body, Blocks(root, envelope, log));
    }

    /// <summary>Signatures are never entered: what stands inside one is the signer's own matter.</summary>
    public static bool IsSignature(ElementNode element) => element.LocalName is "Signature" or "DigitalSignature";

    private static List<ElementNode> Blocks(ElementNode root, ElementNode? envelope, DeviationLog log)
    {
        var found = new List<ElementNode>();
        Collect(root, 0, inside: root == envelope);
        if (found.Count > 1)
        {
            log.Add("D01", $"AttachmentEncoded xuất hiện {found.Count} lần, tệp được gộp lại");
        }

        return found;

        void Collect(ElementNode element, int depth, bool inside)
        {
            foreach (var child in element.Children)
            {
                if (child.LocalName == "AttachmentEncoded")
                {
                    found.Add(child);
                    if (inside)
                    {
                        log.Add("T17", "AttachmentEncoded nằm trong edXMLEnvelope");
                    }
                }
                else if (depth < MaxDepth && !IsSignature(child) && child.LocalName is not ("MessageHeader" or "TraceHeaderList"))
                {
                    Collect(child, depth + 1, inside || child == envelope);
                }
            }
        }
    }

    /// <summary>Breadth first, so that the outermost one wins.</summary>
    private static ElementNode? Search(ElementNode root, string localName, DeviationLog log)
    {
        var level = new List<ElementNode> { root };
        for (var depth = 0; depth <= MaxDepth && level.Count > 0; depth++)
        {
            var found = level.FindAll(e => e.LocalName == localName);
            if (found.Count > 1)
            {
                log.Add("D01", $"{localName} xuất hiện {found.Count} lần, chỉ dùng phần đầu tiên");
            }

            if (found.Count > 0)
            {
                return found[0];
            }

            level = [.. level.Where(static e => !IsSignature(e)).SelectMany(static e => e.Children)];
        }

        return null;
    }
}
