using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>Manifest and attachment blocks (edXML §5.4, §7.5): the same files, in the same order, with the same words.</summary>
internal static class StrictAttachments
{
    private const string EncodedPath = "/edXML/AttachmentEncoded";

    public static (List<Attachment> Attachments, List<ElementNode> Elements) Bind(ElementNode body, string bodyPath, ElementNode encoded)
    {
        var references = References(body, bodyPath);
        var inEncoded = new StrictChildren(encoded, EncodedPath, prefix: "");
        var elements = inEncoded.Many("Attachment");
        inEncoded.End();
        if (references.Count != elements.Count)
        {
            throw Fault.Of(
                EdxmlFaults.AttachmentMismatch,
                EncodedPath,
                $"có {elements.Count} tệp trong khi bảng kê nêu {references.Count}",
                $"holds {elements.Count} files where the manifest lists {references.Count}");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < elements.Count; i++)
        {
            var attachment = Attachment(elements[i], inEncoded.PathOf("Attachment"));
            if (attachment != references[i])
            {
                throw Fault.Of(
                    EdxmlFaults.AttachmentMismatch,
                    inEncoded.PathOf("Attachment"),
                    $"số {i + 1} không khớp với dòng tương ứng trong bảng kê",
                    $"number {i + 1} does not agree with its reference in the manifest");
            }

            if (!seen.Add(attachment.ContentId))
            {
                throw Fault.Of(EdxmlFaults.RepeatedContentId, inEncoded.PathOf("Attachment"), "dùng lại ContentId của tệp khác", "repeats the ContentId of another file");
            }
        }

        return (references, elements);
    }

    private static List<Attachment> References(ElementNode body, string bodyPath)
    {
        var inBody = new StrictChildren(body, bodyPath);
        var manifest = inBody.Required("edXMLManifest");
        var path = inBody.PathOf("edXMLManifest");
        inBody.End();
        if (manifest.Attributes is not [{ Prefix: "", LocalName: "version", NamespaceUri: "", Value: "1.0" }])
        {
            throw Fault.Of(EdxmlFaults.Attribute, path, "phải có đúng một thuộc tính version=\"1.0\"", "must have the one attribute version=\"1.0\"");
        }

        var children = new StrictChildren(manifest, path, attributesChecked: true);
        var references = children.Many("Reference").ConvertAll(e =>
        {
            var inReference = new StrictChildren(e, children.PathOf("Reference"));
            var id = ContentId(inReference);
            var contentType = inReference.RequiredText("ContentType");
            var description = inReference.OptionalText("Description");
            var reference = new Attachment(id, inReference.RequiredText("AttachmentName"), contentType, description);
            inReference.End();
            return reference;
        });
        children.End();
        return references;
    }

    private static Attachment Attachment(ElementNode element, string path)
    {
        var children = new StrictChildren(element, path, prefix: "");
        var id = ContentId(children);
        var name = children.RequiredText("AttachmentName");
        var description = children.OptionalText("Description");
        var contentType = children.RequiredText("ContentType");
        var last = element.Children[^1];
        if (last is not { LocalName: "ContentTransferEncoded", Prefix: EdxmlNames.Prefix, NamespaceUri: EdxmlNames.Namespace })
        {
            throw Fault.Of(EdxmlFaults.Missing, $"{path}/edXML:ContentTransferEncoded", "phải là phần tử cuối của tệp", "must be the last element of a file");
        }

        StrictText.NoAttributes(last, $"{path}/edXML:ContentTransferEncoded");
        if (last.Children.Count > 0)
        {
            throw Fault.Of(EdxmlFaults.Content, $"{path}/edXML:ContentTransferEncoded", "chỉ được chứa base64", "may hold base64 only");
        }

        if (element.Children.Count != (description is null ? 4 : 5))
        {
            throw Fault.Of(EdxmlFaults.Unknown, path, "chứa phần tử lạ hoặc lặp", "holds an element that is unknown or repeated");
        }

        return new Attachment(id, name, contentType, description);
    }

    private static string ContentId(StrictChildren children)
    {
        const string Scheme = "cid:";
        var text = children.RequiredText("ContentId");
        return text.StartsWith(Scheme, StringComparison.Ordinal) && text.Length > Scheme.Length && !text.AsSpan(Scheme.Length).StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? text[Scheme.Length..]
            : throw Fault.Of(EdxmlFaults.Value, children.PathOf("ContentId"), "phải bắt đầu bằng đúng một \"cid:\"", "must begin with exactly one 'cid:'");
    }
}
