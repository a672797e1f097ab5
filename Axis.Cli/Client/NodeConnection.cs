using System.CommandLine;
using System.Text.Json;
using Axis.Cli.Commands;

namespace Axis.Cli.Client;

/// <summary>Where the node's API is and which token opens it.</summary>
/// <param name="Url">Base address.</param>
/// <param name="TokenFile">File with the bearer token; a secret never stands on a command line.</param>
public sealed record NodeConnection(Uri Url, string TokenFile)
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    // A token is some dozens of characters; anything larger is another file.
    private const long LargestToken = 4096;

    /// <summary>Reads options, then environment, then the data folder, then the default.</summary>
    /// <exception cref="CliFailureException">The address is no http(s) address, or would carry the token in clear text over a network.</exception>
    public static NodeConnection Of(ParseResult parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var folder = GlobalOptions.DataFolder(parse);
        var text = parse.GetValue(GlobalOptions.Url) ?? Environment.GetEnvironmentVariable("AXIS_URL") ?? ConfiguredUrl(folder) ?? DefaultUrl;
        var tokenFile = parse.GetValue(GlobalOptions.TokenFile) ?? Environment.GetEnvironmentVariable("AXIS_TOKEN_FILE") ?? Path.Combine(folder, "operator.token");
        return new NodeConnection(ParseUrl(text), tokenFile);
    }

    /// <summary>Checks an address.</summary>
    public static Uri ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw CliFailureException.Usage($"Địa chỉ nút '{text}' không hợp lệ.", "Ghi đủ dạng http://127.0.0.1:8080 hoặc https://tên-máy:cổng.");
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            throw CliFailureException.Usage(
                $"Địa chỉ {url.GetLeftPart(UriPartial.Authority)} là http qua mạng: thẻ truy cập sẽ đi ở dạng rõ.",
                "Dùng https, hoặc chạy lệnh ngay trên máy của nút.");
        }

        return url;
    }

    /// <summary>The bearer token.</summary>
    /// <exception cref="CliFailureException">There is no readable token.</exception>
    public string ReadToken()
    {
        if (ForeignFile.IsDenied(TokenFile))
        {
            throw CliFailureException.Usage($"Tài khoản đang chạy lệnh không được đọc tệp thẻ truy cập {TokenFile}.", ForeignFile.Advice + "; hoặc dùng thẻ của mình bằng --token-file.");
        }

        var file = new FileInfo(TokenFile);
        if (!file.Exists && file.Directory is { Exists: false } missing)
        {
            throw CliFailureException.Usage($"Thư mục {missing.FullName} không có.", "Chỉ đúng thư mục dữ liệu của nút bằng --data hoặc biến AXIS_DATA.");
        }

        if (!file.Exists)
        {
            throw CliFailureException.Usage(
                $"Không thấy tệp thẻ truy cập {TokenFile}.",
                "Chỉ ra tệp bằng --token-file hoặc --data; cấp thẻ mới bằng 'axis token issue'.");
        }

        var token = file.Length <= LargestToken ? File.ReadAllText(file.FullName).Trim() : "";
        if (token.Length == 0 || token.Any(static c => c is <= ' ' or > '~'))
        {
            throw CliFailureException.Usage($"Tệp {TokenFile} không chứa thẻ truy cập.", "Kiểm tra lại tệp; cấp thẻ mới bằng 'axis token issue'.");
        }

        return token;
    }

    // Only the first API address is read; the settings as a whole are the node's business.
    private static string? ConfiguredUrl(string folder)
    {
        var path = Path.Combine(folder, "appsettings.json");
        if (!File.Exists(path) || ForeignFile.IsDenied(path))
        {
            return null; // what the token's file says next is what matters
        }

        try
        {
            using var settings = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return settings.RootElement.TryGetProperty("Listen", out var listen)
                && listen.TryGetProperty("Api", out var addresses)
                && addresses is { ValueKind: JsonValueKind.Array }
                && addresses.GetArrayLength() > 0
                ? addresses[0].GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw CliFailureException.Usage($"Không đọc được {path}: {e.Message}", "Sửa tệp cấu hình, hoặc chỉ rõ địa chỉ bằng --url.");
        }
    }
}
