using System.Buffers;
using System.Text;

namespace Axis.Core.Receipts;

/// <summary>
/// Walks markup whose form is known in advance, one expected literal after another. It understands no XML beyond that; the caller writes the values again and
/// compares bytes, so nothing that is merely equivalent passes.
/// </summary>
internal ref struct CanonicalXmlReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> TextEnd = SearchValues.Create("<"u8);
    private static readonly SearchValues<byte> AttributeEnd = SearchValues.Create("\""u8);

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether everything was consumed.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Consumes the literal if it comes next.</summary>
    public bool Try(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal))
        {
            return false;
        }

        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Consumes the literal.</summary>
    public void Expect(ReadOnlySpan<byte> literal)
    {
        if (!Try(literal))
        {
            throw Broken(Encoding.UTF8.GetString(literal));
        }
    }

    /// <summary>The element's text; <c>null</c> when another element comes.</summary>
    public string? Optional(ReadOnlySpan<byte> name)
    {
        var saved = _rest;
        if (Try("<"u8) && Try(name) && Try(">"u8))
        {
            var text = Take(TextEnd);
            Expect("</"u8);
            Expect(name);
            Expect(">"u8);
            return text;
        }

        _rest = saved;
        return null;
    }

    /// <summary>The element's text.</summary>
    public string Element(ReadOnlySpan<byte> name) => Optional(name) ?? throw Broken("<" + Encoding.UTF8.GetString(name) + ">");

    /// <summary>The attribute's value; <c>null</c> when it does not come next.</summary>
    public string? OptionalAttribute(ReadOnlySpan<byte> name)
    {
        var saved = _rest;
        if (Try(" "u8) && Try(name) && Try("=\""u8))
        {
            var value = Take(AttributeEnd);
            Expect("\""u8);
            return value;
        }

        _rest = saved;
        return null;
    }

    /// <summary>The attribute's value.</summary>
    public string Attribute(ReadOnlySpan<byte> name) => OptionalAttribute(name) ?? throw Broken(Encoding.UTF8.GetString(name) + "=");

    private string Take(SearchValues<byte> end)
    {
        var length = _rest.IndexOfAny(end);
        if (length < 0)
        {
            throw Broken("</");
        }

        string text;
        try
        {
            text = Strict.GetString(_rest[..length]);
        }
        catch (DecoderFallbackException e)
        {
            throw new ReceiptFormatException(ReceiptFormatException.Syntax, "Biên nhận không phải văn bản UTF-8 hợp lệ.", e);
        }

        _rest = _rest[length..];
        return text.Contains('&', StringComparison.Ordinal) ? Unescape(text) : text;
    }

    // References that the canonical writer never writes stay as they are; the byte comparison then refuses them.
    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            var (c, length) =
                text[i] != '&' ? (text[i], 1)
                : rest.StartsWith("&amp;", StringComparison.Ordinal) ? ('&', 5)
                : rest.StartsWith("&lt;", StringComparison.Ordinal) ? ('<', 4)
                : rest.StartsWith("&gt;", StringComparison.Ordinal) ? ('>', 4)
                : rest.StartsWith("&quot;", StringComparison.Ordinal) ? ('"', 6)
                : rest.StartsWith("&#x9;", StringComparison.Ordinal) ? ('\t', 5)
                : rest.StartsWith("&#xA;", StringComparison.Ordinal) ? ('\n', 5)
                : rest.StartsWith("&#xD;", StringComparison.Ordinal) ? ('\r', 5)
                : ('&', 1);
            plain.Append(c);
            i += length - 1;
        }

        return plain.ToString();
    }

    private static ReceiptFormatException Broken(string expected) =>
        new(ReceiptFormatException.Syntax, $"Biên nhận không đúng cấu trúc: thiếu '{expected}' ở vị trí phải có.");
}
