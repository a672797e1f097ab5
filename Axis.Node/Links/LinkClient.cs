using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Sections;

namespace Axis.Node.Links;

/// <summary>
/// The calling side of one native link. Small calls share one HTTP/2 connection; large bodies take HTTP/1.1, which moves them with less work.
/// The neighbour's key is checked at the handshake and again before each call.
/// </summary>
public sealed class LinkClient : IDisposable
{
    private const int MaxJsonBytes = 1024 * 1024;
    private readonly Neighbour _neighbour;
    private readonly LinkPins _pins;
    private readonly X509Certificate2 _certificate;
    private readonly TimeSpan _timeout;
    private readonly int _slowest;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Connections _connections;
    private bool _disposed;
    private int _endpoint;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="neighbour">Whom to call.</param>
    /// <param name="certificate">This node's TLS certificate with its key.</param>
    /// <param name="pins">Who may answer.</param>
    /// <param name="timeout">Longest wait for an answer's head; its body gets as long again, and more by its length.</param>
    /// <param name="slowestBytesPerSecond">Pace below which a body is given up.</param>
    /// <param name="time">The clock.</param>
    public LinkClient(Neighbour neighbour, X509Certificate2 certificate, LinkPins pins, TimeSpan timeout, int slowestBytesPerSecond, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(neighbour);
        _neighbour = neighbour;
        _pins = pins;
        _certificate = certificate;
        _timeout = timeout;
        _slowest = slowestBytesPerSecond;
        _time = time;
        _connections = new Connections(this);
    }

