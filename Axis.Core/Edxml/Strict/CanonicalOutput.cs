using System.Buffers;
using System.Globalization;
using System.Text;

namespace Axis.Core.Edxml.Strict;

/// <summary>Writes elements the way exclusive C14N spells them (https://www.w3.org/TR/xml-exc-c14n/): no empty-element tags, no white space of its own.</summary>
internal sealed class CanonicalOutput
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\r");

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    /// <summary>Hands over what was written since the last call.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var bytes = _buffer.WrittenSpan.ToArray();
        _buffer.ResetWrittenCount();
        return bytes;
    }

    /// <summary>Markup that is canonical as it stands.</summary>
    public void Raw(ReadOnlySpan<char> markup) => Encoding.UTF8.GetBytes(markup, _buffer);

    public void Open(string name)
    {
        Raw("<edXML:");
        Raw(name);
        Raw(">");
    }

    public void Close(string name)
    {
        Raw("</edXML:");
        Raw(name);
        Raw(">");
    }

    public void Leaf(string name, string text)
    {
        Open(name);
        Text(text);
        Close(name);
    }

    /// <summary>Leaves an optional element without content out (W05).</summary>
    public void OptionalLeaf(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Leaf(name, text);
        }
    }

    public void Leaf(string name, int value) => Leaf(name, value.ToString(CultureInfo.InvariantCulture));

    public void Flag(string name, bool value) => Leaf(name, value ? "1" : "0");

    public void List(string listName, string itemName, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        Open(listName);
        foreach (var item in items)
        {
            Leaf(itemName, item);
        }

        Close(listName);
    }

    /// <summary>An element of the attachment block, which carries no prefix (W02).</summary>
    public void BareLeaf(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Raw($"<{name}>");
            Text(text);
            Raw($"</{name}>");
        }
    }

    private void Text(string text)
    {
        var rest = text.AsSpan();
        int at;
        while ((at = rest.IndexOfAny(Escaped)) >= 0)
        {
            Raw(rest[..at]);
            Raw(rest[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => "&#xD;",
            });
            rest = rest[(at + 1)..];
        }

        Raw(rest);
    }
}
