using System.Buffers;
using System.Text;

namespace Axis.Signing.Canonical;

/// <summary>UTF-8 with the references that canonical forms write (C14N 1.0 §2.3), kept in memory or handed on to a stream in pieces.</summary>
/// <param name="capacity">Size of the buffer in bytes at the start.</param>
/// <param name="target">Where pieces go; <c>null</c> keeps everything.</param>
internal sealed class CanonicalBytes(int capacity, Stream? target = null)
{
    private const int Piece = 64 * 1024;
    private const int CharactersAtOnce = 16 * 1024;

    private static readonly SearchValues<char> TextEscapes = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> ValueEscapes = SearchValues.Create("&<\"\t\n\r");
    private static readonly SearchValues<char> RemarkEscapes = SearchValues.Create("\r");

    private byte[] _buffer = new byte[capacity];
    private int _length;

    /// <summary>What is in the buffer; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Text(ReadOnlySpan<char> text) => Escaped(text, TextEscapes);

    public void Value(ReadOnlySpan<char> text) => Escaped(text, ValueEscapes);

    /// <summary>Content of a comment or an instruction.</summary>
    public void Remark(ReadOnlySpan<char> text) => Escaped(text, RemarkEscapes);

    public void Utf8(ReadOnlySpan<char> text)
    {
        while (text.Length > CharactersAtOnce)
        {
            // A surrogate pair stays together.
            var cut = char.IsHighSurrogate(text[CharactersAtOnce - 1]) ? CharactersAtOnce - 1 : CharactersAtOnce;
            _length += Encoding.UTF8.GetBytes(text[..cut], Reserve(cut * 3));
            text = text[cut..];
        }

        _length += Encoding.UTF8.GetBytes(text, Reserve(text.Length * 3));
    }

    public void Ascii(string text) => _length += Encoding.ASCII.GetBytes(text, Reserve(text.Length));

    public void Raw(char c)
    {
        Reserve(1)[0] = (byte)c;
        _length++;
    }

    public void Base64(ReadOnlySpan<byte> bytes)
    {
        var size = System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, Reserve(size), out _, out var written);
        _length += written;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Hands on what is left.</summary>
    public void Flush()
    {
        if (target is not null)
        {
            target.Write(Written);
            _length = 0;
        }
    }

    private void Escaped(ReadOnlySpan<char> rest, SearchValues<char> escapes)
    {
        while (true)
        {
            var stop = rest.IndexOfAny(escapes);
            if (stop < 0)
            {
                Utf8(rest);
                return;
            }

            Utf8(rest[..stop]);
            Ascii(rest[stop] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\t' => "&#x9;",
                '\n' => "&#xA;",
                _ => "&#xD;",
            });
            rest = rest[(stop + 1)..];
        }
    }

    private Span<byte> Reserve(int size)
    {
        if (target is not null && _length >= Piece)
        {
            Flush();
        }

        if (_length + size > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size));
        }

        return _buffer.AsSpan(_length);
    }
}