    /// <summary>Offers a delivery; the answer is its receipts, or the offset from which the bytes are wanted.</summary>
    public async Task<OfferAnswer> OfferAsync(DeliveryFrame frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        using var request = Request(HttpMethod.Post, "axis/1/deliveries", HttpVersion.Version20);
        request.Content = Binary(frame.Write(), DeliveryFrame.ContentType);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the bytes from the offset on.</summary>
    public async Task<OfferAnswer> SendContentAsync(Guid delivery, Stream packet, long offset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        packet.Position = offset;
        using var request = Request(HttpMethod.Patch, $"axis/1/deliveries/{delivery}/content", HttpVersion.Version11);
        request.Headers.Add("Axis-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Content = new StreamContent(packet, 256 * 1024);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentLength = packet.Length - offset;
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends receipts home.</summary>
    public async Task<ReceiptsAnswer> PostReceiptsAsync(IReadOnlyCollection<SealedReceipt> receipts, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, "axis/1/receipts", HttpVersion.Version20);
        request.Content = Binary(ReceiptFrame.Write(receipts), ReceiptFrame.ContentType);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await BufferAsync(response, MaxJsonBytes, cancellationToken).ConfigureAwait(false);
        var answer = await JsonAsync(response, LinkJson.Default.ReceiptsAnswer, cancellationToken).ConfigureAwait(false);
        return answer.Refused is null ? throw new LinkAnswerException() : answer;
    }

    /// <summary>Asks what waits for this node; the neighbour holds the call until there is something, at most <paramref name="wait"/>.</summary>
    public async Task<WaitingFrame> WaitingAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, $"axis/1/deliveries/waiting?seconds={(int)wait.TotalSeconds}", HttpVersion.Version20);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await BufferAsync(response, WaitingFrame.MaxBytes, cancellationToken).ConfigureAwait(false);
        return WaitingFrame.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Fetches a waiting packet's bytes from the offset on.</summary>
    public Task<Stream> FetchAsync(Guid delivery, long offset, CancellationToken cancellationToken) =>
        OpenAsync($"axis/1/deliveries/{delivery}/content", offset, cancellationToken);

    /// <summary>Bytes of any length from an offset on, as long as they come at the pace of a slow line.</summary>
    internal async Task<Stream> OpenAsync(string path, long offset, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, path, HttpVersion.Version11);
        request.Headers.Range = new RangeHeaderValue(offset, null);
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new PacedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _neighbour.Id, _timeout, _slowest, _time);
    }

    /// <summary>Answers a fetched delivery with its receipts.</summary>
    public async Task PutReceiptsAsync(Guid delivery, IReadOnlyCollection<SealedReceipt> receipts, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Put, $"axis/1/deliveries/{delivery}/receipt", HttpVersion.Version20);
        request.Content = Binary(ReceiptFrame.Write(receipts), ReceiptFrame.ContentType);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers a fetched delivery with a refusal of the protocol.</summary>
    public async Task PutProblemAsync(Guid delivery, LinkProblem problem, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Put, $"axis/1/deliveries/{delivery}/receipt", HttpVersion.Version20);
        request.Content = JsonContent.Create(problem, LinkJson.Default.LinkProblem, new MediaTypeHeaderValue("application/problem+json"));
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says which fetched receipts are kept here.</summary>
    public async Task TakenAsync(TakenReceipts taken, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Put, "axis/1/receipts/taken", HttpVersion.Version20);
        request.Content = JsonContent.Create(taken, LinkJson.Default.TakenReceipts);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A newer directory section, or with <paramref name="delta"/> perhaps only what changed (<see cref="SectionDelta"/>); <c>null</c> when there is none.</summary>
    public async Task<byte[]?> SectionAsync(string section, long after, bool delta, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, $"axis/1/directory/{Uri.EscapeDataString(section)}?after={after}{(delta ? "&delta=true" : "")}", HttpVersion.Version20);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await BufferAsync(response, DirectorySection.MaxBytes, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NoContent ? null : await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who answers.</summary>
    /// <exception cref="LinkAnswerException">Refused, or an answer that cannot be read or lacks a member.</exception>
    public async Task<PingAnswer> PingAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync(HttpMethod.Get, "axis/1/ping", null, LinkJson.Default.PingAnswer, cancellationToken).ConfigureAwait(false);
        return answer.IsWhole ? answer : throw new LinkAnswerException();
    }

    /// <summary>A small call whose answer is JSON.</summary>
    /// <exception cref="LinkAnswerException">Refused, or an answer that cannot be read.</exception>
    internal async Task<TAnswer> AskAsync<TAnswer>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, HttpVersion.Version20);
        request.Content = body;
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await BufferAsync(response, MaxJsonBytes, cancellationToken).ConfigureAwait(false);
        return await JsonAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A small call whose answer is bytes, at most so many; empty when there is nothing to say.</summary>
    internal async Task<byte[]> AskAsync(HttpMethod method, string path, HttpContent? body, int most, CancellationToken cancellationToken)
    {
        using var request = Request(method, path, HttpVersion.Version20);
        request.Content = body;
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await BufferAsync(response, most, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _connections.Dispose();
        }
    }

    private static ByteArrayContent Binary(byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return content;
    }

    // Whatever a neighbour writes, it is an answer that cannot be read, never a fault of this node.
    private static async Task<TAnswer> JsonAsync<TAnswer>(HttpResponseMessage response, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), type) ?? throw new LinkAnswerException();
        }
        catch (JsonException e)
        {
            throw new LinkAnswerException("Câu trả lời của nút láng giềng không đọc được.", e);
        }
    }

    private async Task<OfferAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await BufferAsync(response, ReceiptFrame.MaxBytes, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            return new OfferAnswer.Wanted((await JsonAsync(response, LinkJson.Default.WantedBytes, cancellationToken).ConfigureAwait(false)).Offset);
        }

        return new OfferAnswer.Receipted(ReceiptFrame.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)));
    }

    private HttpRequestMessage Request(HttpMethod method, string path, Version version)
    {
        if (_neighbour.Endpoints.Count == 0)
        {
            throw new LinkUnreachableException($"Danh bạ không có địa chỉ nào của nút {_neighbour.Id}.") { NothingSent = true };
        }

        var root = _neighbour.Endpoints[(int)((uint)Volatile.Read(ref _endpoint) % (uint)_neighbour.Endpoints.Count)];
        return new HttpRequestMessage(method, new Uri(root, path)) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await Current().Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (Innermost<AuthenticationException>(e))
        {
            throw new LinkUnreachableException(LinkUnreachableException.KeyChangedSentence(_neighbour.Id), e) { Code = LinkUnreachableException.KeyChanged, NothingSent = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException)
        {
            Interlocked.Increment(ref _endpoint);
            throw new LinkUnreachableException($"Không kết nối được nút {_neighbour.Id}: {e.Message}", e) { NothingSent = NeverConnected(e) };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            Interlocked.Increment(ref _endpoint);
            throw new LinkUnreachableException($"Nút {_neighbour.Id} không trả lời kịp thời.", e) { Code = LinkUnreachableException.Timeout };
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var refusal = await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
            throw refusal.Code == LinkErrors.NeighbourUnknown.Code
                ? new LinkUnreachableException(
                    $"Nút {_neighbour.Id} không nhận khóa TLS của nút này: kết nối đóng cho tới khi danh bạ ở đó, hoặc quản trị viên ở đó, xác nhận khóa.",
                    refusal) { Code = LinkUnreachableException.KeyRefused, NothingSent = true }
                : refusal;
        }
    }

    // Connections that are open were made with keys that were right then. When one of them no longer is, all are closed, and whoever answers next shows its key anew.
    private Connections Current()
    {
        lock (_gate)
        {
            if (!_disposed && !_connections.Keys.All(k => _pins.IsKeyOf(_neighbour.Id, k)))
            {
                _connections.Dispose();
                _connections = new Connections(this);
            }

            return _connections;
        }
    }

    private static bool NeverConnected(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    private static bool Innermost<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is T)
            {
                return true;
            }
        }

        return false;
    }

    // The client's own limit holds only for answers that it reads whole; these are read after their head, and a neighbour decides how long they are.
    // The client's patience ends with the head, too: the body gets its own, at the pace of a slow line, so that one neighbour cannot hold a job of all for ever.
    private async Task BufferAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_timeout + TimeSpan.FromSeconds((double)(response.Content.Headers.ContentLength is { } length && length < most ? length : most) / _slowest), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(most, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LinkUnreachableException($"Nút {_neighbour.Id} không trả lời xong kịp thời.", e) { Code = LinkUnreachableException.Timeout };
        }
        catch (HttpRequestException e)
        {
            throw new LinkAnswerException($"Câu trả lời của nút láng giềng đứt giữa chừng hoặc dài hơn {most} byte.", e);
        }
    }

    private async Task<LinkAnswerException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await BufferAsync(response, LinkProblem.MaxBytes, cancellationToken).ConfigureAwait(false);
            var problem = await response.Content.ReadFromJsonAsync(LinkJson.Default.LinkProblem, cancellationToken).ConfigureAwait(false);
            if (problem?.HasCode() == true)
            {
                return new LinkAnswerException(problem.Code, problem.Sentence(), problem.Retryable, problem.Offset);
            }
        }
        catch (JsonException e)
        {
            return new LinkAnswerException($"Nút láng giềng trả lời HTTP {(int)response.StatusCode} không kèm lý do đọc được.", e);
        }

        return new LinkAnswerException();
    }

    /// <summary>The connections to the neighbour, and the keys that were accepted on them.</summary>
    private sealed class Connections : IDisposable
    {
        private readonly ConcurrentDictionary<Digest, X509Certificate2> _accepted = new();
        private readonly LinkClient _owner;

        public Connections(LinkClient owner)
        {
            _owner = owner;
            var handler = new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.None,
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
                PooledConnectionLifetime = TimeSpan.FromMinutes(30),
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
                MaxConnectionsPerServer = 8,
                SslOptions = new SslClientAuthenticationOptions
                {
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    ClientCertificateContext = SslStreamCertificateContext.Create(owner._certificate, null, offline: true),
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck, // the pin below is the check: the directory, not a public CA, says whose key it is
                    RemoteCertificateValidationCallback = Accept,
                },
            };
            Http = new HttpClient(handler) { Timeout = owner._timeout, MaxResponseContentBufferSize = WaitingFrame.MaxBytes };
        }

        public HttpClient Http { get; }

        public IEnumerable<X509Certificate2> Keys => _accepted.Select(static a => a.Value);

        public void Dispose() => Http.Dispose();

        private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (certificate is not X509Certificate2 presented || !_owner._pins.IsKeyOf(_owner._neighbour.Id, presented))
            {
                return false;
            }

            // The presented object dies with the handshake; the check before later calls needs its own.
            _accepted.TryAdd(Digest.Of(presented.RawDataMemory.Span), X509CertificateLoader.LoadCertificate(presented.RawDataMemory.Span));
            return true;
        }
    }
}

/// <summary>What a neighbour says to an offer. Closed.</summary>
public abstract record OfferAnswer
{
    private OfferAnswer()
    {
    }

    /// <summary>It has the packet; these are its receipts.</summary>
    public sealed record Receipted(IReadOnlyList<SealedReceipt> Receipts) : OfferAnswer;

    /// <summary>It wants the bytes from the offset on.</summary>
    public sealed record Wanted(long Offset) : OfferAnswer;
}
