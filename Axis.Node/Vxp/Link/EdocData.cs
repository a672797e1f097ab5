using System.Buffers;
using System.Buffers.Text;
using Axis.Node.Vxp.Wire;

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
    private int _hexLeft;
    private int _unicode;

    /// <summary>Bytes of the packet so far.</summary>
    public long Written => _written;

    /// <summary>Copies the packet and answers the frame without it.</summary>
    /// <exception cref="InvalidDataException">Not base64, or over the limit.</exception>
    /// <exception cref="Links.LinkUnreachableException">No answer of this call: its frame is too long, or it ends within the packet.</exception>
    /// <exception cref="Storage.StoreUnavailableException">This machine cannot keep the bytes.</exception>
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

        if (_place == Place.Data)
        {
            throw VxpAnswer.Unreadable(VxpCall.GetEdoc, "đứt giữa gói tin", null);
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

    // In base64 nothing needs an escape; but some writers escape the slash, line ends, or, as \u003d and \u002B, whatever could mean something in a page.
    private void TakeData(byte b)
    {
        if (_hexLeft > 0)
        {
            TakeHex(b);
        }
        else if (_escaped)
        {
            _escaped = false;
            if (b == 'u')
            {
                (_hexLeft, _unicode) = (4, 0);
            }
            else if (b == '/')
            {
                TakeBase64(b);
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
        else
        {
            TakeBase64(b);
        }
    }

    private void TakeHex(byte b)
    {
        if (!char.IsAsciiHexDigit((char)b))
        {
            throw new InvalidDataException("Half an escape.");
        }

        _unicode = (_unicode << 4) | (b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10);
        if (--_hexLeft == 0)
        {
            TakeBase64(_unicode < 0x80 ? (byte)_unicode : throw new InvalidDataException("A character that base64 does not have."));
        }
    }

    // Whether it is a character of base64 is for the decoder to say.
    private void TakeBase64(byte b)
    {
        if (b is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'))
        {
            _text[_filled++] = b;
        }
    }

    private void Frame(byte b)
    {
        if (_frame.WrittenCount == MaxFrame)
        {
            throw VxpAnswer.Unreadable(VxpCall.GetEdoc, "quá dài", null);
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

        await LocalFile.WriteAsync(destination, _bytes.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
    }

    private enum Place
    {
        Outside,
        Text,
        Data,
    }
}
