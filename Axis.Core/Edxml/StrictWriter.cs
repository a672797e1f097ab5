using Axis.Core.Edxml.Strict;
using Axis.Core.Packets;

namespace Axis.Core.Edxml;

/// <summary>
/// Writes the native form: the strict profile W01–W11, byte-identical to its own exclusive C14N after the XML declaration.
/// What the profile forbids is refused, never repaired or shortened.
/// </summary>
public static class StrictWriter
{
    /// <summary>Lays the packet out around its signature and its files.</summary>
    /// <exception cref="EdxmlRuleException">The message breaks the strict profile.</exception>
    public static PacketLayout Layout(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var violations = StrictProfile.Check(message);
        if (violations.Count > 0)
        {
            throw new EdxmlRuleException(violations);
        }

        var output = new CanonicalOutput();
        output.Raw(EdxmlNames.Declaration + "\n");
        output.Raw($"<edXML xmlns=\"{EdxmlNames.Namespace}\">");
        output.Raw($"<edXML:edXMLEnvelope xmlns:edXML=\"{EdxmlNames.Namespace}\">");
        output.Open("edXMLHeader");
        switch (message)
        {
            case DocumentMessage document:
                DocumentOutput.WriteHeaders(output, document);
                break;
            case StatusMessage status:
                StatusOutput.WriteHeader(output, status);
                break;
        }

        var beforeSignature = output.Take();
        output.Close("edXMLHeader");
        var pieces = new List<ReadOnlyMemory<byte>>();
        if (message is DocumentMessage { Attachments: var attachments })
        {
            AttachmentOutput.WriteManifest(output, attachments);
            output.Close("edXMLEnvelope");
            AttachmentOutput.WriteFiles(output, attachments, pieces);
        }
        else
        {
            output.Close("edXMLEnvelope");
        }

        output.Raw("</edXML>");
        pieces.Add(output.Take());
        return new PacketLayout(beforeSignature, pieces);
    }
}
