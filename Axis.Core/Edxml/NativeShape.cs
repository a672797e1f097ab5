namespace Axis.Core.Edxml;

/// <summary>
/// The places of the strict profile that a signature's meaning hangs on (W02, W04): where things stand, which prefix they carry, and that nothing
/// single-valued stands twice. Found by absolute, namespace-checked paths; nothing is looked for inside <c>ds:Signature</c>.
/// </summary>
internal sealed record NativeShape(ElementNode Header, ElementNode? Signature, IReadOnlyList<ElementNode> Files)
{
    /// <summary>What may stand more than once, and under which parent (edXML §5); everything else is single-valued.</summary>
    private static readonly HashSet<(string Parent, string Child)> Repeatable =
    [
        ("MessageHeader", "To"), ("MessageHeader", "ResponseFor"), ("Appendixes", "Appendix"), ("ResponseForTask", "TaskCode"), ("ToPlaces", "Place"),
        ("TraceHeaderList", "TraceHeader"), ("edXMLManifest", "Reference"), ("ReceiverList", "Receiver"), ("ReplacementInfoList", "ReplacementInfo"),
        ("OrganIdList", "OrganId"), ("Bussiness", "StaffInfo"),
    ];

    /// <summary>Checks the tree against what the splitter assumed.</summary>
    public static NativeShape Check(ElementNode root, NativeSplitter splitter)
    {
        if (root is not { Prefix: "", LocalName: "edXML", NamespaceUri: EdxmlNames.Namespace })
        {
            throw Fail("native-root", root, "Phần tử gốc phải là edXML trong không gian tên của QCVN 102:2016, không tiền tố.");
        }

        CheckPlain(root);
        var envelope = Single(root, 0, "edXMLEnvelope");
        var header = Single(envelope, 0, "edXMLHeader");
        Single(header, 0, "MessageHeader");
        if (envelope.Children.Count > 2 || (envelope.Children.Count == 2 && envelope.Children[1].LocalName != "edXMLBody"))
        {
            throw Fail("native-shape", envelope, "Trong edXMLEnvelope chỉ có edXMLHeader rồi edXMLBody.");
        }

        var last = header.Children[^1];
        var signature = last.NamespaceUri == EdxmlNames.XmlDsig && last.LocalName == "Signature" ? last : null;
        CheckTree(envelope, signature);
        if ((signature?.Start ?? -1) != splitter.Signature.Start || (signature?.End ?? -1) != splitter.Signature.End)
        {
            throw Fail("native-signature-place", header, "Gói tin phải có nhiều nhất một chữ ký, là phần tử cuối của edXMLHeader, tiền tố ds.");
        }

        return new NativeShape(header, signature, CheckFiles(root, splitter));
    }

    private static ElementNode Single(ElementNode parent, int index, string name)
    {
        if (parent.Children.Count <= index
            || parent.Children[index] is not { Prefix: EdxmlNames.Prefix, NamespaceUri: EdxmlNames.Namespace } child
            || child.LocalName != name)
        {
            throw Fail("native-shape", parent, $"Thiếu edXML:{name} ở đúng vị trí của nó.");
        }

        return child;
    }

    private static void CheckTree(ElementNode element, ElementNode? signature)
    {
        CheckElement(element, EdxmlNames.Prefix);
        foreach (var child in element.Children)
        {
            if (!ReferenceEquals(child, signature))
            {
                CheckTree(child, signature);
            }
        }

        CheckRepeats(element);
    }

