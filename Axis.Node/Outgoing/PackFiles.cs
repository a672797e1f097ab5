using Axis.Core.Contracts;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>
/// Packs files as the packet carries them (W07, edXML §7.5): those that are carried as they are stay where they lie, others are wrapped, small ones in memory, large ones through a
/// temporary file, memory flat.
/// </summary>
public sealed class PackFiles(IPacketFiles files)
{
    private const int InMemoryBytes = 256 * 1024;

    /// <summary>Packs all files in order. What lies on disk belongs to the packed file from then on.</summary>
    public async Task<IReadOnlyList<PackedFile>> RunAsync(IReadOnlyList<StagedFile> staged, IReadOnlyList<FileFields>? names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(staged);
        var packed = new List<PackedFile>(staged.Count);
        try
        {
            for (var i = 0; i < staged.Count; i++)
            {
                var named = names is not null && i < names.Count ? names[i] : null;
                packed.Add(await PackAsync(staged[i], named?.Name ?? staged[i].Name, named?.Description ?? staged[i].Description, cancellationToken).ConfigureAwait(false));
            }

            return packed;
        }
        catch
        {
            packed.ForEach(static p => p.Dispose());
            throw;
        }
    }

    // The packer leaves the original name as the description where it is not a safe one; beside a clerk's own words it is kept too.
    private static Attachment Described(Attachment packed, string? description) =>
        string.IsNullOrWhiteSpace(description) ? packed
        : packed.Description is { } original && original != description ? packed with { Description = $"{description} (tên gốc: {original})" }
        : packed with { Description = description };

    private async Task<PackedFile> PackAsync(StagedFile staged, string name, string? description, CancellationToken cancellationToken)
    {
        if ((staged.Held is not null || staged.Size > InMemoryBytes) && AttachmentPacker.AsItIs(name, staged.Size, staged.Sha256) is { } unchanged)
        {
            return new PackedFile(Described(unchanged.Attachment, description), unchanged.Size, unchanged.Sha256, staged.Held, staged.Held is null ? staged.Path : null);
        }

        var source = staged.OpenRead();
        await using (source.ConfigureAwait(false))
        {
            if (staged.Size <= InMemoryBytes)
            {
                var memory = new MemoryStream((int)staged.Size + 256);
                var small = await AttachmentPacker.PackAsync(source, name, memory, cancellationToken).ConfigureAwait(false);
                return new PackedFile(Described(small.Attachment, description), small.Size, small.Sha256, memory.ToArray(), null);
            }

            var temporary = files.CreateTemporary();
            try
            {
                var large = await AttachmentPacker.PackAsync(source, name, temporary, cancellationToken).ConfigureAwait(false);
                await temporary.DisposeAsync().ConfigureAwait(false);
                return new PackedFile(Described(large.Attachment, description), large.Size, large.Sha256, null, temporary.Name);
            }
            catch
            {
                files.Discard(temporary);
                throw;
            }
        }
    }
}

/// <summary>One file as the packet carries it; a file on disk behind it goes with it.</summary>
public sealed class PackedFile(Attachment attachment, long size, Digest sha256, byte[]? bytes, string? path) : IAttachmentContent, IDisposable
{
    /// <summary>How the manifest describes it.</summary>
    public Attachment Attachment { get; } = attachment;

    /// <inheritdoc/>
    public long Size { get; } = size;

    /// <inheritdoc/>
    public Digest Sha256 { get; } = sha256;

    /// <summary>The bytes when they are in memory.</summary>
    public byte[]? Bytes { get; } = bytes;

    /// <summary>Where the bytes are when they are not in memory.</summary>
    public string? Path { get; } = path;

    /// <inheritdoc/>
    public Stream OpenRead() =>
        Bytes is not null
            ? new MemoryStream(Bytes, writable: false)
            : new FileStream(Path!, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 128 * 1024, FileOptions.SequentialScan | FileOptions.Asynchronous);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Path is not null)
        {
            File.Delete(Path);
        }
    }
}
