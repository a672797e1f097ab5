using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Axis.Journey.Tests.Vxp;

/// <summary>
/// A client of the VXP API as existing software is: written from the description of that API alone, over a raw socket, with the bytes of the official client. It
/// uses nothing of the product. Its headers are never cleared, their order is any, and its timestamp is that of its making.
/// </summary>
internal sealed class SdkClient
{
    private const string Prefix = "XroadVnpt-";
    private readonly Uri _service;
    private readonly string _secret;
    private readonly Dictionary<string, string> _headers = [];
    private readonly Random _order;

    public SdkClient(Uri service, string systemId, string secret, DateTimeOffset? made = null, int order = 1)
    {
        (_service, _secret, _order) = (service, secret, new Random(order));
        _headers["systemid"] = systemId;
        var at = (made ?? DateTimeOffset.UtcNow).ToOffset(TimeSpan.FromHours(7));
        _headers["timestamp"] = at.ToString("ddMMyyyy'T'HHmmss", CultureInfo.InvariantCulture) + "+" + at.Millisecond.ToString("0000", CultureInfo.InvariantCulture);
    }

    /// <summary>What happens while the body is under way: between its first half and its second.</summary>
    public Func<Task>? Midway { get; set; }

    /// <summary>Changes the call on the wire after it was signed.</summary>
    public Action<WireCall>? Spoil { get; set; }

    public Task<SdkAnswer> ReceivedAsync(string kind) => CallAsync("POST", "/getReceivedEdocList", [("servicetype", "eDoc"), ("messagetype", kind)], []);

    public Task<SdkAnswer> SentAsync(string kind, string? docId = null) =>
        CallAsync("POST", "/getSentEdocList", docId is null ? [("servicetype", "eDoc"), ("messagetype", kind)] : [("servicetype", "eDoc"), ("messagetype", kind), ("docId", docId)], []);

    public Task<SdkAnswer> SendAsync(string from, string kind, byte[] file, string? to = null, string? hash = null)
    {
        var headers = new List<(string, string)> { ("from", from), ("servicetype", "eDoc"), ("messagetype", kind), ("hash-file", hash ?? Unpadded(file)) };
        if (to is not null)
        {
            headers.Add(("to", to));
        }

        return CallAsync("POST", "/sendEdoc", headers, [.. file, .. "\r\n"u8], "application/octet-stream");
    }

    public async Task<byte[]> GetAsync(string docId)
    {
        var answer = await CallAsync("POST", "/getEdoc", [("docId", docId), ("filePath", "C:\\luu\\2026")], "{}"u8.ToArray());
        Assert.That(answer.Status, Is.EqualTo("OK"), answer.Text);
        return Convert.FromBase64String(answer.Json.GetProperty("data").GetString()!);
    }

    public Task<SdkAnswer> TryGetAsync(string docId) => CallAsync("POST", "/getEdoc", [("docId", docId), ("filePath", "x")], "{}"u8.ToArray());

    public Task<SdkAnswer> UpdateAsync(string docId, string status, string name = "docid") => CallAsync("POST", "/updateStatus", [("status", status), (name, docId)], "{}"u8.ToArray());

    public Task<SdkAnswer> DownloadAsync(string docId) => CallAsync("GET", "/downloadEdoc", [("docId", docId), ("filePath", "x")], null);

    public async Task<int> CountAsync(string call) => (await CallAsync("POST", call, [("servicetype", "eDoc")], "{}"u8.ToArray())).Json.GetProperty("count").GetInt32();

    public async Task<SdkAnswer> CallAsync(string method, string path, IEnumerable<(string Name, string Value)> headers, byte[]? body, string contentType = "application/json")
    {
        foreach (var (name, value) in headers)
        {
            _headers[name] = value;
        }

        _headers["Content-Type"] = contentType;
        var wire = Sign(method, path, body);
        Spoil?.Invoke(wire);
        return await SendAsync(wire);
    }

    public static string Unpadded(byte[] file) => string.Concat(SHA256.HashData(file).Select(static b => b.ToString("x", CultureInfo.InvariantCulture)));

