using System.Security.Cryptography;
using Axis.Core.Packets;
using Axis.Core.Streams;

namespace Axis.Core.Edxml.Files;

/// <summary>Passes bytes on to a destination, counting and hashing them and looking for signs of damage. Leaves the destination open.</summary>
internal sealed class MeasuredStream(Stream destination) : WritingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[8];
    private DamageScan _damage;

    public long Size { get; private set; }

    /// <summary>The first bytes, at most eight.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, (int)Math.Min(Size, _head.Length));

    /// <summary>See <see cref="DamageScan"/>.</summary>
    public bool LooksDamaged => _damage.LooksDamaged(Size);

    public override long Position { get => Size; set => throw new NotSupportedException(); }

    /// <summary>The digest of all bytes so far; call once, at the end.</summary>
    public Digest FinishHash() => Digest.Finish(_hash);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Measure(buffer);
        destination.Write(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Measure(buffer.Span);
        await destination.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override void Flush() => destination.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => destination.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Measure(ReadOnlySpan<byte> bytes)
    {
        if (Size < _head.Length)
        {
            var from = (int)Size;
            bytes[..Math.Min(bytes.Length, _head.Length - from)].CopyTo(_head.AsSpan(from));
        }

        _damage.Add(bytes);
        _hash.AppendData(bytes);
        Size += bytes.Length;
    }
}
