using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Axis.Node.Console.Pages.Guides;

/// <summary>The Markdown that the guides are written in: headings, paragraphs, lists, tables, pictures, and bold, italic, code and links within a line. Everything else is text.</summary>
public static partial class GuideMarkdown
{
    /// <summary>As HTML; text is encoded.</summary>
    /// <param name="markdown">The guide.</param>
    /// <param name="pictures">Address that pictures are relative to.</param>
    public static string ToHtml(string markdown, string pictures)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var html = new StringBuilder();
        foreach (var block in markdown.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            html.Append(Block(block.Split('\n'), pictures)).Append('\n');
        }

        return html.ToString();
    }

    private static string Block(string[] lines, string pictures) => lines[0] switch
    {
        ['#', ' ', .. var title] => $"<h1>{Inline(title)}</h1>",
        ['#', '#', ' ', .. var title] => $"<h2>{Inline(title)}</h2>",
        ['-', ' ', ..] => $"<ul>{Items(lines)}</ul>",
        ['1', '.', ' ', ..] => $"<ol>{Items(lines)}</ol>",
        ['|', ..] => Table(lines),
        _ when Picture().Match(lines[0]) is { Success: true } m => $"<p><img src=\"{WebUtility.HtmlEncode(pictures + m.Groups[2].Value)}\" alt=\"{WebUtility.HtmlEncode(m.Groups[1].Value)}\" loading=\"lazy\"></p>",
        _ => $"<p>{Inline(string.Join(' ', lines))}</p>",
    };

    private static string Items(string[] lines) => string.Concat(lines.Select(static l => $"<li>{Inline(Marker().Replace(l, ""))}</li>"));

    // The second line only draws the rule below the head.
    private static string Table(string[] lines) =>
        $"<div class=\"scroll\" role=\"region\" aria-label=\"{WebUtility.HtmlEncode(Cells(lines[0])[0])}\" tabindex=\"0\"><table class=\"list\"><thead>{Row(lines[0], "th scope=\"col\"", "th")}</thead><tbody>{string.Concat(lines.Skip(2).Select(static l => Row(l, "td", "td")))}</tbody></table></div>";

    private static string Row(string line, string open, string close) => $"<tr>{string.Concat(Cells(line).Select(c => $"<{open}>{Inline(c)}</{close}>"))}</tr>";

    private static string[] Cells(string line) => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);

    // What stands in backquotes is text; the rest may be bold, italic or a link.
    private static string Inline(string text)
    {
        var parts = WebUtility.HtmlEncode(text).Split('`');
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = i % 2 == 1 ? $"<code>{parts[i]}</code>" : Link().Replace(Italic().Replace(Bold().Replace(parts[i], "<strong>$1</strong>"), "<em>$1</em>"), "$1 (<code>$2</code>)");
        }

        return string.Concat(parts);
    }

    [GeneratedRegex(@"^!\[([^\]]*)\]\(([a-z0-9/.-]+)\)$")]
    private static partial Regex Picture();

    [GeneratedRegex(@"^(-|\d+\.) ")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\*([^*]+)\*")]
    private static partial Regex Italic();

    // The guides point at files of the source tree, which a browser cannot open.
    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex Link();
}
