using System.Buffers;
using System.Buffers.Text;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// Takes the base64 out of an answer to <c>getEdoc</c> as it comes, so that a packet of any size costs the same memory (promise 7). What is left, the frame with
/// an empty <c>data</c>, is small and read afterwards: nothing counts before the frame says that it does.
/// </summary>
internal sealed class EdocData(Stream destination, long maxBytes)
{
    private const int MaxFrame = 64 * 1024;
    private const int Quad = 4;
    private const int Chunk = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _frame = new();
    private readonly byte[] _text = new byte[Chunk];
    private readonly byte[] _bytes = new byte[Chunk];
    private readonly List<byte> _key = [];
    private int _filled;
    private long _written;
    private bool _ended;
    private int _depth;
    private Place _place;
    private bool _escaped;
    private bool _isKey;
    private bool _afterColon;

    /// <summary>Copies the packet and answers the frame without it.</summary>
    /// <exception cref="InvalidDataException">Not base64, or over the limit.</exception>
    public async Task<ReadOnlyMemory<byte>> CopyAsync(Stream answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var buffer = new byte[Chunk];
        int read;
        while ((read = await answer.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                Take(buffer[i]);
                if (_filled == Chunk)
                {
                    await WriteAsync(final: false, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await WriteAsync(final: true, cancellationToken).ConfigureAwait(false);
        return _frame.WrittenMemory;
    }

    private void Take(byte b)
    {
        switch (_place)
        {
            case Place.Data:
                TakeData(b);
                return;
            case Place.Text:
                Frame(b);
                TakeText(b);
                return;
            default:
                Frame(b);
                TakeOutside(b);
                return;
        }
    }

    private void TakeOutside(byte b)
    {
        switch (b)
        {
            case (byte)'{' or (byte)'[':
                _depth++;
                _afterColon = false;
                break;
            case (byte)'}' or (byte)']':
                _depth--;
                _afterColon = false;
                break;
            case (byte)':':
                _afterColon = true;
                break;
            case (byte)',':
                _afterColon = false;
                break;
            case (byte)'"':
                var data = _depth == 1 && _afterColon && _key.Count == 4 && "data"u8.SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_key)) && !_ended;
                _place = data ? Place.Data : Place.Text;
                _isKey = _depth == 1 && !_afterColon;
                if (_isKey)
                {
                    _key.Clear();
                }

                break;
        }
    }

    private void TakeText(byte b)
    {
        if (_escaped)
        {
            _escaped = false;
        }
        else if (b == '\\')
        {
            _escaped = true;
            return;
        }
        else if (b == '"')
        {
            _place = Place.Outside;
            return;
        }

        if (_isKey && _key.Count < 8)
        {
            _key.Add(b);
        }
    }

    // In base64 nothing needs an escape but the slash, which some writers escape, and line ends.
    private void TakeData(byte b)
    {
        if (_escaped)
        {
            _escaped = false;
            if (b == '/')
            {
                _text[_filled++] = b;
            }
            else if (b is not ((byte)'n' or (byte)'r' or (byte)'t'))
            {
                throw new InvalidDataException("An escape that base64 does not have.");
            }
        }
        else if (b == '\\')
        {
            _escaped = true;
        }
        else if (b == '"')
        {
            Frame(b);
            _ended = true;
            _place = Place.Outside;
        }
        else if (b is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'))
        {
            _text[_filled++] = b;
        }
    }

    private void Frame(byte b)
    {
        if (_frame.WrittenCount == MaxFrame)
        {
            throw new InvalidDataException("The frame of the answer is too long.");
        }

        _frame.Write([b]);
    }

    private async Task WriteAsync(bool final, CancellationToken cancellationToken)
    {
        // Padding that was left off is put back; lenient decoding is for foreign packets only (edXML §7.4).
        while (final && _filled % 4 != 0 && _filled < Chunk)
        {
            _text[_filled++] = (byte)'=';
        }

        // The last quad waits until it is known whether it is the last: padding may stand in no other, and elsewhere the decoder refuses it.
        var ready = final ? _filled : _filled - Quad;
        var status = Base64.DecodeFromUtf8(_text.AsSpan(0, ready), _bytes, out var consumed, out var written, final);
        if (status == OperationStatus.InvalidData || (final && consumed != _filled))
        {
            throw new InvalidDataException("The packet is not base64.");
        }

        _text.AsSpan(consumed, _filled - consumed).CopyTo(_text);
        _filled -= consumed;
        _written += written;
        if (_written > maxBytes)
        {
            throw new InvalidDataException("The packet is over the limit of the link.");
        }

        await destination.WriteAsync(_bytes.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
    }

    private enum Place
    {
        Outside,
        Text,
        Data,
    }
}
