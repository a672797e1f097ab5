using Axis.Core.Streams;

namespace Axis.Signing.Canonical;

/// <summary>
/// Hands on the bytes of a document and stops when one tag gets too long. A parser keeps a tag and all its attributes in memory before it shows any of it, so a
/// limit on attributes alone comes too late. Zero bytes are passed over, so that UTF-16 is seen as well.
/// </summary>
internal sealed class TagLimitStream(Stream inner, int mostBytes) : ReadingStream
{
    private enum Place
    {
        Text,
        Tag,
        Quoted,
        Marked,
        Passed,
    }

    private Place _place;
    private byte _quote;
    private byte _end;
    private byte _last;
    private byte _beforeLast;
    private int _length;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Watch(buffer[..read]);
        return read;
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (_place == Place.Text)
            {
                var start = bytes[at..].IndexOf((byte)'<');
                if (start < 0)
                {
                    return;
                }

                at += start + 1;
                (_place, _length) = (Place.Tag, 0);
                continue;
            }

            Step(bytes[at++]);
        }
    }

    private void Step(byte b)
    {
        if (b == 0)
        {
            return;
        }

        switch (_place)
        {
            case Place.Quoted:
                _place = b == _quote ? Place.Tag : Place.Quoted;
                break;
            case Place.Marked:
                // A comment, CDATA, or something that the parser refuses by itself.
                (_place, _end) = (b is (byte)'-' or (byte)'[' ? Place.Passed : Place.Tag, b == '-' ? (byte)'-' : (byte)']');
                break;
            case Place.Passed:
                if (b == '>' && _last == _end && (_end == '?' || _beforeLast == _end))
                {
                    _place = Place.Text;
                }

                (_beforeLast, _last) = (_last, b);
                return;
            case Place.Tag when _length == 0 && b is (byte)'!':
                (_place, _last, _beforeLast) = (Place.Marked, 0, 0);
                return;
            case Place.Tag when _length == 0 && b is (byte)'?':
                (_place, _end, _last) = (Place.Passed, (byte)'?', 0);
                return;
            case Place.Tag when b is (byte)'"' or (byte)'\'':
                (_place, _quote) = (Place.Quoted, b);
                break;
            case Place.Tag when b == '>':
                _place = Place.Text;
                return;
        }

        if (++_length > mostBytes)
        {
            throw new XmlTreeException($"Một thẻ dài quá {mostBytes} byte.");
        }
    }
}
