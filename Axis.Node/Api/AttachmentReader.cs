using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>
/// Takes one file out of a stored packet. The packet is read whole and strictly again: nothing is handed out before the reading has ended well and the
/// file's digest equals the one recorded when the packet was accepted. Memory stays flat; the file passes through a temporary one.
/// </summary>
internal sealed class AttachmentReader(PacketContent content, IPacketFiles files)
{
    public async Task<OpenedFile> OpenAsync(PacketRow packet, StoredAttachment attachment, bool raw, CancellationToken cancellationToken)
    {
        if (!packet.Native)
        {
            throw new RefusedException(new Refusal(RefusalKind.Unsupported, "FOREIGN_PACKET", "Gói tin không ở dạng gốc; hãy tải nguyên gói tin.", "The packet is not in native form; fetch the whole packet."));
        }

        var temporary = Temporary();
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
                return raw ? new OpenedFile(temporary, attachment.SafeName, file.Sha256) : await UnpackAsync(temporary, attachment, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await temporary.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
