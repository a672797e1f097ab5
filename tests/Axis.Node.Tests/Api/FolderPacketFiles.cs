using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Api;

/// <summary>The node's packet files, except that the test says how much of the disk is free.</summary>
internal sealed class FolderPacketFiles(string folder) : IPacketFiles
{
    private readonly PacketFiles _files = new(folder);

    public long Free { get; set; } = 1L << 40;

    /// <summary>Tells how much is free when it changes while the node works.</summary>
    public Func<long>? Measure { get; set; }

    public FileStream CreateTemporary() => _files.CreateTemporary();

    public Task KeepAsync(FileStream temporary, Digest digest, CancellationToken cancellationToken) => _files.KeepAsync(temporary, digest, cancellationToken);

    public void Discard(FileStream temporary) => _files.Discard(temporary);

    public FileStream OpenRead(Digest digest) => _files.OpenRead(digest);

    public FileStream OpenPartial(string fileName, long offset) => _files.OpenPartial(fileName, offset);

    public long PartialLength(string fileName) => _files.PartialLength(fileName);

    public void DeletePartial(string fileName) => _files.DeletePartial(fileName);

    public IEnumerable<(string FileName, DateTimeOffset WrittenAt)> EnumeratePartials() => _files.EnumeratePartials();

    public IEnumerable<(Digest Digest, DateTimeOffset WrittenAt)> Enumerate() => _files.Enumerate();

    public void Delete(Digest digest) => _files.Delete(digest);

    public long FreeBytes() => Measure?.Invoke() ?? Free;
}
