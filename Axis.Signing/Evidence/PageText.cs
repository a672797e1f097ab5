using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Axis.Signing.Evidence;

/// <summary>Writes HTML out of texts that others wrote: everything is escaped, and direction overrides cannot turn a line around.</summary>
internal sealed class PageText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    /// <summary>Markup of our own.</summary>
    public PageText Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Text, escaped and isolated.</summary>
    public PageText Text(string? text)
    {
        _html.Append("<bdi>").Append(Encoder.Encode(Shown(text))).Append("</bdi>");
        return this;
    }

    /// <summary>A row of a table.</summary>
    public PageText Row(params ReadOnlySpan<string?> cells)
    {
        _html.Append("<tr>");
        foreach (var cell in cells)
        {
            Raw("<td>").Text(cell).Raw("</td>");
        }

        return Raw("</tr>\n");
    }

    /// <summary>The head of a table.</summary>
    public PageText Head(params ReadOnlySpan<string> cells)
    {
        _html.Append("<table>\n<tr>");
        foreach (var cell in cells)
        {
            Raw("<th>").Text(cell).Raw("</th>");
        }

        return Raw("</tr>\n");
    }

    /// <summary>The page in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_html.ToString());

    /// <summary>Vietnam time.</summary>
    public static string Time(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Shown(string? text) => string.IsNullOrEmpty(text)
        ? "–"
        : string.Concat(text.EnumerateRunes().Select(static r => Rune.GetUnicodeCategory(r) is UnicodeCategory.Format or UnicodeCategory.Control ? " " : r.ToString()));
}
