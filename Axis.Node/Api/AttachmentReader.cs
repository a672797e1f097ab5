using Axis.Core.Edxml;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Api;

/// <summary>
/// Takes one file out of a stored packet. The packet is read whole again, strictly, or by the tolerance catalogue when it is not in the native form: nothing is
/// handed out before the reading has ended well and the file's digest equals the one recorded when the packet was accepted. Memory stays flat; the file passes
/// through a temporary one. A few files are taken out at a time and further requests wait in turn: taking one out of a large packet costs the whole packet's reading, and
/// a zip costs the disk far more than it weighs in the packet.
/// </summary>
internal sealed class AttachmentReader(PacketContent content, UploadStage stage, LimitOptions limits) : IDisposable
{
    private const int MostAtOnce = 4;

    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    /// <summary>Opens the file at a position for an answer, which closes it when it is through.</summary>
    /// <exception cref="RefusedException">There is none, or the disk has no room for it.</exception>
    public async Task<OpenedFile> OpenAsync(HttpContext context, PacketRow packet, int index, bool raw, CancellationToken cancellationToken)
    {
        var attachment = packet.Facts.Attachments.FirstOrDefault(a => a.Index == index) ?? throw new RefusedException(ApiRefusals.AttachmentUnknown);
        var file = await OpenAsync(packet, attachment, raw, cancellationToken).ConfigureAwait(false);
        context.Response.RegisterForDisposeAsync(file.Bytes);
        return file;
    }

    /// <summary>Opens the file; whoever asks closes it.</summary>
    /// <exception cref="RefusedException">The packet does not hold it, or the disk has no room for it.</exception>
    /// <exception cref="InvalidDataException">The packet is not the one that was accepted.</exception>
    public async Task<OpenedFile> OpenAsync(PacketRow packet, StoredAttachment attachment, bool raw, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TakeOutAsync(packet, attachment, raw, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<OpenedFile> TakeOutAsync(PacketRow packet, StoredAttachment attachment, bool raw, CancellationToken cancellationToken)
    {
        var temporary = stage.CreateScratch(attachment.Size);
        try
        {
            var (name, digest) = packet.Native
                ? await CopyAsync(packet, attachment, stage.Reserving(temporary), cancellationToken).ConfigureAwait(false)
                : await CopyForeignAsync(packet, attachment, temporary, cancellationToken).ConfigureAwait(false);
            if (digest.ToString() != attachment.Sha256)
            {
                throw new InvalidDataException($"File {attachment.Index} of packet {packet.Digest} is not the one that was accepted.");
            }

            temporary.Position = 0;
            return raw ? new OpenedFile(temporary, attachment.SafeName, digest) : await UnpackAsync(temporary, name, attachment, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await temporary.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<(string Name, Digest Digest)> CopyAsync(PacketRow packet, StoredAttachment attachment, Stream destination, CancellationToken cancellationToken)
    {
        var source = content.Open(packet);
        await using (source.ConfigureAwait(false))
        {
            var options = new NativeReadOptions { ComputePacketDigest = false, Sink = new OneFile(attachment.Index, destination), MaxBytes = long.MaxValue };
            var read = await NativePacketReader.ReadAsync(source, options, cancellationToken).ConfigureAwait(false);
            return attachment.Index < read.Files.Count ? (read.Files[attachment.Index].Name, read.Files[attachment.Index].Sha256) : throw new RefusedException(ApiRefusals.AttachmentUnknown);
        }
    }

    // Where a file's bytes stand among the others shows only at the packet's end: mostly at its own place, and if not, the packet is read once more.
    private async Task<(string Name, Digest Digest)> CopyForeignAsync(PacketRow packet, StoredAttachment attachment, FileStream destination, CancellationToken cancellationToken)
    {
        var place = attachment.Index;
        while (true)
        {
            destination.SetLength(0);
            var file = await ReadForeignAsync(packet, attachment.Index, place, stage.Reserving(destination), cancellationToken).ConfigureAwait(false);
            if (file.ContentIndex is not { } actual)
            {
                throw new RefusedException(ApiRefusals.AttachmentEmpty);
            }

            if (actual == place)
            {
                return (file.Attachment.Name, file.Sha256);
            }

            place = actual;
        }
    }

    private async Task<ReadAttachment> ReadForeignAsync(PacketRow packet, int index, int place, Stream destination, CancellationToken cancellationToken)
    {
        var source = content.Open(packet);
        await using (source.ConfigureAwait(false))
        {
            try
            {
                var bounds = EdxmlLimits.Default with { MaxBytes = long.Max(packet.Size, limits.MaxPacketBytes), MaxAttachments = int.Max(packet.Facts.Attachments.Count, limits.MaxFiles) };
                var read = await EdxmlReader.ReadAsync(source, bounds, new OneForeignFile(place, destination), cancellationToken).ConfigureAwait(false);
                return index < read.Attachments.Count ? read.Attachments[index] : throw new RefusedException(ApiRefusals.AttachmentUnknown);
            }
            catch (EdxmlFormatException e)
            {
                throw new InvalidDataException($"Packet {packet.Digest} is not the one that was accepted.", e);
            }
        }
    }

    // edXML §7.4: a file may be carried as a zip of one entry; what people want is the entry.
    private async Task<OpenedFile> UnpackAsync(FileStream carried, string name, StoredAttachment attachment, CancellationToken cancellationToken)
    {
        var destination = stage.CreateScratch(0);
        try
        {
            var described = new Attachment(string.Empty, name, attachment.ContentType, null);
            var unpacked = await AttachmentUnpacker.UnpackAsync(carried, described, stage.Reserving(destination), UnpackLimits.Default, cancellationToken).ConfigureAwait(false);
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
    private sealed class OneFile(int index, Stream destination) : INativeFileSink
    {
        public void Write(int file, ReadOnlySpan<byte> decoded)
        {
            if (file == index)
            {
                destination.Write(decoded);
            }
        }
    }

    /// <summary>The same for a packet that is not in the native form.</summary>
    private sealed class OneForeignFile(int place, Stream destination) : IAttachmentSink
    {
        public ValueTask<Stream> OpenAsync(int index, CancellationToken cancellationToken) => ValueTask.FromResult(index == place ? destination : Stream.Null);
    }
}

/// <summary>A file ready to be sent; its bytes disappear from the disk when the stream is closed.</summary>
internal sealed record OpenedFile(FileStream Bytes, string SafeName, Digest Sha256);
