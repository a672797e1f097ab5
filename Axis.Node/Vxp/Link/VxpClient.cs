using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Node.Incoming;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Link;

/// <summary>
/// The calling side of the VXP client API towards one server. Answers are bounded in size and time, nothing is followed elsewhere, nothing is decompressed. Calls
/// are paced. Thread-safe.
/// </summary>
/// <exception cref="LinkUnreachableException">Of every call: no answer, or one that is none (an outage, never a success).</exception>
/// <exception cref="LinkAnswerException">Of every call: the server refused.</exception>
public sealed class VxpClient : IDisposable
{
    private const int MaxFrame = 256 * 1024;
    private const int MaxList = 16 * 1024 * 1024;
    private const string JsonType = "application/json";

    private readonly VxpLinkOptions _options;
    private readonly string _secretFile;
    private readonly HttpClient _http;
    private readonly VxpPace _pace;
    private readonly TimeProvider _time;

    /// <param name="options">The link's settings, checked.</param>
    /// <param name="keys">Folder of relative key files.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SettingsException">The file of its roots cannot be read or holds none: the machine's own must not stand in for them.</exception>
    public VxpClient(VxpLinkOptions options, string keys, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _secretFile = Path.Combine(keys, options.SecretFile);
        _pace = new VxpPace(options.MaxRequestsPerSecond, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(15, options.TimeoutSeconds)),
            MaxResponseHeadersLength = 64,
            MaxConnectionsPerServer = 4,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (options.CaFile.Length > 0)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustedRoots.Policy(TrustedRoots.Read(keys, options.CaFile, "Vxp:CaFile")) };
        }

        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What waits of one kind.</summary>
    public async Task<VxpList> ListAsync(PacketKind kind, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(HttpMethod.Post, VxpCall.GetReceivedEdocList, Typed(kind), Empty(), MaxList, cancellationToken).ConfigureAwait(false);
        return VxpAnswer.List(answer, kind);
    }

    /// <summary>What the server says of documents that were handed to it, newest first as far as it tells.</summary>
    /// <param name="docId">Of one of them; <c>null</c> = of as many as the server lists.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<VxpSentLine>> ListSentAsync(string? docId, CancellationToken cancellationToken)
    {
        IEnumerable<KeyValuePair<string, string>> headers = Typed(PacketKind.Document);
        if (docId is not null)
        {
            headers = headers.Append(new(VxpHeaders.DocId, docId));
        }

        using var answer = await AskAsync(HttpMethod.Post, VxpCall.GetSentEdocList, headers, Empty(), MaxList, cancellationToken).ConfigureAwait(false);
        return VxpAnswer.Sent(answer);
    }

    /// <summary>Hands over one packet.</summary>
    /// <returns>The identifier that the server gave it.</returns>
    public async Task<string> SendAsync(VxpSubmission packet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        List<KeyValuePair<string, string>> headers = [new(VxpHeaders.From, packet.From.Value), .. Typed(packet.Kind)];
        if (_options.SendTo && packet.Kind == PacketKind.Document)
        {
            headers.Add(new(VxpHeaders.To, "[" + string.Join(',', packet.To.Select(static t => JsonSerializer.Serialize(t.Value, VxpJson.Default.String))) + "]"));
        }

        headers.Add(new(VxpHeaders.FileDigest, _options.Dialect == VxpDialect.Java ? FileHash.Unpadded(packet.Digest) : packet.Digest.ToString()));
        var bytes = packet.Open();
        await using (bytes.ConfigureAwait(false))
        {
            using var body = new EdocBody(bytes, packet.Size);
            using var answer = await AskAsync(HttpMethod.Post, VxpCall.SendEdoc, headers, body, MaxFrame, cancellationToken).ConfigureAwait(false);
            return VxpAnswer.DocId(answer);
        }
    }

    /// <summary>Fetches one packet; its bytes count only once this has ended well.</summary>
    /// <param name="docId">The item.</param>
    /// <param name="destination">Empty; readable and seekable.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidDataException">The bytes are not base64, or over the limit.</exception>
    /// <exception cref="Storage.StoreUnavailableException">This machine cannot keep the bytes.</exception>
    public async Task FetchAsync(string docId, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        KeyValuePair<string, string>[] headers = [new(VxpHeaders.DocId, docId), new(VxpHeaders.FilePath, "received")];
        if (_options.Fetch == VxpFetch.DownloadEdoc && await DownloadAsync(headers, destination, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await SendAsync(HttpMethod.Post, VxpCall.GetEdoc, headers, new ByteArrayContent("{}"u8.ToArray()), (answer, ct) => GetAsync(answer, destination, ct), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says what became of an item.</summary>
    /// <param name="docId">The item.</param>
    /// <param name="status"><c>done</c> or <c>fail</c>.</param>
    /// <param name="description">Why, for <c>fail</c>; folded to ASCII.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task TellAsync(string docId, string status, string? description, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> headers = [new(VxpHeaders.Status, status), new(_options.Dialect == VxpDialect.Java ? VxpHeaders.DocIdLower : VxpHeaders.DocId, docId)];
        if (description is not null)
        {
            var text = AsciiText.Of(description);
            headers.Add(new(VxpHeaders.Description, text.Length <= 200 ? text : text[..200]));
        }

        using var answer = await AskAsync(HttpMethod.Post, VxpCall.UpdateStatus, headers, new ByteArrayContent("{}"u8.ToArray()), MaxFrame, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Empty() => new([]);

    private KeyValuePair<string, string>[] Typed(PacketKind kind) =>
    [
        new(VxpHeaders.ServiceType, _options.Dialect == VxpDialect.Java ? "eDoc" : "edoc"),
        new(VxpHeaders.MessageType, kind == PacketKind.Document ? "edoc" : "status"),
    ];

    private Task<JsonDocument> AskAsync(HttpMethod method, string call, IEnumerable<KeyValuePair<string, string>> headers, HttpContent body, int limit, CancellationToken cancellationToken) =>
        SendAsync(method, call, headers, body, async (answer, ct) => VxpAnswer.Read(await BoundedStream.ReadAsync(answer, limit, call, ct).ConfigureAwait(false), call), cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string call, IEnumerable<KeyValuePair<string, string>> headers, HttpContent? body, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var request = Sign(method, call, headers, body);
        await _pace.TurnAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created))
            {
                throw VxpAnswer.OfStatus(call, response.StatusCode);
            }

            if (response.Content.Headers.ContentEncoding.Count > 0)
            {
                throw VxpAnswer.Unreadable(call, "nén khi không được yêu cầu", null);
            }

            var answer = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (answer.ConfigureAwait(false))
            {
                return await read(answer, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LinkUnreachableException($"Máy chủ VXP không trả lời xong {call.TrimStart('/')} trong {_options.TimeoutSeconds} giây.", e) { Code = VxpAnswer.Timeout };
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            throw new LinkUnreachableException("Không tin được chứng thư TLS của máy chủ VXP; kiểm tra Links:Neighbours:…:Vxp:CaFile và tên máy chủ trong địa chỉ.", e) { Code = "VXP_TLS" };
        }
        catch (IOException e)
        {
            throw VxpAnswer.Unreadable(call, "đứt giữa chừng", e);
        }
        catch (HttpRequestException e)
        {
            throw new LinkUnreachableException($"Không gọi được máy chủ VXP: {e.Message}", e);
        }
    }

    private HttpRequestMessage Sign(HttpMethod method, string call, IEnumerable<KeyValuePair<string, string>> headers, HttpContent? body)
    {
        var type = body is EdocBody ? "application/octet-stream" : JsonType;
        KeyValuePair<string, string>[] signed =
        [
            new(VxpHeaders.SystemId, _options.SystemId),
            .. headers,
            new(VxpHeaders.Timestamp, VxpTimestamp.Write(_time.GetUtcNow())),
            new(VxpHeaders.ContentType, type),
        ];
        if (signed.FirstOrDefault(static h => h.Value.Any(static c => c is < ' ' or > '~')) is { Key: { } key })
        {
            throw new LinkAnswerException("VXP_HEADER_NOT_ASCII", $"Giá trị '{key}' không phải ASCII nên không gửi qua kết nối VXP được; kiểm tra mã định danh.", false, null);
        }

        var text = SignatureText.Write(signed);
        var request = new HttpRequestMessage(method, new Uri(_options.Endpoint.TrimEnd('/') + call)) { Content = body, Version = HttpVersion.Version11 };
        foreach (var (name, value) in signed)
        {
            request.Headers.TryAddWithoutValidation(VxpHeaders.Prefix + name, value);
        }

        request.Headers.TryAddWithoutValidation(VxpHeaders.SignHeaderKey, SignatureText.WriteKeys(signed));
        request.Headers.TryAddWithoutValidation(VxpHeaders.SignHeader, text);
        request.Headers.TryAddWithoutValidation(VxpHeaders.HashHeader, VxpMac.Make(VxpSecret.Read(_secretFile), text));
        request.Headers.TryAddWithoutValidation(VxpHeaders.Version, VxpHeaders.VersionValue);
        request.Headers.TryAddWithoutValidation("User-Agent", VxpHeaders.UserAgentValue);
        if (body is not null)
        {
            body.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return request;
    }

    // A download has no frame: an error page, a failure in JSON and half a file look like success. Only what reads as a packet is taken for one; what does not is
    // asked for again by getEdoc, whose frame says whether that is what the server holds.
    private async Task<bool> DownloadAsync(KeyValuePair<string, string>[] headers, Stream destination, CancellationToken cancellationToken)
    {
        var within = await SendAsync(HttpMethod.Get, VxpCall.DownloadEdoc, headers, null, (answer, ct) => CopyAsync(answer, destination, ct), cancellationToken).ConfigureAwait(false);
        destination.Position = 0;
        if (within && await ForeignContent.ReadsAsync(destination, _options.MaxPacketBytes, cancellationToken).ConfigureAwait(false))
        {
            destination.Position = destination.Length;
            return true;
        }

        destination.SetLength(0);
        return false;
    }

    private async Task<bool> CopyAsync(Stream answer, Stream destination, CancellationToken cancellationToken)
    {
        try
        {
            await BoundedStream.CopyAsync(answer, destination, _options.MaxPacketBytes, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private async Task<bool> GetAsync(Stream answer, Stream destination, CancellationToken cancellationToken)
    {
        var data = new EdocData(destination, _options.MaxPacketBytes);
        var frame = await data.CopyAsync(answer, cancellationToken).ConfigureAwait(false);
        VxpAnswer.Read(frame, VxpCall.GetEdoc).Dispose();
        return data.Written > 0 ? true : throw VxpAnswer.Unreadable(VxpCall.GetEdoc, "không có gói tin", null);
    }
}
