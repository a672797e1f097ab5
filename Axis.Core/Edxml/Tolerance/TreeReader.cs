using System.Text;
using System.Xml;
using Axis.Core.Edxml.Files;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Builds the element tree of a foreign packet and streams its files to the sink. The one place where foreign XML enters.</summary>
internal sealed class TreeReader(EdxmlLimits limits, IAttachmentSink sink, DeviationLog log)
{
    private const string ContentName = "ContentTransferEncoded";

    // Senders use these without declaring them (T06).
    private static readonly (string Prefix, string Uri)[] Predeclared =
    [
        (EdxmlNames.Prefix, EdxmlNames.Namespace),
        ("xlink", "http://www.w3.org/1999/xlink"),
        ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsd", "http://www.w3.org/2001/XMLSchema"),
        ("SOAP-ENV", "http://schemas.xmlsoap.org/soap/envelope/"),
        ("ds", EdxmlNames.XmlDsig),
    ];

    private readonly char[] _chunk = new char[8 * 1024];
    private readonly Stack<Open> _open = new();
    private readonly Dictionary<string, int> _declared = new(StringComparer.Ordinal);
    private int _elements;
    private int _totalText;

    /// <summary>The files' bytes by their elements.</summary>
    public Dictionary<ElementNode, FileContent> Contents { get; } = new(ReferenceEqualityComparer.Instance);

    public async Task<ElementNode> ReadAsync(Stream packet, CancellationToken cancellationToken)
    {
        using var text = new PacketTextReader(packet, limits, log);
        using var reader = Create(text);
        try
        {
            ElementNode? root = null;
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var node = OpenElement(reader);
                        root ??= node;
                        await EnterAsync(reader, node, cancellationToken).ConfigureAwait(false);
                        break;
                    case XmlNodeType.EndElement:
                        Close(text.Compose);
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when _open.Count > 0:
                        await TextAsync(reader).ConfigureAwait(false);
                        break;
                    case XmlNodeType.Whitespace when root is not null:
                        log.Add("T03", "có khoảng trắng hoặc xuống dòng sau phần tử gốc");
                        break;
                    case XmlNodeType.EntityReference:
                        throw new EdxmlFormatException(EdxmlFaults.Doctype, "", "Gói tin dùng thực thể XML; không được phép.", "The packet uses an XML entity.");
                }
            }

