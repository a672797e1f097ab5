using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Options;
using Axis.Signing.Xades;

namespace Axis.Node.Incoming;

/// <summary>
/// What a packet that is not in the native form says, by the tolerance catalogue (edXML §11). Its files are measured and not kept: the packet itself stays as it
/// came, byte for byte.
/// </summary>
/// <param name="Message">Document or status.</param>
/// <param name="Facts">What people see of it; every deviation is among its warnings.</param>
/// <param name="Signature">What its header carries for a signature.</param>
public sealed record ForeignContent(Message Message, PacketFacts Facts, SignaturePresence Signature)
{
    /// <summary>Reads the packet to its end.</summary>
    /// <exception cref="EdxmlFormatException">Not edXML, a DOCTYPE, or over a limit.</exception>
    public static async Task<ForeignContent> ReadAsync(Stream packet, LimitOptions limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var read = await EdxmlReader.ReadAsync(packet, EdxmlLimits.Default with { MaxBytes = limits.MaxPacketBytes, MaxAttachments = limits.MaxFiles }, Measured.Sink, cancellationToken).ConfigureAwait(false);
        var facts = read.Message is DocumentMessage document
            ? FactsOf.Document(document, [.. read.Attachments.Select(static a => new SignedFile(a.Attachment.Name, a.Size, a.Sha256))], [])
            : FactsOf.Status((StatusMessage)read.Message);
        return new ForeignContent(read.Message, facts with { Warnings = [.. read.Deviations.Select(static d => $"{d.Id}: {d.Detail}")] }, read.Signature);
    }

    /// <summary>Whether the bytes are a whole packet, for a channel that does not say itself what they are.</summary>
    /// <param name="packet">From its position to its end.</param>
    /// <param name="maxBytes">Most bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<bool> ReadsAsync(Stream packet, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await EdxmlReader.ReadAsync(packet, EdxmlLimits.Default with { MaxBytes = maxBytes }, Measured.Sink, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (EdxmlFormatException)
        {
            return false;
        }
    }

    /// <summary>Lets the bytes of the files pass; the reader has measured them.</summary>
    private sealed class Measured : IAttachmentSink
    {
        public static readonly Measured Sink = new();

        public ValueTask<Stream> OpenAsync(int index, CancellationToken cancellationToken) => ValueTask.FromResult(Stream.Null);
    }
}
