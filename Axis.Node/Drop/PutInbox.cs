using System.Globalization;
using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Node.Drop;

/// <summary>
/// Puts a document received into <c>in/ITEM/</c>: <c>document.json</c> (as the API shows the item), <c>packet.edxml</c> byte for byte, and <c>files/</c>. It is
/// written under a temporary name, flushed, and renamed: software sees the whole or nothing. The name is the item's identifier, the same at every repeat.
/// </summary>
internal sealed class PutInbox(
    IStore store, PacketContent content, AttachmentReader attachments, AccessLog access, NodeDirectory directory, LimitOptions limits, DropSteps steps, TimeProvider time)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Puts it there.</summary>
    /// <returns>Whether it is there now; <c>false</c> when it was recalled and is withheld.</returns>
    /// <exception cref="RefusedException">Its bytes are no longer here.</exception>
    /// <exception cref="IOException">The folder cannot be written, or its disk is nearly full.</exception>
    public async Task<bool> RunAsync(DropFolder folder, Guid id, CancellationToken cancellationToken)
    {
        var (item, packet) = store.Read(session => session.Inbox.Find(id) is { } found ? (found, session.Packets.Find(found.Packet)) : (null, null));
        if (item is null || packet is null)
        {
            throw new RefusedException(ApiRefusals.InboxItemUnknown);
        }

        var place = Path.Combine(folder.In, id.ToString());
        if (Directory.Exists(place))
        {
            return true;
        }

        EnsureRoom(folder, packet.Size);
        var building = Path.Combine(folder.Temp, id.ToString());
        if (Directory.Exists(building))
        {
            Directory.Delete(building, recursive: true);
        }

        try
        {
            // Before the first byte is written: a recall that comes later finds it read (RCL-06), one that came earlier withholds it.
            await access.FetchedAsync(folder.Actor, item, "drop", cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException e) when (e.Refusal == ApiRefusals.Recalled)
        {
            return false;
        }

        await WriteAsync(folder, building, item, packet, cancellationToken).ConfigureAwait(false);
        steps.Reached(DropStep.Written);
        Directory.Move(building, place);
        DurableDirectory.Flush(folder.In);
        steps.Reached(DropStep.Delivered);
        return true;
    }

    private static async Task CopyAsync(Stream source, string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
        await using (file.ConfigureAwait(false))
        {
            await source.CopyToAsync(file, BufferSize, cancellationToken).ConfigureAwait(false);
            SharedMode.Share(file.SafeFileHandle);
            await Task.Run(() => file.Flush(flushToDisk: true), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(DropFolder folder, string building, InboxItem item, PacketRow packet, CancellationToken cancellationToken)
    {
        var files = Path.Combine(building, "files");
        SharedMode.MakeFolder(building);
        SharedMode.MakeFolder(files);
        var detail = store.Read(session => InboxViews.Detail(session.Inbox.Find(item.Id) ?? item, packet, session, directory, time.GetUtcNow(), folder.Actor));
        using (var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(detail, AxisJson.Pretty.InboxDetail), writable: false))
        {
            await CopyAsync(json, Path.Combine(building, ReadDraft.FieldsName), cancellationToken).ConfigureAwait(false);
        }

        var bytes = content.Open(packet);
        await using (bytes.ConfigureAwait(false))
        {
            await CopyAsync(bytes, Path.Combine(building, "packet.edxml"), cancellationToken).ConfigureAwait(false);
        }

        var names = new DistinctNames(files);
        foreach (var attachment in packet.Facts.Attachments)
        {
            var opened = await attachments.OpenAsync(packet, attachment, raw: false, cancellationToken).ConfigureAwait(false);
            await using (opened.Bytes.ConfigureAwait(false))
            {
                await CopyAsync(opened.Bytes, Path.Combine(files, names.Choose(opened.SafeName, attachment.Index + 1)), cancellationToken).ConfigureAwait(false);
            }
        }

        DurableDirectory.Flush(files);
        DurableDirectory.Flush(building);
    }

    // The packet, and its files beside it; below the reserve the disk is left to what must not fail.
    private void EnsureRoom(DropFolder folder, long size)
    {
        var free = new DriveInfo(folder.Root).AvailableFreeSpace;
        if (free - (2 * size) < limits.FreeSpaceReserveBytes)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"đĩa của '{folder.Root}' chỉ còn {free / (1 << 20)} MiB, không đủ để giao văn bản {size / (1 << 20)} MiB"));
        }
    }
}
