using System.Security.Cryptography;
using Axis.Core.Packets;

namespace Axis.Node.Vxp.Server;

/// <summary>A body without the one CRLF that the client writes after the file; knows the digest of the body with it, for <c>hash-file</c> may be over either.</summary>
internal sealed class CrlfTrimmingStream(Stream body) : Stream
{
    private const int Held = 2;
    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Digest of everything that came; after the end.</summary>
    public Digest Whole => Digest.Finish(_whole);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The last two bytes are held back until it is known whether they are the last.
        while (!_ended && _end - _start <= Held)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = await body.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _whole.AppendData(_buffer, _end, read);
            _end += read;
            if (read == 0)
            {
                _ended = true;
                _end -= _buffer.AsSpan(_start, _end - _start).EndsWith("\r\n"u8) ? Held : 0;
            }
        }

        var ready = Math.Min(buffer.Length, _end - _start - (_ended ? 0 : Held));
        _buffer.AsSpan(_start, ready).CopyTo(buffer.Span);
        _start += ready;
        return ready;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _whole.Dispose();
        }

        base.Dispose(disposing);
    }
}
