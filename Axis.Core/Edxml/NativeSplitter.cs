using System.Security.Cryptography;
using System.Text;
using Axis.Core.Packets;

namespace Axis.Core.Edxml;

/// <summary>
/// Splits a packet, block by block, into its skeleton and the base64 between the literal tags around a file, and feeds the digests. What it assumed on the
/// way (where the signature stands, which tags hold files) is confirmed on the parsed skeleton afterwards. In canonical bytes '&lt;' only
/// ever starts a tag, so a literal tag found here is that tag.
/// </summary>
internal sealed class NativeSplitter : IDisposable
{
    private static readonly byte[] OpenTag = Encoding.ASCII.GetBytes(EdxmlNames.ContentOpenTag);
    private const int SkeletonStep = 16 * 1024;

    private readonly IncrementalHash? _packet;
    private readonly IncrementalHash _enveloped = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly NativeDecoder _decoder;
    private readonly NativeLane _packetLane;
    private readonly NativeLane _envelopedLane;
    private readonly NativeLane _decodeLane;
    private readonly long _maxBytes;
    private readonly List<(int SkeletonOffset, long Offset, long Length)> _ranges = [];
    private byte[] _skeleton;
    private int _length;
    private bool _inFile;
    private bool _headDone;
    private long _offset;

    public NativeSplitter(NativeReadOptions options, bool parallel, int expected)
    {
        _packet = options.ComputePacketDigest ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        _decoder = new NativeDecoder(options.Sink);
        _packetLane = new NativeLane(parallel);
        _envelopedLane = new NativeLane(parallel);
        _decodeLane = new NativeLane(parallel);
        _maxBytes = options.MaxBytes;
        _skeleton = new byte[Math.Clamp(expected, 4096, 64 * 1024)];
    }

    /// <summary>Ends when the jobs given so far have ended.</summary>
    public Task Tail => Task.WhenAll(_packetLane.Tail, _envelopedLane.Tail, _decodeLane.Tail);

    /// <summary>The skeleton so far.</summary>
    public ReadOnlyMemory<byte> Skeleton => _skeleton.AsMemory(0, _length);

    /// <summary>Where files stand: the offset in the skeleton, the offset in the packet, the length of the base64.</summary>
    public IReadOnlyList<(int SkeletonOffset, long Offset, long Length)> Ranges => _ranges;

    /// <summary>Bytes taken so far.</summary>
    public long Size => _offset;

    /// <summary>Extent of the first signature in the skeleton, which the enveloped digest leaves out; −1 when there is none.</summary>
    public (int Start, int End) Signature { get; private set; } = (-1, -1);

    /// <summary>Takes the next block; it must stay unchanged until <see cref="Tail"/> has ended.</summary>
    public void Take(ReadOnlyMemory<byte> block)
    {
        if (_offset + block.Length > _maxBytes)
        {
            throw new NativeFormException("native-size", _maxBytes, $"Gói tin lớn hơn mức cho phép ({_maxBytes} byte).");
        }

        if (_packet is { } packet)
        {
            _packetLane.Post(() => packet.AppendData(block.Span));
        }

        var hashedFrom = _headDone ? 0 : -1;
        var at = 0;
        while (at < block.Length)
        {
            at += _inFile ? TakeFile(block[at..]) : TakeSkeleton(block.Span[at..]);
            if (_inFile && !_headDone)
            {
                EndHead();
                hashedFrom = at;
            }
        }

        if (hashedFrom >= 0 && hashedFrom < block.Length && Signature.Start >= 0)
        {
            var rest = block[hashedFrom..];
            _envelopedLane.Post(() => _enveloped.AppendData(rest.Span));
        }
    }

    /// <summary>Ends the packet.</summary>
    public void End()
    {
        if (_inFile)
        {
            throw new NativeFormException("native-truncated", _offset, "Gói tin bị cắt giữa một tệp đính kèm.");
        }

        if (!_headDone)
        {
            EndHead();
        }
    }

    /// <summary>The digests, when <see cref="Tail"/> has ended well.</summary>
    public (Digest? Packet, Digest? Enveloped, IReadOnlyList<(long Size, Digest Sha256)> Files) Finish() =>
        (_packet is null ? null : Digest.Finish(_packet), Signature.Start < 0 ? null : Digest.Finish(_enveloped), _decoder.Done);

    /// <summary>Offset in the packet of a byte of the skeleton.</summary>
    public long PacketOffset(long skeletonOffset)
    {
        var offset = skeletonOffset;
        foreach (var range in _ranges)
        {
            offset += range.SkeletonOffset <= skeletonOffset ? range.Length : 0;
        }

        return offset;
    }

    public void Dispose()
    {
        _packet?.Dispose();
        _enveloped.Dispose();
        _decoder.Dispose();
    }

    private int TakeFile(ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'<');
        var last = end >= 0;
        var encoded = last ? rest[..end] : rest;
        var offset = _offset;
        _decodeLane.Post(() => _decoder.Take(encoded.Span, offset, last));
        _offset += encoded.Length;
        var range = _ranges[^1];
        _ranges[^1] = range with { Length = range.Length + encoded.Length };
        _inFile = !last;
        return encoded.Length;
    }

    private int TakeSkeleton(ReadOnlySpan<byte> rest)
    {
        var step = Math.Min(rest.Length, SkeletonStep);
        var before = _length;
        Append(rest[..step]);
        var from = Math.Max(SearchFrom, before - OpenTag.Length + 1);
        var found = _skeleton.AsSpan(from, _length - from).IndexOf(OpenTag);
        if (found < 0)
        {
            _offset += step;
            return step;
        }

        if (_ranges.Count == NativeLimits.Files)
        {
            throw new NativeFormException("native-limit", _offset, $"Gói tin có quá {NativeLimits.Files} tệp đính kèm.");
        }

        _length = from + found + OpenTag.Length;
        _offset += _length - before;
        _ranges.Add((_length, _offset, 0));
        _inFile = true;
        return _length - before;
    }

    /// <summary>A tag that a file has already followed is not looked at again.</summary>
    private int SearchFrom => _ranges.Count == 0 ? 0 : _ranges[^1].SkeletonOffset;

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _skeleton.Length)
        {
            if (_length + bytes.Length > NativeLimits.SkeletonBytes + SkeletonStep)
            {
                throw new NativeFormException("native-size", _offset, "Phần mô tả của gói tin (không kể tệp) lớn hơn 8 MiB.");
            }

            // Digest jobs may still read the old array; it is left as it is.
            var larger = new byte[Math.Max(_skeleton.Length * 2, _length + bytes.Length)];
            _skeleton.AsSpan(0, _length).CopyTo(larger);
            _skeleton = larger;
        }

        bytes.CopyTo(_skeleton.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>The signature stands before the first file: once that is reached (or the end), the enveloped digest can begin.</summary>
    private void EndHead()
    {
        _headDone = true;
        var head = _skeleton.AsMemory(0, _length);
        var start = head.Span.IndexOf("<ds:Signature "u8);
        if (start < 0)
        {
            return;
        }

        var close = head.Span[start..].IndexOf("</ds:Signature>"u8);
        if (close < 0)
        {
            return;
        }

        var end = start + close + "</ds:Signature>"u8.Length;
        Signature = (start, end);
        var root = Math.Min(NativeScanner.RootOffset, start);
        _envelopedLane.Post(() =>
        {
            _enveloped.AppendData(head.Span[root..start]);
            _enveloped.AppendData(head.Span[end..]);
        });
    }
}
