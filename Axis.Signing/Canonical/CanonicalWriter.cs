using System.Buffers;
using System.Text;

namespace Axis.Signing.Canonical;

/// <summary>
/// Writes XML that is its own Exclusive XML Canonicalization 1.0: a namespace is declared exactly where it is first visibly used, text and
/// attribute values carry the canonical references only. The caller gives the attributes in canonical order. What is in scope already
/// decides whether an element is written as it stands in its document or as the document subset that a reference digests.
/// </summary>
public sealed class CanonicalWriter
{
    private static readonly SearchValues<char> TextEscapes = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> ValueEscapes = SearchValues.Create("&<\"\t\n\r");

    private readonly List<(string Prefix, string Uri)> _scope = [];
    private readonly Stack<(string Name, int Mark)> _open = new();
    private byte[] _buffer;
    private int _length;

    /// <summary>A writer with nothing in scope, as for the apex of a document subset.</summary>
    public CanonicalWriter(int capacity = 1024)
    {
        _buffer = new byte[capacity];
    }

    /// <summary>The bytes written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Says that an ancestor outside what is written has rendered this declaration.</summary>
    public void InScope(string prefix, string uri) => _scope.Add((prefix, uri));

    /// <summary>Starts an element; its namespace is declared when it is not in force yet. Attributes may follow.</summary>
    public CanonicalWriter Start(string prefix, string local, string uri)
    {
        var name = prefix.Length == 0 ? local : prefix + ":" + local;
        _open.Push((name, _scope.Count));
        Raw('<');
        Ascii(name);
        if (Find(prefix) != uri)
        {
            Ascii(prefix.Length == 0 ? " xmlns=\"" : " xmlns:");
            if (prefix.Length > 0)
            {
                Ascii(prefix);
                Ascii("=\"");
            }

            Escaped(uri, ValueEscapes);
            Raw('"');
            _scope.Add((prefix, uri));
        }

        return this;
    }

    /// <summary>An unprefixed attribute of the element just started.</summary>
    public CanonicalWriter Attribute(string name, string value)
    {
        Raw(' ');
        Ascii(name);
        Ascii("=\"");
        Escaped(value, ValueEscapes);
        Raw('"');
        return this;
    }

    /// <summary>Ends the start tag; content may follow.</summary>
    public CanonicalWriter Open()
    {
        Raw('>');
        return this;
    }

    /// <summary>Character data.</summary>
    public CanonicalWriter Text(string text)
    {
        Escaped(text, TextEscapes);
        return this;
    }

    /// <summary>Standard base64 on one line.</summary>
    public CanonicalWriter Base64(ReadOnlySpan<byte> bytes)
    {
        var size = System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, Reserve(size), out _, out var written);
        _length += written;
        return this;
    }

    /// <summary>Bytes that are canonical already.</summary>
    public CanonicalWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
        return this;
    }

    /// <summary>The end tag of the innermost open element.</summary>
    public CanonicalWriter End()
    {
        var (name, mark) = _open.Pop();
        Ascii("</");
        Ascii(name);
        Raw('>');
        _scope.RemoveRange(mark, _scope.Count - mark);
        return this;
    }

    /// <summary>An element with text only.</summary>
    public CanonicalWriter Element(string prefix, string local, string uri, string text) => Start(prefix, local, uri).Open().Text(text).End();

    /// <summary>The bytes written so far, as an array of their own.</summary>
    public byte[] ToArray() => Written.ToArray();

    private string? Find(string prefix)
    {
        for (var i = _scope.Count - 1; i >= 0; i--)
        {
            if (_scope[i].Prefix == prefix)
            {
                return _scope[i].Uri;
            }
        }

        return prefix.Length == 0 ? "" : null;
    }

    private void Escaped(string text, SearchValues<char> escapes)
    {
        var rest = text.AsSpan();
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

    private void Utf8(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, Reserve(text.Length * 3));

    private void Ascii(string text) => _length += Encoding.ASCII.GetBytes(text, Reserve(text.Length));

    private void Raw(char c)
    {
        Reserve(1)[0] = (byte)c;
        _length++;
    }

    private Span<byte> Reserve(int size)
    {
        if (_length + size > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + size));
        }

        return _buffer.AsSpan(_length);
    }
}
