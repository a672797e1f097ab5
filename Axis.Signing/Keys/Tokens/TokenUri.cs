using System.Text;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// Which key on which token: a PKCS#11 URI (RFC 7512) of path attributes alone. A URI that carries a PIN or names a PIN's place is refused, so that a URI may be
/// shown and logged.
/// </summary>
public sealed record TokenUri
{
    private const string Scheme = "pkcs11:";
    private const int MaxLength = 1024;

    // RFC 7512 §2.3, as far as a private key is concerned. "type" is always "private" and written here.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "token", "manufacturer", "serial", "model", "library-manufacturer", "library-description", "library-version", "slot-id", "slot-manufacturer",
        "slot-description", "object", "id", "type",
    };

    private TokenUri(string text, string name) => (Text, Name) = (text, name);

    /// <summary>The URI as given.</summary>
    public string Text { get; }

    /// <summary>The token and the key, for people.</summary>
    public string Name { get; }

    /// <summary>Reads a URI.</summary>
    /// <exception cref="KeyFileException">It is none, or it carries a PIN.</exception>
    public static TokenUri Parse(string? text)
    {
        // The text itself is never repeated: it may hold the PIN that is refused here.
        if (text is null || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text.Length > MaxLength || text.Any(static c => c is <= ' ' or >= '\x7f'))
        {
            throw Wrong("phải bắt đầu bằng 'pkcs11:' và chỉ gồm ký tự ASCII không có khoảng trắng (viết %20)");
        }

        if (text.Contains('?', StringComparison.Ordinal) || text.Contains("pin-value", StringComparison.OrdinalIgnoreCase) || text.Contains("pin-source", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong("không được chứa mã PIN, nơi để mã PIN hay phần sau dấu '?'; mã PIN đặt trong tệp riêng (pinFile)");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text[Scheme.Length..].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n, v) : (part, "");
            if (!Known.Contains(name) || value.Length == 0 || !values.TryAdd(name, value))
            {
                throw Wrong("có thuộc tính lạ, trống hoặc lặp lại; hãy dùng token=…;object=… hoặc token=…;id=…");
            }
        }

        if (values.GetValueOrDefault("type", "private") != "private" || !(values.ContainsKey("object") || values.ContainsKey("id")))
        {
            throw Wrong("phải nêu một khóa bí mật bằng object=… hoặc id=…");
        }

        var token = values.GetValueOrDefault("token") ?? values.GetValueOrDefault("serial") ?? "?";
        return new TokenUri(text, Shown(token) + "/" + Shown(values.GetValueOrDefault("object") ?? values["id"]));
    }

    /// <summary>The URI for the engine, with the place of the PIN.</summary>
    internal static string WithPin(string uri, string pinFile)
    {
        var type = uri.Contains(";type=", StringComparison.Ordinal) || uri.StartsWith(Scheme + "type=", StringComparison.OrdinalIgnoreCase) ? "" : ";type=private";
        return $"{uri}{type};pin-source=file:{pinFile}";
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Shown(string value)
    {
        var text = new StringBuilder(Uri.UnescapeDataString(value));
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                text[i] = '?';
            }
        }

        return text.ToString();
    }

    private static KeyFileException Wrong(string why) => new(KeyFileException.Unreadable, $"Địa chỉ khóa trên thiết bị (URI pkcs11, RFC 7512) {why}.");
}
