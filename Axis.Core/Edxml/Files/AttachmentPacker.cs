using System.IO.Compression;
using System.Text;
using System.Xml;
using Axis.Core.Packets;

namespace Axis.Core.Edxml.Files;

/// <summary>Packs files as known readers expect them (W07, edXML §7.5): PDF, DOC, DOCX and ZIP as they are, everything else in a one-entry zip.</summary>
public static class AttachmentPacker
{
    private const int MaxEntryExtension = 10;
    private const string NoExtension = "unk";

    // A zip entry must have some time; the packing has no clock, so it is the earliest one the format knows.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Describes a file that is carried as it is, whose bytes therefore need no packing; <c>null</c> for one that <see cref="PackAsync"/> must wrap.
    /// </summary>
    /// <param name="name">The name its owner gave it.</param>
    /// <param name="size">Size of the file in bytes.</param>
    /// <param name="sha256">Digest of the file.</param>
    public static PackedAttachment? AsItIs(string name, long size, Digest sha256)
    {
        ArgumentNullException.ThrowIfNull(name);
        var safe = SafeFileName.From(name);
        return FileLabels.RawLabel(FileLabels.Extension(safe)) is { } label ? new PackedAttachment(Describe(name, safe, label), size, sha256) : null;
    }

    /// <summary>
    /// Copies or wraps the source into the destination, in flat memory. The name on the wire is the safe name; where it differs, the original is kept
    /// as the description, less what XML cannot carry.
    /// </summary>
    /// <param name="source">The file, read from its current position to its end.</param>
    /// <param name="name">The name its owner gave it.</param>
    /// <param name="destination">Takes the bytes as carried; left open.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<PackedAttachment> PackAsync(Stream source, string name, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(destination);
        var safe = SafeFileName.From(name);
        var extension = FileLabels.Extension(safe);
        var label = FileLabels.RawLabel(extension);
        using var measured = new MeasuredStream(destination);
        if (label is not null)
        {
            await source.CopyToAsync(measured, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WrapAsync(source, $"{Guid.NewGuid():D}.{EntryExtension(extension)}", measured, cancellationToken).ConfigureAwait(false);
        }

        return new PackedAttachment(Describe(name, safe, label ?? FileLabels.Zip), measured.Size, measured.FinishHash());
    }

    private static Attachment Describe(string name, string safe, string label) => new(Guid.NewGuid().ToString("D"), safe, label, name == safe ? null : OnlyXml(name));

    private static async Task WrapAsync(Stream source, string entryName, Stream destination, CancellationToken cancellationToken)
    {
        var archive = await ZipArchive.CreateAsync(destination, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var entry = archive.CreateEntry(entryName, CompressionLevel.Fastest);
            entry.LastWriteTime = EntryTime;
            var content = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                await source.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string EntryExtension(string extension) =>
        extension.Length is > 0 and <= MaxEntryExtension && extension.All(char.IsAsciiLetterOrDigit) ? extension : NoExtension;

    private static string? OnlyXml(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
            {
                kept.Append(rune.ToString());
            }
        }

        return string.IsNullOrWhiteSpace(kept.ToString()) ? null : kept.ToString();
    }
}
