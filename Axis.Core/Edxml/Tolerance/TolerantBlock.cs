using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Rules;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>
/// An element whose children are taken by local name in any order (T09). Known names are given in the profile's order. Where one value is asked for,
/// the first non-empty element counts and a repetition is reported.
/// </summary>
internal sealed class TolerantBlock
{
    private readonly ElementNode? _element;
    private readonly DeviationLog _log;
    private readonly string _path;

    public TolerantBlock(ElementNode? element, DeviationLog log, string path, params ReadOnlySpan<string> known)
    {
        _element = element;
        _log = log;
        _path = path;
        if (element is null)
        {
            return;
        }

        var last = -1;
        foreach (var child in element.Children)
        {
            var at = known.IndexOf(child.LocalName);
            if (at < 0)
            {
                log.Add("D04", $"{PathOf(DeviationLog.Excerpt(child.LocalName))} không có trong khuôn dạng, đã bỏ qua");
                continue;
            }

            if (at < last)
            {
                log.Add("T09", $"{PathOf(child.LocalName)} đứng sau phần tử lẽ ra phải theo sau nó");
            }

            last = Math.Max(last, at);
        }
    }

    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}/{name}";

    public IEnumerable<ElementNode> All(string name) =>
        _element is null ? [] : _element.Children.Where(c => c.LocalName == name);

    public ElementNode? One(string name)
    {
        ElementNode? first = null;
        ElementNode? filled = null;
        var count = 0;
        foreach (var child in All(name))
        {
            count++;
            first ??= child;
            filled ??= child.Children.Count > 0 || !string.IsNullOrWhiteSpace(child.Text) ? child : null;
        }

        if (count > 1)
        {
            _log.Add("D01", $"{PathOf(name)} xuất hiện {count} lần, chỉ dùng giá trị đầu tiên có nội dung");
        }

        return filled ?? first;
    }

    /// <summary>The text without white space around it; <c>null</c> when absent or blank (T10).</summary>
    public string? Text(string name)
    {
        if (One(name) is not { } element)
        {
            return null;
        }

        var text = element.Text.Trim();
        if (text.Length == 0)
        {
            _log.Add("T10", $"{PathOf(name)} để rỗng");
            return null;
        }

        return text;
    }

    public List<string> Texts(string name) => [.. All(name).Select(static e => e.Text.Trim()).Where(static t => t.Length > 0)];

    public OrganId Organ(string name) => Organ(One(name)?.Text ?? "", PathOf(name));

    /// <summary><c>default</c> when unusable; validation names that (T21).</summary>
    public OrganId Organ(string text, string path)
    {
        var known = OrganId.TryParse(text, out var id);
        if (!known || id.Value != text)
        {
            _log.Add("T21", known ? $"{path} viết \"{DeviationLog.Excerpt(text)}\", đọc là {id}" : $"{path} không có mã định danh dùng được (\"{DeviationLog.Excerpt(text)}\")");
        }

        return id;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var date = TolerantValues.Date(text);
        if (date is null || VietnamTime.FormatDate(date.Value) != text)
        {
            Report("T13", name, text, date is { } value ? VietnamTime.FormatDate(value) : null);
        }

        return date;
    }

    public DateTimeOffset? Timestamp(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var instant = TolerantValues.Timestamp(text);
        if (instant is null || VietnamTime.FormatTimestamp(instant.Value) != text)
        {
            Report("T13", name, text, instant is { } value ? VietnamTime.FormatTimestamp(value) : null);
        }

        return instant;
    }

    /// <summary>A number; another spelling, an empty or an unreadable one is reported under the row.</summary>
    public int? Integer(string name, string row = "D06")
    {
        if (One(name) is not { } element)
        {
            return null;
        }

        var value = TolerantValues.Integer(element.Text);
        var canonical = value?.ToString(CultureInfo.InvariantCulture);
        if (canonical != element.Text)
        {
            Report(row, name, element.Text, canonical);
        }

        return value;
    }

    public bool Flag(string name)
    {
        if (One(name) is not { } element)
        {
            return false;
        }

        bool? value = element.Text.Trim().ToLowerInvariant() switch
        {
            "1" or "true" => true,
            "0" or "false" or "" => false,
            _ => null,
        };
        if (element.Text is not ("0" or "1"))
        {
            Report("D06", name, element.Text, value is { } known ? (known ? "1" : "0") : null);
        }

        return value ?? false;
    }

    public bool Boolean(string name)
    {
        if (One(name) is not { } element)
        {
            return false;
        }

        var value = element.Text.Trim().ToLowerInvariant() is "1" or "true";
        if (element.Text is not ("true" or "false"))
        {
            Report("D06", name, element.Text, value ? "true" : "false");
        }

        return value;
    }

    private void Report(string row, string name, string text, string? readAs)
    {
        var written = $"{PathOf(name)} viết \"{DeviationLog.Excerpt(text)}\"";
        _log.Add(row, readAs is null ? $"{written}, không đọc được" : $"{written}, đọc là {readAs}");
    }
}
