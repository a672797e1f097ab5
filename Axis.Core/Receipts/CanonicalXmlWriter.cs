using System.Buffers;
using System.Text;

namespace Axis.Core.Receipts;

/// <summary>
/// Writes UTF-8 that is its own exclusive canonical form (W3C exc-c14n §3): full end tags, one default namespace on the root, attributes handed over in order,
/// text and attributes escaped as C14N 1.0 §2.3 escapes them.
/// </summary>
public sealed class CanonicalXmlWriter(int capacity)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(Math.Max(capacity, 64));

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    /// <summary>Markup that is canonical already.</summary>
    public CanonicalXmlWriter Raw(ReadOnlySpan<byte> markup)
    {
        _buffer.Write(markup);
        return this;
    }

    /// <summary><c>&lt;name&gt;text&lt;/name&gt;</c>.</summary>
    public CanonicalXmlWriter Element(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        Raw("<"u8).Raw(name).Raw(">"u8);
        Escape(text, inAttribute: false);
        return Raw("</"u8).Raw(name).Raw(">"u8);
    }

    /// <summary>The element, or nothing when there is no text.</summary>
    public CanonicalXmlWriter OptionalElement(ReadOnlySpan<byte> name, string? text) => text is null ? this : Element(name, text);

    /// <summary><c> name="value"</c>.</summary>
    public CanonicalXmlWriter Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        Raw(" "u8).Raw(name).Raw("=\""u8);
        Escape(value, inAttribute: true);
        return Raw("\""u8);
    }

    /// <summary>Whether every character may stand in an XML 1.0 document (§2.2).</summary>
    public static bool IsXmlText(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and < '\uD800' or >= '\uE000' and <= '\uFFFD' or '\t' or '\n' or '\r')
            {
                continue;
            }

            if (!char.IsHighSurrogate(c) || i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    private void Escape(ReadOnlySpan<char> text, bool inAttribute)
    {
        while (text.Length > 0)
        {
            var at = inAttribute ? text.IndexOfAny(AttributeSpecials) : text.IndexOfAny(TextSpecials);
            var plain = at < 0 ? text : text[..at];
            Encoding.UTF8.GetBytes(plain, _buffer);
            if (at < 0)
            {
                return;
            }

            Raw(text[at] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\t' => "&#x9;"u8,
                '\n' => "&#xA;"u8,
                _ => "&#xD;"u8,
            });
            text = text[(at + 1)..];
        }
    }

    private static readonly SearchValues<char> TextSpecials = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> AttributeSpecials = SearchValues.Create("&<\"\t\n\r");
}