    private static List<ElementNode> CheckFiles(ElementNode root, NativeSplitter splitter)
    {
        if (root.Children.Count == 1)
        {
            return splitter.Ranges.Count == 0 ? [] : throw Fail("native-shape", root, "Nội dung tệp nằm ngoài AttachmentEncoded.");
        }

        var block = root.Children[1];
        if (root.Children.Count > 2 || block.LocalName != "AttachmentEncoded")
        {
            throw Fail("native-shape", root, "Sau edXMLEnvelope chỉ được có một AttachmentEncoded.");
        }

        CheckElement(block, "");
        if (block.Children.Count != splitter.Ranges.Count)
        {
            throw Fail("native-shape", block, "Số tệp trong AttachmentEncoded không khớp số nội dung tệp.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < block.Children.Count; i++)
        {
            CheckFile(block.Children[i], splitter.Ranges[i].SkeletonOffset, ids);
        }

        return block.Children;
    }

    private static void CheckFile(ElementNode attachment, int expectedAt, HashSet<string> ids)
    {
        CheckElement(attachment, "");
        if (attachment.LocalName != "Attachment")
        {
            throw Fail("native-shape", attachment, "Trong AttachmentEncoded chỉ được có Attachment.");
        }

        var held = 0;
        foreach (var child in attachment.Children)
        {
            var content = child.LocalName == "ContentTransferEncoded";
            CheckElement(child, content ? EdxmlNames.Prefix : "");
            held += content && child.ContentStart == expectedAt && child.End == expectedAt + EdxmlNames.ContentCloseTag.Length ? 1 : 0;
            if (child.Children.Count > 0 || (child.LocalName == "ContentId" && !ids.Add(child.Text)))
            {
                throw Fail("native-shape", child, "Attachment có phần tử con lạ hoặc ContentId bị lặp.");
            }
        }

        CheckRepeats(attachment);
        if (held != 1)
        {
            throw Fail("native-shape", attachment, "Mỗi Attachment phải có đúng một edXML:ContentTransferEncoded với thẻ viết đúng nguyên văn.");
        }
    }

    private static void CheckElement(ElementNode element, string prefix)
    {
        if (element.NamespaceUri != EdxmlNames.Namespace || element.Prefix != prefix)
        {
            throw Fail("native-prefix", element, $"Phần tử {element.LocalName} không đúng không gian tên hoặc tiền tố của dạng gốc.");
        }

        CheckPlain(element);
    }

    private static void CheckPlain(ElementNode element)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Prefix.Length > 0 || !(element.LocalName is "edXMLManifest" or "TraceHeaderList" && attribute.LocalName is "version" or "id"))
            {
                throw Fail("native-attribute", element, $"Phần tử {element.LocalName} có thuộc tính không thuộc dạng gốc.");
            }
        }
    }

    private static void CheckRepeats(ElementNode element)
    {
        for (var i = 1; i < element.Children.Count; i++)
        {
            var child = element.Children[i];
            if (!Repeatable.Contains((element.LocalName, child.LocalName)) && IsBefore(element.Children, i, child.LocalName))
            {
                throw Fail("native-repeated", child, $"Phần tử {child.LocalName} chỉ được có một lần.");
            }
        }

        CheckRecipients(element);
    }

    /// <summary>Parents with many single-valued children do not exist in the profile, so the names are few; a hostile packet is cut off by the count.</summary>
    private static bool IsBefore(List<ElementNode> children, int index, string name)
    {
        const int mostDistinct = 64;
        var compared = 0;
        for (var i = 0; i < index; i++)
        {
            if (children[i].LocalName == name)
            {
                return true;
            }

            if (i == 0 || children[i].LocalName != children[i - 1].LocalName)
            {
                if (++compared > mostDistinct)
                {
                    throw Fail("native-limit", children[i], "Một phần tử có quá nhiều loại phần tử con.");
                }
            }
        }

        return false;
    }

    private static void CheckRecipients(ElementNode element)
    {
        if (element.LocalName != "MessageHeader")
        {
            return;
        }

        var recipients = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var child in element.Children)
        {
            if (child.LocalName == "To" && !recipients.Add(child.Child(EdxmlNames.Namespace, "OrganId")?.Text.Trim() ?? ""))
            {
                throw Fail("native-repeated", child, "Một nơi nhận được ghi hai lần.");
            }
        }
    }

    private static NativeFormException Fail(string code, ElementNode at, string message) => new(code, at.Start, message);
}
