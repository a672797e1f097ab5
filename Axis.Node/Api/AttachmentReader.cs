using Axis.Core.Edxml;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>
/// Takes one file out of a stored packet. The packet is read whole and strictly again: nothing is handed out before the reading has ended well and the
/// file's digest equals the one recorded when the packet was accepted. Memory stays flat; the file passes through a temporary one.
/// </summary>
internal sealed class AttachmentReader(PacketContent content, UploadStage stage)
{
    public async Task<OpenedFile> OpenAsync(PacketRow packet, StoredAttachment attachment, bool raw, CancellationToken cancellationToken)
    {
        if (!packet.Native)
        {
            throw new RefusedException(new Refusal(RefusalKind.Unsupported, "FOREIGN_PACKET", "Gói tin không ở dạng gốc; hãy tải nguyên gói tin.", "The packet is not in native form; fetch the whole packet."));
        }

        var temporary = stage.CreateScratch();
        try
        {
            var source = content.Open(packet);
            await using (source.ConfigureAwait(false))
            {
                var options = new NativeReadOptions { ComputePacketDigest = false, Sink = new OneFile(attachment.Index, temporary), MaxBytes = long.MaxValue };
                var read = await NativePacketReader.ReadAsync(source, options, cancellationToken).ConfigureAwait(false);
                var file = attachment.Index < read.Files.Count ? read.Files[attachment.Index] : throw new RefusedException(ApiRefusals.AttachmentUnknown);
                if (file.Sha256.ToString() != attachment.Sha256)
                {
                    throw new InvalidDataException($"File {attachment.Index} of packet {packet.Digest} is not the one that was accepted.");
                }

                temporary.Position = 0;
                return raw ? new OpenedFile(temporary, attachment.SafeName, file.Sha256) : await UnpackAsync(temporary, file, attachment, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await temporary.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
    // edXML §7.4: a file may be carried as a zip of one entry; what people want is the entry.
    private async Task<OpenedFile> UnpackAsync(FileStream carried, NativeFile file, StoredAttachment attachment, CancellationToken cancellationToken)
    {
        var destination = stage.CreateScratch();
        try
        {
            var described = new Attachment(string.Empty, file.Name, attachment.ContentType, null);
            var unpacked = await AttachmentUnpacker.UnpackAsync(carried, described, destination, UnpackLimits.Default, cancellationToken).ConfigureAwait(false);
            await carried.DisposeAsync().ConfigureAwait(false);
            destination.Position = 0;
            return new OpenedFile(destination, unpacked.SafeName, unpacked.Sha256);
        }
        catch
        {
            await destination.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps the bytes of one file of the packet and lets the others pass.</summary>
    private sealed class OneFile(int index, FileStream destination) : INativeFileSink
    {
        public void Write(int file, ReadOnlySpan<byte> decoded)
        {
            if (file == index)
            {
                destination.Write(decoded);
            }
        }
    }
}

/// <summary>A file ready to be sent; its bytes disappear from the disk when the stream is closed.</summary>
internal sealed record OpenedFile(FileStream Bytes, string SafeName, Digest Sha256);
