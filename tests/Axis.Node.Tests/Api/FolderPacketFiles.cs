using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Api;

/// <summary>Packets in a plain folder; how much of the disk is free is what the test says.</summary>
internal sealed class FolderPacketFiles(string folder) : IPacketFiles
{
    public long Free { get; set; } = 1L << 40;

    public FileStream CreateTemporary() => new(Path.Combine(folder, Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite);

    public Task KeepAsync(FileStream temporary, Digest digest, CancellationToken cancellationToken)
    {
        temporary.Dispose();
        File.Move(temporary.Name, PathOf(digest), overwrite: true);
        return Task.CompletedTask;
    }

    public void Discard(FileStream temporary)
    {
        temporary.Dispose();
        File.Delete(temporary.Name);
    }

    public FileStream OpenRead(Digest digest) => File.OpenRead(PathOf(digest));

    public FileStream OpenPartial(string fileName, long offset) => throw new NotSupportedException("The API takes no partial uploads.");

    public long PartialLength(string fileName) => throw new NotSupportedException("The API takes no partial uploads.");

    public void DeletePartial(string fileName) => throw new NotSupportedException("The API takes no partial uploads.");

    public IEnumerable<(Digest Digest, DateTimeOffset WrittenAt)> Enumerate() => [];

    public void Delete(Digest digest) => File.Delete(PathOf(digest));

    public long FreeBytes() => Free;

    private string PathOf(Digest digest) => Path.Combine(folder, digest.ToString());
}
