using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>The node's own files, on a disk that is full whenever the test says so.</summary>
public sealed class FaultyPacketFiles(PacketFiles files) : IPacketFiles
{
    public bool Full { get; set; }

    /// <summary>The disk fills up as a finished packet is kept.</summary>
    public bool FullWhenKept { get; set; }

    /// <summary>Called before a partial file is opened: what happens meanwhile.</summary>
    public Action? Opening { get; set; }

    public FileStream CreateTemporary() => files.CreateTemporary();

    public Task KeepAsync(FileStream temporary, Digest digest, CancellationToken cancellationToken) =>
        Full || FullWhenKept ? throw NoSpace() : files.KeepAsync(temporary, digest, cancellationToken);

    public void Discard(FileStream temporary) => files.Discard(temporary);

    public FileStream OpenRead(Digest digest) => files.OpenRead(digest);

    public FileStream OpenPartial(string fileName, long offset)
    {
        Opening?.Invoke();
        return Full ? throw NoSpace() : files.OpenPartial(fileName, offset);
    }

    public long PartialLength(string fileName) => files.PartialLength(fileName);

    public void DeletePartial(string fileName) => files.DeletePartial(fileName);

    public IEnumerable<(string FileName, DateTimeOffset WrittenAt)> EnumeratePartials() => files.EnumeratePartials();

    public IEnumerable<(Digest Digest, DateTimeOffset WrittenAt)> Enumerate() => files.Enumerate();

    public void Delete(Digest digest) => files.Delete(digest);

    public long FreeBytes() => files.FreeBytes();

    private static IOException NoSpace() => new("No space left on device.");
}
