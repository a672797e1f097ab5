using System.Buffers;
using System.Text;

namespace Axis.Core.Edxml;

/// <summary>One run of <see cref="NativeScanner"/>: the cursor, the open elements and the namespaces in force.</summary>
internal ref struct NativeScan
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" >=:\"'/<&\t\n"u8);
    private static readonly SearchValues<byte> TextStops = SearchValues.Create("<>&"u8);
    private static readonly SearchValues<byte> ValueStops = SearchValues.Create("\"<&\t\n"u8);

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Stack<Open> _open = new(NativeLimits.Depth);
    private readonly NativeNamespaces _namespaces = new();
    private int _at;
    private int _count;

    public NativeScan(ReadOnlySpan<byte> bytes, int start)
    {
        _bytes = bytes;
        _at = start;
    }

    public ElementNode Run()
    {
        if (_at >= _bytes.Length || _bytes[_at] != (byte)'<')
        {
            throw Fail("native-root", "Sau khai báo XML phải là ngay phần tử gốc.");
        }

        var root = StartTag();
        while (_open.Count > 0)
        {
            Content();
        }

        return _at == _bytes.Length ? root : throw Fail("native-trailing", "Sau phần tử gốc không được có gì thêm.");
    }

    /// <summary>
    /// What comes next inside the innermost open element: its text, an end tag or a start tag. Text beside child elements is refused: no packet has
    /// it, and white space between elements would be a second spelling.
    /// </summary>
    private void Content()
    {
        var node = _open.Peek().Node;
        var text = Run(TextStops, (byte)'<', attribute: false);
        if (text.Length > 0)
        {
            if (node.Children.Count > 0)
            {
                throw Fail("native-mixed", "Giữa các phần tử không được có chữ hay khoảng trắng.");
            }

            node.Text = text;
        }

        if (_at + 1 < _bytes.Length && _bytes[_at + 1] == (byte)'/')
        {
            EndTag();
        }
        else if (node.Text.Length > 0)
        {
            throw Fail("native-mixed", "Giữa các phần tử không được có chữ hay khoảng trắng.");
        }
        else
        {
            StartTag();
        }
    }

    /// <summary>Characters up to the closing byte, with references resolved; the cursor is left on the closing byte.</summary>
    private string Run(SearchValues<byte> stops, byte close, bool attribute)
    {
        StringBuilder? built = null;
        while (true)
        {
            var rest = _bytes[_at..];
            var stop = rest.IndexOfAny(stops);
            if (stop < 0)
            {
                throw Fail("native-truncated", "Gói tin bị cắt: phần tử hoặc thuộc tính chưa đóng.");
            }

            var run = stop == 0 ? "" : Encoding.UTF8.GetString(rest[..stop]);
            _at += stop;
            if (_bytes[_at] == close)
            {
                return built is null ? run : built.Append(run).ToString();
            }

            if (_bytes[_at] != (byte)'&')
            {
                throw Fail("native-escape", "Ký tự này phải viết bằng tham chiếu chuẩn.");
            }

            (built ??= new StringBuilder()).Append(run).Append(Reference(attribute));
        }
    }

    private ElementNode StartTag()
    {
        var start = _at;
        if (++_count > NativeLimits.Elements || _open.Count >= NativeLimits.Depth)
        {
            throw Fail("native-limit", "Gói tin có quá nhiều phần tử hoặc lồng quá sâu.");
        }

        _at++;
        var nameStart = _at;
        var (prefix, local) = Name();
        var name = _at - nameStart;
        _namespaces.Push();
        var attributes = Attributes(prefix);
        _at++;
        var node = new ElementNode
        {
            Prefix = prefix,
            LocalName = local,
            NamespaceUri = _namespaces.Find(prefix) ?? throw Fail(start, "native-namespace", $"Tiền tố '{prefix}' chưa được khai báo."),
            Attributes = attributes,
            Start = start,
            ContentStart = _at,
        };
        if (_open.TryPeek(out var parent))
        {
            parent.Node.Children.Add(node);
        }

        _open.Push(new Open(node, nameStart, name));
        return node;
    }

    /// <summary>From after the element's name to its '&gt;', where the cursor is left.</summary>
    private AttributeNode[] Attributes(string elementPrefix)
    {
        if (Peek() == (byte)'>')
        {
            return [];
        }

        List<Raw>? plain = null;
        string? lastDeclared = null;
        var declared = 0;
        while (Peek() != (byte)'>')
        {
            if (Peek() != (byte)' ')
            {
                throw Fail("native-tag", "Trong thẻ chỉ được có đúng một dấu cách trước mỗi thuộc tính, và không có thẻ rỗng.");
            }

            _at++;
            var offset = _at;
            var (prefix, local) = Name();
            var value = Value();
            if (prefix.Length == 0 && local == "xmlns" || prefix == "xmlns")
            {
                var declares = prefix.Length == 0 ? "" : local;
                if (plain is not null || (lastDeclared is not null && string.CompareOrdinal(lastDeclared, declares) >= 0))
                {
                    throw Fail(offset, "native-order", "Khai báo không gian tên phải đứng trước thuộc tính và theo thứ tự chuẩn.");
                }

                Declare(declares, value, offset);
                lastDeclared = declares;
                declared++;
            }
            else
            {
                (plain ??= []).Add(new Raw(prefix, local, value, offset));
            }

            if (declared + (plain?.Count ?? 0) > NativeLimits.Attributes)
            {
                throw Fail(offset, "native-limit", "Một phần tử có quá nhiều thuộc tính.");
            }
        }

        var attributes = plain is null ? [] : Resolve(plain);
        if (declared > 0)
        {
            CheckUsed(elementPrefix, attributes, declared);
        }

        return attributes;
    }

    private readonly void Declare(string prefix, string uri, int offset)
    {
        var known = uri is "http://www.w3.org/XML/1998/namespace" or "http://www.w3.org/2000/xmlns/";
        var absolute = uri.Contains(':', StringComparison.Ordinal) && char.IsAsciiLetter(uri[0]) && !uri.AsSpan().ContainsAnyExceptInRange('!', '~');
        if (prefix is "xml" or "xmlns" || known || !(absolute || (uri.Length == 0 && prefix.Length == 0)))
        {
            throw Fail(offset, "native-namespace", "Khai báo không gian tên không hợp lệ ở dạng gốc.");
        }

        if ((_namespaces.Find(prefix) ?? "") == uri)
        {
            throw Fail(offset, "native-namespace", "Khai báo không gian tên thừa: đã có hiệu lực từ phần tử cha.");
        }

        _namespaces.Declare(prefix, uri);
    }

    private readonly AttributeNode[] Resolve(List<Raw> plain)
    {
        var attributes = new AttributeNode[plain.Count];
        for (var i = 0; i < attributes.Length; i++)
        {
            var raw = plain[i];
            if (raw.Prefix == "xml")
            {
                throw Fail(raw.Offset, "native-xml-attribute", "Dạng gốc không có thuộc tính xml:*.");
            }

            var uri = raw.Prefix.Length == 0 ? "" : _namespaces.Find(raw.Prefix);
            attributes[i] = new AttributeNode(
                raw.Prefix, raw.Local, uri ?? throw Fail(raw.Offset, "native-namespace", $"Tiền tố '{raw.Prefix}' chưa được khai báo."), raw.Value);
            if (i > 0 && Compare(attributes[i - 1], attributes[i]) >= 0)
            {
                throw Fail(raw.Offset, "native-order", "Thuộc tính trùng lặp hoặc không theo thứ tự chuẩn.");
            }
        }

        return attributes;
    }

    /// <summary>Canonical XML 1.1 §2.2: namespace URI is the primary key, local name the secondary; both are ASCII here or compared by code point.</summary>
    private static int Compare(AttributeNode left, AttributeNode right)
    {
        var byNamespace = string.CompareOrdinal(left.NamespaceUri, right.NamespaceUri);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(left.LocalName, right.LocalName);
    }

    /// <summary>Exclusive C14N §3: a declaration is rendered only where its prefix is visibly utilised.</summary>
    private readonly void CheckUsed(string elementPrefix, AttributeNode[] attributes, int declared)
    {
        for (var i = 0; i < declared; i++)
        {
            var prefix = _namespaces.Last(i);
            var used = prefix == elementPrefix;
            foreach (var attribute in attributes)
            {
                used |= prefix.Length > 0 && attribute.Prefix == prefix;
            }

            if (!used)
            {
                throw Fail("native-namespace", "Khai báo không gian tên mà phần tử không dùng đến.");
            }
        }
    }

    private (string Prefix, string Local) Name()
    {
        var first = NamePart();
        if (Peek() != (byte)':')
        {
            return ("", first);
        }

        _at++;
        return (first, NamePart());
    }

    private string NamePart()
    {
        var rest = _bytes[_at..];
        var length = rest.IndexOfAny(NameEnd);
        if (length is <= 0 or > 64)
        {
            throw Fail("native-tag", "Tên phần tử hoặc thuộc tính không hợp lệ ở dạng gốc.");
        }

        var name = rest[..length];
        for (var i = 0; i < name.Length; i++)
        {
            var c = (char)name[i];
            if (!(char.IsAsciiLetter(c) || c == '_' || (i > 0 && (char.IsAsciiDigit(c) || c is '-' or '.'))))
            {
                throw Fail(_at + i, "native-tag", "Tên phần tử hoặc thuộc tính không hợp lệ ở dạng gốc.");
            }
        }

        _at += length;
        return NativeNames.Intern(name);
    }

    private string Value()
    {
        if (!_bytes[_at..].StartsWith("=\""u8))
        {
            throw Fail("native-tag", "Giá trị thuộc tính phải đặt trong dấu nháy kép, không có dấu cách quanh dấu bằng.");
        }

        _at += 2;
        var value = Run(ValueStops, (byte)'"', attribute: true);
        _at++;
        return value;
    }

    /// <summary>The references that Canonical XML itself writes, and no other (Canonical XML 1.0 §1.1, §2.3).</summary>
    private string Reference(bool attribute)
    {
        var rest = _bytes[_at..];
        var (length, value) =
            rest.StartsWith("&amp;"u8) ? (5, "&") :
            rest.StartsWith("&lt;"u8) ? (4, "<") :
            rest.StartsWith("&#xD;"u8) ? (5, "\r") :
            !attribute && rest.StartsWith("&gt;"u8) ? (4, ">") :
            attribute && rest.StartsWith("&quot;"u8) ? (6, "\"") :
            attribute && rest.StartsWith("&#x9;"u8) ? (5, "\t") :
            attribute && rest.StartsWith("&#xA;"u8) ? (5, "\n") :
            throw Fail("native-reference", "Tham chiếu ký tự hoặc thực thể không ở dạng chuẩn.");
        _at += length;
        return value;
    }

    private void EndTag()
    {
        var open = _open.Pop();
        var rest = _bytes[(_at + 2)..];
        if (rest.Length <= open.NameLength
            || !rest[..open.NameLength].SequenceEqual(_bytes.Slice(open.NameStart, open.NameLength))
            || rest[open.NameLength] != (byte)'>')
        {
            throw Fail("native-tag", $"Thẻ đóng không khớp với thẻ mở <{open.Node.LocalName}>.");
        }

        _at += open.NameLength + 3;
        open.Node.End = _at;
        _namespaces.Pop();
    }

    private readonly byte Peek() => _at < _bytes.Length ? _bytes[_at] : throw Fail("native-truncated", "Gói tin bị cắt giữa một thẻ.");

    private readonly NativeFormException Fail(string code, string message) => new(code, _at, message);

    private static NativeFormException Fail(int offset, string code, string message) => new(code, offset, message);

    private readonly record struct Open(ElementNode Node, int NameStart, int NameLength);

    private readonly record struct Raw(string Prefix, string Local, string Value, int Offset);
}
