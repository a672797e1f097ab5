using Axis.Core.Edxml.Files;
using Axis.Core.Edxml.Tolerance;
using Axis.Core.Packets;

namespace Axis.Core.Edxml;

/// <summary>
/// Reads any edXML packet that circulates (edXML §11), in flat memory: files are decoded to the sink as they come. For packets of our own form use the
/// native reader; what this one reads carries no proof.
/// </summary>
public static class EdxmlReader
{
    /// <summary>Reads the packet to its end.</summary>
    /// <exception cref="EdxmlFormatException">Not XML, no edXML in it, a DOCTYPE, an unread encoding, or over a limit.</exception>
    public static async Task<ReadPacket> ReadAsync(Stream packet, EdxmlLimits limits, IAttachmentSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(sink);
        var log = new DeviationLog();
        var reader = new TreeReader(limits, sink, log);
        var root = await reader.ReadAsync(packet, cancellationToken).ConfigureAwait(false);
        var bound = TolerantBinder.Bind(root, log);
        ConsistencyNotes.Add(bound.Message, log);
        var attachments = new List<ReadAttachment>();
        if (bound.Message is DocumentMessage { Attachments: var described })
        {
            for (var i = 0; i < described.Count; i++)
            {
                attachments.Add(Content(described[i], bound.AttachmentElements[i], reader, log));
            }
        }

        return new ReadPacket(bound.Message, log.ToList(), attachments, SignatureOf(root));
    }

    private static ReadAttachment Content(Attachment attachment, ElementNode element, TreeReader reader, DeviationLog log)
    {
        foreach (var child in element.Children)
        {
            if (reader.Contents.TryGetValue(child, out var content))
            {
                if (!content.Broken && FileLabels.Mismatch(attachment.Name, attachment.ContentType, content.Head) is { } mismatch)
                {
                    log.Add("T15", $"{DeviationLog.Excerpt(attachment.Name)}: {mismatch}");
                }

                return new ReadAttachment(attachment, content.Index, content.Size, content.Sha256, content.Broken);
            }
        }

        log.Add("T31", $"{DeviationLog.Excerpt(attachment.Name)}: không có nội dung");
        return new ReadAttachment(attachment, null, 0, Digest.Of([]), Broken: true);
    }

    private static SignaturePresence SignatureOf(ElementNode root)
    {
        var header = PacketParts.Find(root, new DeviationLog()).Header;
        return header.Child(EdxmlNames.XmlDsig, "Signature") is not null ? SignaturePresence.XmlSignature
            : header.Children.Exists(PacketParts.IsSignature) ? SignaturePresence.Unverifiable
            : SignaturePresence.Absent;
    }
}
