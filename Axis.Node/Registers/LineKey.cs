using System.Globalization;

namespace Axis.Node.Registers;

/// <summary>Where a page of a register ends. Lines may share a number (brought by hand, or void and given again), so the number alone is no key.</summary>
/// <param name="Number">Running number of the last line shown.</param>
/// <param name="Line">Its số đến or số/ký hiệu, empty for a void number; <c>null</c> = after every line of the number.</param>
public sealed record LineKey(long Number, string? Line)
{
    private const char Mark = ':';

    /// <summary>Reads what <see cref="ToString"/> wrote, or a number alone.</summary>
    public static bool TryParse(string text, out LineKey key)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.IndexOf(Mark, StringComparison.Ordinal);
        var read = long.TryParse(end < 0 ? text : text.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        key = new LineKey(number, end < 0 ? null : text[(end + 1)..]);
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{(Line is null ? "" : Mark)}{Line}");
}
