using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Axis.Node.Vxp.Wire;

/// <summary>
/// The signed text: a one-line JSON object <c>{"XroadVnpt-name":"value",…}</c>. A server never rebuilds it (the order of the official client's hash map cannot
/// be known); it hashes the text that came.
/// </summary>
public static class SignatureText
{
    /// <summary>Longest text that is looked at, in characters; 1,000 receivers take about 25,000.</summary>
    public const int MaxLength = 512 * 1024;

    /// <summary>Most members of one text.</summary>
    public const int MaxMembers = 100;

    /// <summary>Writes the text as the official client does (Gson without HTML escaping).</summary>
    /// <param name="headers">Logical names and values, in the order wanted.</param>
    public static string Write(IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var text = new StringBuilder("{");
        foreach (var (name, value) in headers)
        {
            if (text.Length > 1)
            {
                text.Append(',');
            }

            Quote(text, VxpHeaders.Prefix + name);
            text.Append(':');
            Quote(text, value);
        }

        return text.Append('}').ToString();
    }

    /// <summary>The value of <see cref="VxpHeaders.SignHeaderKey"/>: logical names joined by <c>;</c>.</summary>
    public static string WriteKeys(IEnumerable<KeyValuePair<string, string>> headers) => string.Join(';', headers.Select(static h => h.Key));

    /// <summary>
    /// Reads a text whose MAC was checked: logical names (case kept, the prefix taken off) and values. <c>null</c> when it is not such an object, a member
    /// stands twice, is no string or lacks the prefix.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? TryRead(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            return null;
        }

        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 2 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (!reader.Read()
                    || reader.TokenType != JsonTokenType.String
                    || members.Count == MaxMembers
                    || !name.StartsWith(VxpHeaders.Prefix, StringComparison.OrdinalIgnoreCase)
                    || !members.TryAdd(name[VxpHeaders.Prefix.Length..], reader.GetString()!))
                {
                    return null;
                }
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? members : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or an escape that is no character.
            return null;
        }
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\f' => text.Append("\\f"),
                < ' ' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
