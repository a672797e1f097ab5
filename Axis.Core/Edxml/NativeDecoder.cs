using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Axis.Core.Packets;

namespace Axis.Core.Edxml;

/// <summary>
/// Decodes files strictly (RFC 4648 §3.3, §3.5: no character outside the alphabet, no white space, whole quads, zero pad bits), so that one file has exactly
/// one base64 spelling, and digests the decoded bytes.
/// </summary>
internal sealed class NativeDecoder(INativeFileSink? sink) : IDisposable
{
    private const int EncodedChunk = 64 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<(long Size, Digest Sha256)> _done = [];
    private readonly byte[] _decoded = ArrayPool<byte>.Shared.Rent(EncodedChunk / 4 * 3);
    private readonly byte[] _carry = new byte[4];
    private int _carried;
    private long _size;
    private bool _padded;

    /// <summary>Size and digest of the files that are complete.</summary>
    public IReadOnlyList<(long Size, Digest Sha256)> Done => _done;

    /// <summary>Takes the next piece of the current file's base64.</summary>
    /// <param name="encoded">The bytes.</param>
    /// <param name="offset">Where they stand in the packet.</param>
    /// <param name="last">Whether the file ends with them.</param>
    public void Take(ReadOnlySpan<byte> encoded, long offset, bool last)
    {
        if (_carried > 0)
        {
            var fill = Math.Min(4 - _carried, encoded.Length);
            encoded[..fill].CopyTo(_carry.AsSpan(_carried));
            _carried += fill;
            encoded = encoded[fill..];
            offset += fill;
            if (_carried == 4)
            {
                _carried = 0;
                Decode(_carry, offset - 4);
            }
        }

        while (encoded.Length >= 4)
        {
            var take = Math.Min(EncodedChunk, encoded.Length & ~3);
            Decode(encoded[..take], offset);
            encoded = encoded[take..];
            offset += take;
        }

        if (encoded.Length > 0)
        {
            encoded.CopyTo(_carry);
            _carried = encoded.Length;
        }

        if (last)
        {
            Finish(offset);
        }
    }

    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_decoded);
    }

    private void Decode(ReadOnlySpan<byte> quads, long offset)
    {
        if (_padded)
        {
            throw Fail(offset);
        }

        var status = Base64.DecodeFromUtf8(quads, _decoded, out var consumed, out var written);
        var pad = quads[^1] != (byte)'=' ? 0 : quads[^2] != (byte)'=' ? 1 : 2;
        if (status != OperationStatus.Done || consumed != quads.Length || written != (quads.Length / 4 * 3) - pad)
        {
            throw Fail(offset);
        }

        if (pad > 0)
        {
            _padded = true;
            CheckPadBits(quads[^4..], pad, offset + quads.Length - 4);
        }

        var bytes = _decoded.AsSpan(0, written);
        _hash.AppendData(bytes);
        _size += written;
        sink?.Write(_done.Count, bytes);
    }

    private static void CheckPadBits(ReadOnlySpan<byte> quad, int pad, long offset)
    {
        Span<byte> decoded = stackalloc byte[3];
        Span<byte> encoded = stackalloc byte[4];
        if (Base64.DecodeFromUtf8(quad, decoded, out _, out _) != OperationStatus.Done
            || Base64.EncodeToUtf8(decoded[..(3 - pad)], encoded, out _, out _) != OperationStatus.Done
            || !encoded.SequenceEqual(quad))
        {
            throw Fail(offset);
        }
    }

    private void Finish(long offset)
    {
        if (_carried > 0)
        {
            throw Fail(offset);
        }

        _done.Add((_size, Digest.Finish(_hash)));
        _size = 0;
        _padded = false;
    }

    private static NativeFormException Fail(long offset) =>
        new("native-base64", offset, "Nội dung tệp đính kèm không phải là base64 chặt (không khoảng trắng, đủ nhóm bốn, bit đệm bằng không).");
}
