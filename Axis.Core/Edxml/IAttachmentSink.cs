namespace Axis.Core.Edxml;

/// <summary>Takes the bytes of a packet's files while the packet is read.</summary>
public interface IAttachmentSink
{
    /// <summary>Gives the stream for one file's decoded bytes. The reader writes and flushes it and leaves it open.</summary>
    /// <param name="index">0, 1, … in the order of the packet's bytes; see <see cref="ReadAttachment.ContentIndex"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    ValueTask<Stream> OpenAsync(int index, CancellationToken cancellationToken);
}