    private WireCall Sign(string method, string path, byte[]? body)
    {
        var signed = _headers.ToList();
        for (var i = signed.Count - 1; i > 0; i--)
        {
            var j = _order.Next(i + 1);
            (signed[i], signed[j]) = (signed[j], signed[i]);
        }

        var text = "{" + string.Join(',', signed.Select(static h => $"\"{Prefix}{Gson(h.Key)}\":\"{Gson(h.Value)}\"")) + "}";
        var wire = new WireCall(method, path, body) { ExpectContinue = body is { Length: > 0 } && path != "/sendEdoc" };
        wire.Headers.AddRange(signed.Select(static h => (Prefix + h.Key, h.Value)));
        wire.Headers.Add((Prefix + "sign-header-key", string.Join(';', signed.Select(static h => h.Key))));
        wire.Headers.Add((Prefix + "sign-header", text));
        wire.Headers.Add((Prefix + "hash-header", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_secret), Encoding.UTF8.GetBytes(text)))));
        wire.Headers.Add((Prefix + "version", "3.0.201608"));
        wire.Headers.Add(("Content-Type", _headers["Content-Type"]));
        return wire;
    }

    private static string Gson(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private async Task<SdkAnswer> SendAsync(WireCall wire)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_service.Host, _service.Port);
        var stream = socket.GetStream();
        var head = new StringBuilder($"{wire.Method} {_service.AbsolutePath.TrimEnd('/')}{wire.Path} HTTP/1.1\r\nHost: {_service.Authority}\r\nUser-Agent: JAVASDKAgent/1.0.0 XRoad/VPCP\r\nConnection: close\r\n");
        foreach (var (name, value) in wire.Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (wire.Path != "/sendEdoc" && wire.Path != "/downloadEdoc")
        {
            head.Append("Accept-Encoding: gzip,deflate\r\n");
        }

        if (wire.Body is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {wire.Body.Length}\r\n");
        }

        head.Append(wire.ExpectContinue ? "Expect: 100-continue\r\n\r\n" : "\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()));
        var reader = new HttpReader(stream);
        if (wire.ExpectContinue)
        {
            var first = await reader.HeadAsync();
            if (!first.Line.Contains(" 100 ", StringComparison.Ordinal))
            {
                return await reader.AnswerAsync(first);
            }
        }

        if (wire.Body is { Length: > 0 } bytes)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            if (Midway is { } midway)
            {
                await stream.FlushAsync();
                await midway();
            }

            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        return await reader.AnswerAsync(await reader.HeadAsync());
    }

    /// <summary>Just enough of HTTP/1.1 to read one answer.</summary>
    private sealed class HttpReader(Stream stream)
    {
        public async Task<(string Line, Dictionary<string, string> Headers)> HeadAsync()
        {
            var line = await LineAsync();
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var header = await LineAsync(); header.Length > 0; header = await LineAsync())
            {
                var colon = header.IndexOf(':', StringComparison.Ordinal);
                headers[header[..colon]] = header[(colon + 1)..].Trim();
            }

            return (line, headers);
        }

        public async Task<SdkAnswer> AnswerAsync((string Line, Dictionary<string, string> Headers) head)
        {
            using var body = new MemoryStream();
            if (head.Headers.TryGetValue("Content-Length", out var length))
            {
                await CopyAsync(body, int.Parse(length, CultureInfo.InvariantCulture));
            }
            else if (head.Headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
            {
                for (var size = await SizeAsync(); size > 0; size = await SizeAsync())
                {
                    await CopyAsync(body, size);
                    await LineAsync();
                }
            }

            var bytes = body.ToArray();
            if (head.Headers.GetValueOrDefault("Content-Encoding") == "gzip")
            {
                using var plain = new MemoryStream();
                using var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                await zip.CopyToAsync(plain);
                bytes = plain.ToArray();
            }

            return new SdkAnswer(int.Parse(head.Line.Split(' ')[1], CultureInfo.InvariantCulture), head.Headers, bytes);
        }

        private async Task<int> SizeAsync() => int.Parse(await LineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        private async Task CopyAsync(MemoryStream into, int count)
        {
            var buffer = new byte[count];
            await stream.ReadExactlyAsync(buffer);
            into.Write(buffer);
        }

        private async Task<string> LineAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (true)
            {
                await stream.ReadExactlyAsync(one);
                if (one[0] == '\n')
                {
                    return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
                }

                line.Add(one[0]);
            }
        }
    }
}

/// <summary>A call as it goes over the wire.</summary>
internal sealed record WireCall(string Method, string Path, byte[]? Body)
{
    public List<(string Name, string Value)> Headers { get; } = [];

    public bool ExpectContinue { get; init; }

    public void Change(string name, Func<string, string> change)
    {
        var at = Headers.FindIndex(h => h.Name == name);
        Headers[at] = (name, change(Headers[at].Value));
    }
}

/// <summary>An answer.</summary>
internal sealed record SdkAnswer(int HttpStatus, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Status => Json.GetProperty("status").GetString()!;

    public string ErrorCode => Json.GetProperty(nameof(ErrorCode)).GetString()!;

    public string DocId => Json.GetProperty(nameof(DocId)).GetString()!;

    public IReadOnlyList<JsonElement> Data => !Json.TryGetProperty("data", out _) ? throw new AssertionException(Text) : [.. Json.GetProperty("data").EnumerateArray()];
}
