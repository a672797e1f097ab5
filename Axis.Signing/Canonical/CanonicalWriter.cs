namespace Axis.Signing.Canonical;

/// <summary>
/// Writes XML that is its own Exclusive XML Canonicalization 1.0: a namespace is declared exactly where it is first visibly used, text and
/// attribute values carry the canonical references only. The caller gives the attributes in canonical order. What is in scope already
/// decides whether an element is written as it stands in its document or as the document subset that a reference digests.
/// </summary>
public sealed class CanonicalWriter
{
    private readonly List<(string Prefix, string Uri)> _scope = [];
    private readonly Stack<(string Name, int Mark)> _open = new();
    private readonly CanonicalBytes _bytes;

    /// <summary>A writer with nothing in scope, as for the apex of a document subset.</summary>
    public CanonicalWriter(int capacity = 1024)
    {
        _bytes = new CanonicalBytes(capacity);
    }

    /// <summary>The bytes written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.Written;

    /// <summary>Says that an ancestor outside what is written has rendered this declaration.</summary>
    public void InScope(string prefix, string uri) => _scope.Add((prefix, uri));

    /// <summary>Starts an element; its namespace is declared when it is not in force yet. Attributes may follow.</summary>
    public CanonicalWriter Start(string prefix, string local, string uri)
    {
        var name = prefix.Length == 0 ? local : prefix + ":" + local;
        _open.Push((name, _scope.Count));
        _bytes.Raw('<');
        _bytes.Ascii(name);
        if (Find(prefix) != uri)
        {
            _bytes.Ascii(prefix.Length == 0 ? " xmlns=\"" : " xmlns:");
            if (prefix.Length > 0)
            {
                _bytes.Ascii(prefix);
                _bytes.Ascii("=\"");
            }

            _bytes.Value(uri);
            _bytes.Raw('"');
            _scope.Add((prefix, uri));
        }

        return this;
    }

    /// <summary>An unprefixed attribute of the element just started.</summary>
    public CanonicalWriter Attribute(string name, string value)
    {
        _bytes.Raw(' ');
        _bytes.Ascii(name);
        _bytes.Ascii("=\"");
        _bytes.Value(value);
        _bytes.Raw('"');
        return this;
    }

    /// <summary>Ends the start tag; content may follow.</summary>
    public CanonicalWriter Open()
    {
        _bytes.Raw('>');
        return this;
    }

    /// <summary>Character data.</summary>
    public CanonicalWriter Text(string text)
    {
        _bytes.Text(text);
        return this;
    }

    /// <summary>Standard base64 on one line.</summary>
    public CanonicalWriter Base64(ReadOnlySpan<byte> bytes)
    {
        _bytes.Base64(bytes);
        return this;
    }

    /// <summary>Bytes that are canonical already.</summary>
    public CanonicalWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.Bytes(bytes);
        return this;
    }

    /// <summary>The end tag of the innermost open element.</summary>
    public CanonicalWriter End()
    {
        var (name, mark) = _open.Pop();
        _bytes.Ascii("</");
        _bytes.Ascii(name);
        _bytes.Raw('>');
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
}
