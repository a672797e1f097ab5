using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.TestHost;

/// <summary>The node's packet files, with the moments between which a process may die.</summary>
internal sealed class WatchedFiles(IPacketFiles files, KillPoint kill) : IPacketFiles
{
    public FileStream CreateTemporary() => files.CreateTemporary();

    public async Task KeepAsync(FileStream temporary, Digest digest, CancellationToken cancellationToken)
    {
        kill.Reached(FileMoment.BeforeKeep);
        await files.KeepAsync(temporary, digest, cancellationToken).ConfigureAwait(false);
        kill.Reached(FileMoment.AfterKeep);
    }

    public void Discard(FileStream temporary) => files.Discard(temporary);

    public FileStream OpenRead(Digest digest) => files.OpenRead(digest);

    public FileStream OpenPartial(string fileName, long offset)
    {
        using var opened = files.OpenPartial(fileName, offset);
        var path = opened.Name;
        opened.Dispose();
        return new WatchedStream(path, offset, kill);
    }

    public long PartialLength(string fileName) => files.PartialLength(fileName);

    public void DeletePartial(string fileName) => files.DeletePartial(fileName);

    public IEnumerable<(string FileName, DateTimeOffset WrittenAt)> EnumeratePartials() => files.EnumeratePartials();

    public IEnumerable<(Digest Digest, DateTimeOffset WrittenAt)> Enumerate() => files.Enumerate();

    public void Delete(Digest digest) => files.Delete(digest);

    public long FreeBytes() => files.FreeBytes();

    private sealed class WatchedStream : FileStream
    {
        private readonly KillPoint _kill;

        public WatchedStream(string path, long offset, KillPoint kill)
            : base(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous })
        {
            _kill = kill;
            Seek(offset, SeekOrigin.Begin);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);

            // Handed to the operating system, so that the next process finds it.
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            _kill.Reached(FileMoment.PartialWritten);
        }
    }
}