            return root ?? throw new EdxmlFormatException(EdxmlFaults.NotXml, "", "Tệp không phải XML.", "The file is not XML.");
        }
        catch (XmlException error)
        {
            throw text.SawDoctype
                ? new EdxmlFormatException(EdxmlFaults.Doctype, "", "Gói tin có DOCTYPE; không được phép.", "The packet has a DOCTYPE.", error)
                : new EdxmlFormatException(
                    EdxmlFaults.NotXml, "", $"XML sai cú pháp ở dòng {error.LineNumber}, cột {error.LinePosition}.", $"Not well-formed XML at line {error.LineNumber}, column {error.LinePosition}.", error);
        }
    }

    private static XmlReader Create(PacketTextReader text)
    {
        var settings = new XmlReaderSettings
        {
            Async = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CheckCharacters = false,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = false,
        };
        var names = new NameTable();
        var namespaces = new XmlNamespaceManager(names);
        foreach (var (prefix, uri) in Predeclared)
        {
            namespaces.AddNamespace(prefix, uri);
        }

        settings.NameTable = names;
        return XmlReader.Create(text, settings, new XmlParserContext(names, namespaces, null, XmlSpace.None));
    }

    private ElementNode OpenElement(XmlReader reader)
    {
        if (++_elements > limits.MaxElements || _open.Count >= limits.MaxDepth || reader.AttributeCount > limits.MaxAttributes)
        {
            throw TooMuch("phần tử, cấp lồng nhau hoặc thuộc tính", "elements, nesting or attributes");
        }

        var (prefix, localName, uri, isEmpty) = (reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.IsEmptyElement);
        var declared = new List<string>();
        var attributes = new List<AttributeNode>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns")
            {
                declared.Add(reader.LocalName);
            }
            else if (reader.Name != "xmlns")
            {
                attributes.Add(new AttributeNode(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value));
            }
        }

        reader.MoveToElement();
        foreach (var name in declared)
        {
            _declared[name] = _declared.GetValueOrDefault(name) + 1;
        }

        NoteUndeclared(prefix);
        attributes.ForEach(a => NoteUndeclared(a.Prefix));
        var node = new ElementNode { Prefix = prefix, LocalName = localName, NamespaceUri = uri, Attributes = attributes };
        var inSignature = _open.TryPeek(out var parent) && (parent.InSignature || PacketParts.IsSignature(parent.Node));
        parent?.Node.Children.Add(node);
        _open.Push(new Open(node, declared, inSignature));
        if (isEmpty)
        {
            Close(compose: false);
        }

        return node;
    }

    private void NoteUndeclared(string prefix)
    {
        if (prefix.Length > 0 && prefix != "xml" && _declared.GetValueOrDefault(prefix) == 0)
        {
            log.Add("T06", $"tiền tố {DeviationLog.Excerpt(prefix)} chưa được khai báo");
        }
    }

    private void Close(bool compose)
    {
        var open = _open.Pop();
        foreach (var name in open.Declared)
        {
            _declared[name]--;
        }

        if (open.Text.Length > 0)
        {
            var text = Legal(open.Text.ToString());
            open.Node.Text = compose ? text.Normalize(NormalizationForm.FormC) : text;
        }
    }

    /// <summary>References such as <c>&amp;#x0B;</c> bring back what the text filter has removed.</summary>
    private string Legal(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                kept.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                kept.Append(text, i++, 2);
            }
        }

        if (kept.Length == text.Length)
        {
            return text;
        }

        log.Add("T30", "đã bỏ ký tự không hợp lệ viết dưới dạng tham chiếu");
        return kept.ToString();
    }

    private async Task TextAsync(XmlReader reader)
    {
        var open = _open.Peek();
        int read;
        if (reader.NodeType is XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            Append(open, await reader.GetValueAsync().ConfigureAwait(false));
            return;
        }

        while ((read = await reader.ReadValueChunkAsync(_chunk, 0, _chunk.Length).ConfigureAwait(false)) > 0)
        {
            Append(open, _chunk.AsSpan(0, read));
        }
    }

    private void Append(Open open, ReadOnlySpan<char> text)
    {
        _totalText += text.Length;
        if (open.Text.Length + text.Length > limits.MaxTextLength || _totalText > limits.MaxTotalText)
        {
            throw TooMuch("chữ", "text");
        }

        open.Text.Append(text);
    }

    private async Task EnterAsync(XmlReader reader, ElementNode node, CancellationToken cancellationToken)
    {
        if (node.LocalName != ContentName || reader.IsEmptyElement || _open.Peek().InSignature)
        {
            return;
        }

        if (Contents.Count >= limits.MaxAttachments)
        {
            throw TooMuch("tệp", "files");
        }

        var index = Contents.Count;
        var destination = await sink.OpenAsync(index, cancellationToken).ConfigureAwait(false);
        using var measured = new MeasuredStream(destination);
        var base64 = new LenientBase64();
        var depth = reader.Depth;
        while (await reader.ReadAsync().ConfigureAwait(false) && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element)
            {
                base64.Break();
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                await ContentAsync(reader, base64, measured, cancellationToken).ConfigureAwait(false);
            }
        }

        await measured.WriteAsync(base64.Finish(), cancellationToken).ConfigureAwait(false);
        await measured.FlushAsync(cancellationToken).ConfigureAwait(false);
        Close(compose: false);
        if (base64.Broken)
        {
            log.Add("T31", $"tệp số {index + 1}: base64 bị hỏng sau {measured.Size} byte");
        }

        if (base64.Wrapped)
        {
            log.Add("T19", $"tệp số {index + 1}: base64 có xuống dòng hoặc khoảng trắng");
        }

        if (base64.Unpadded && !base64.Broken)
        {
            log.Add("D18", $"tệp số {index + 1}: base64 thiếu ký tự đệm");
        }

        Contents[node] = FileContent.Of(index, measured, base64.Broken);
    }

    private async Task ContentAsync(XmlReader reader, LenientBase64 base64, MeasuredStream measured, CancellationToken cancellationToken)
    {
        int read;
        while ((read = await reader.ReadValueChunkAsync(_chunk, 0, _chunk.Length).ConfigureAwait(false)) > 0)
        {
            var at = 0;
            while (at < read)
            {
                var decoded = base64.Add(_chunk.AsSpan(at, read - at), out var used);
                await measured.WriteAsync(decoded, cancellationToken).ConfigureAwait(false);
                at += used;
            }
        }
    }

    private static EdxmlFormatException TooMuch(string vi, string en) => new(EdxmlFaults.Limit, "", $"Gói tin có quá nhiều {vi}.", $"The packet has too much or too many {en}.");

    private sealed record Open(ElementNode Node, List<string> Declared, bool InSignature)
    {
        public StringBuilder Text { get; } = new();
    }
}
