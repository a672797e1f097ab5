using System.Buffers;
using System.IO.Compression;
using Axis.Core.Packets;

namespace Axis.Core.Edxml.Files;

/// <summary>Turns the bytes carried for a file into the file (edXML §7.4): decides on bytes, not on labels, within limits, in flat memory.</summary>
public static class AttachmentUnpacker
{
    private const int BufferSize = 81920;

    private enum Trial
    {
        Good,
        OverLimit,
        Unreadable,
    }

    /// <summary>Copies or unwraps the file into the destination.</summary>
    /// <param name="source">The bytes as carried (decoded base64); seekable, read from its beginning.</param>
    /// <param name="attachment">How the packet describes it.</param>
    /// <param name="destination">Takes the file; left open. Nothing is written that has not been tried first.</param>
    /// <param name="limits">What a zip may cost.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<UnpackedAttachment> UnpackAsync(
        Stream source, Attachment attachment, Stream destination, UnpackLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(attachment);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(limits);
        var head = new byte[4];
        source.Position = 0;
        var headLength = source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var extension = FileLabels.Extension(attachment.Name);
        var entry = FileLabels.LooksZip(head.AsSpan(0, headLength)) ? EntryToUnwrap(source, extension, limits) : null;
        var deviations = new List<Deviation>();
        if (FileLabels.Mismatch(attachment.Name, attachment.ContentType, head.AsSpan(0, headLength)) is { } mismatch)
        {
            deviations.Add(Tolerance(mismatch));
        }

        var action = UnpackAction.Kept;
        if (entry is not null)
        {
            action = await TryAsync(source, entry, limits, cancellationToken).ConfigureAwait(false) switch
            {
                Trial.Good => UnpackAction.Unwrapped,
                Trial.OverLimit => UnpackAction.KeptOverLimit,
                _ => UnpackAction.KeptUnreadable,
            };
        }

        using var measured = new MeasuredStream(destination);
        if (action == UnpackAction.Unwrapped)
        {
            using var content = Open(source, entry!);
            await content.CopyToAsync(measured, cancellationToken).ConfigureAwait(false);
            if (FileLabels.Extension(entry!.Name) is var inside && inside != extension)
            {
                deviations.Add(Tolerance($"tệp bên trong zip có đuôi .{SafeFileName.From(inside)}, khác tên tệp .{SafeFileName.From(extension)}"));
            }
        }
        else
        {
            source.Position = 0;
            await source.CopyToAsync(measured, cancellationToken).ConfigureAwait(false);
        }

        return new UnpackedAttachment(
            action,
            SafeFileName.From(attachment.Name),
            action == UnpackAction.Unwrapped ? entry!.Name : null,
            measured.Size,
            measured.FinishHash(),
            action == UnpackAction.KeptUnreadable || (IsBinary(extension, measured.Head) && measured.LooksDamaged),
            deviations);
    }

    private static ZipEntry? EntryToUnwrap(Stream source, string extension, UnpackLimits limits)
    {
        if (FileLabels.IsPackage(extension) || ZipDirectory.SingleFile(source, limits.MaxEntries) is not { } entry)
        {
            return null;
        }

        return FileLabels.IsOfficeOpenXml(extension) && FileLabels.Extension(entry.Name) != extension ? null : entry;
    }

    /// <summary>Decompresses into nothing, so that a destination never holds half a file.</summary>
    private static async Task<Trial> TryAsync(Stream source, ZipEntry entry, UnpackLimits limits, CancellationToken cancellationToken)
    {
        if (entry.Encrypted || entry.Method is not (0 or 8) || (entry.Method == 0 && entry.Size != entry.CompressedSize))
        {
            return Trial.Unreadable;
        }

        if (Exceeds(entry.Size, entry, limits))
        {
            return Trial.OverLimit;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var content = Open(source, entry);
            var crc = 0u;
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                size += read;
                if (size > entry.Size)
                {
                    return Exceeds(size, entry, limits) ? Trial.OverLimit : Trial.Unreadable;
                }

                crc = Crc32.Append(crc, buffer.AsSpan(0, read));
            }

            return size == entry.Size && crc == entry.Crc32 ? Trial.Good : Trial.Unreadable;
        }
        catch (InvalidDataException)
        {
            // Not a deflate stream: the outcome says so.
            return Trial.Unreadable;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool Exceeds(long size, ZipEntry entry, UnpackLimits limits) =>
        size > limits.MaxSize || (size > limits.RatioFrom && size / Math.Max(1, entry.CompressedSize) >= limits.MaxRatio);

    private static Stream Open(Stream source, ZipEntry entry)
    {
        var range = new RangeStream(source, entry.Offset, entry.CompressedSize);
        return entry.Method == 0 ? range : new DeflateStream(range, CompressionMode.Decompress);
    }

    private static bool IsBinary(string extension, ReadOnlySpan<byte> head) =>
        extension is "pdf" or "doc" or "xls" or "ppt" || FileLabels.IsPackage(extension) || FileLabels.IsOfficeOpenXml(extension)
        || FileLabels.LooksZip(head) || head.StartsWith("%PDF"u8);

    private static Deviation Tolerance(string detail) => new("T15", detail, DeviationCatalogue.IsRepair("T15"));
}
