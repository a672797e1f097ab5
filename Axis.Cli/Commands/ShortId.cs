namespace Axis.Cli.Commands;

/// <summary>
/// The end of a UUIDv7: its beginning is the time and equal among neighbours, its last digits are random (RFC 9562 §5.7).
/// </summary>
public static class ShortId
{
    private const int Length = 8;

    /// <summary>The last eight digits.</summary>
    public static string Of(Guid id) => id.ToString("N")[^Length..];

    /// <summary>Whether the text means the identifier: whole, or its end from eight digits on.</summary>
    public static bool Means(Guid id, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Guid.TryParse(text, out var whole)
            ? whole == id
            : text.Length >= Length && id.ToString("N").EndsWith(text, StringComparison.OrdinalIgnoreCase);
    }
}
