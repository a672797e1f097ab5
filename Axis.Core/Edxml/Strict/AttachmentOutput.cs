using Axis.Core.Packets;

namespace Axis.Core.Edxml.Strict;

/// <summary>Writes manifest and attachment block (edXML §5.4, §7.5); the same label on both (W07).</summary>
internal static class AttachmentOutput
{
    public static void WriteManifest(CanonicalOutput output, IReadOnlyList<Attachment> attachments)
    {
        output.Open("edXMLBody");
        output.Raw("<edXML:edXMLManifest version=\"1.0\">");
        foreach (var attachment in attachments)
        {
            output.Open("Reference");
            output.Leaf("ContentId", "cid:" + attachment.ContentId);
            output.Leaf("ContentType", attachment.ContentType);
            output.OptionalLeaf("Description", attachment.Description);
            output.Leaf("AttachmentName", attachment.Name);
            output.Close("Reference");
        }

        output.Close("edXMLManifest");
        output.Close("edXMLBody");
    }

    /// <summary>Cuts a piece before and after each file's base64.</summary>
    public static void WriteFiles(CanonicalOutput output, IReadOnlyList<Attachment> attachments, List<ReadOnlyMemory<byte>> pieces)
    {
        output.Raw("<AttachmentEncoded>");
        foreach (var attachment in attachments)
        {
            output.Raw("<Attachment>");
            output.BareLeaf("ContentId", "cid:" + attachment.ContentId);
            output.BareLeaf("AttachmentName", attachment.Name);
            output.BareLeaf("Description", attachment.Description);
            output.BareLeaf("ContentType", attachment.ContentType);
            output.Raw(EdxmlNames.ContentOpenTag);
            pieces.Add(output.Take());
            output.Raw(EdxmlNames.ContentCloseTag);
            output.Raw("</Attachment>");
        }

        output.Raw("</AttachmentEncoded>");
    }
}
