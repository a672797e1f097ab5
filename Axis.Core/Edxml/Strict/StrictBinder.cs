namespace Axis.Core.Edxml.Strict;

/// <summary>Binds the native form: the exact inverse of <see cref="StrictWriter"/>.</summary>
internal static class StrictBinder
{
    private const string EnvelopePath = "/edXML/edXML:edXMLEnvelope";

    public static BoundMessage Bind(ElementNode root)
    {
        if (root is not { LocalName: "edXML", Prefix: "", NamespaceUri: EdxmlNames.Namespace })
        {
            throw new EdxmlFormatException(
                EdxmlFaults.NoEnvelope, "/edXML", "Phần tử gốc không phải edXML trong không gian tên QCVN 102:2016.", "The root is not edXML in the namespace of QCVN 102:2016.");
        }

        // The envelope and what it holds carry the prefix; the root's other child does not (W02).
        StrictText.NoAttributes(root, "/edXML");
        if (root.Text.Length > 0)
        {
            throw Fault.Of(EdxmlFaults.Content, "/edXML", "có chữ hoặc khoảng trắng giữa các phần tử con", "holds text between its child elements");
        }

        if (root.Children.Count == 0 || root.Children[0] is not { LocalName: "edXMLEnvelope", Prefix: EdxmlNames.Prefix, NamespaceUri: EdxmlNames.Namespace } envelope)
        {
            throw Fault.Of(EdxmlFaults.NoEnvelope, EnvelopePath, "không có", "is absent");
        }

        var inEnvelope = new StrictChildren(envelope, EnvelopePath);
        var header = inEnvelope.Required("edXMLHeader");
        var inHeader = new StrictChildren(header, inEnvelope.PathOf("edXMLHeader"));
        var messageHeader = inHeader.Required("MessageHeader");
        var messagePath = inHeader.PathOf("MessageHeader");
        BoundMessage bound;
        if (messageHeader.Child(EdxmlNames.Namespace, "StatusCode") is not null)
        {
            bound = new BoundMessage(StrictStatus.Bind(messageHeader, messagePath), [], []);
            inHeader.SkipSignature();
            inHeader.End();
            inEnvelope.End();
            RefuseAfter(root, 1);
        }
        else
        {
            var trace = inHeader.Required("TraceHeaderList");
            inHeader.SkipSignature();
            inHeader.End();
            var body = inEnvelope.Required("edXMLBody");
            inEnvelope.End();
            if (root.Children.Count < 2 || root.Children[1] is not { LocalName: "AttachmentEncoded", Prefix: "", NamespaceUri: EdxmlNames.Namespace } encoded)
            {
                throw Fault.Of(EdxmlFaults.Missing, "/edXML/AttachmentEncoded", "bắt buộc phải có nhưng thiếu hoặc đứng sai chỗ", "is required but absent or misplaced");
            }

            RefuseAfter(root, 2);
            var (attachments, elements) = StrictAttachments.Bind(body, inEnvelope.PathOf("edXMLBody"), encoded);
            var document = StrictDocument.Bind(messageHeader, messagePath, trace, inHeader.PathOf("TraceHeaderList"));
            bound = new BoundMessage(document with { Attachments = attachments }, [], elements);
        }

        if (StrictProfile.Check(bound.Message) is [var first, ..])
        {
            throw new EdxmlFormatException(EdxmlFaults.Profile, messagePath + "/" + first.Field, $"[{first.Code}] {first.SentenceVi}", $"[{first.Code}] {first.SentenceEn}");
        }

        return bound;
    }

    private static void RefuseAfter(ElementNode root, int count)
    {
        if (root.Children.Count > count)
        {
            throw Fault.Of(EdxmlFaults.Unknown, "/edXML/" + root.Children[count].LocalName, "không thuộc khuôn dạng ở vị trí này", "is not part of the profile at this place");
        }
    }
}
