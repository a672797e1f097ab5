using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Events;

/// <summary>
/// Calls one configured address with a signed event. Only 2xx means that the receiver has it; what else it says is not read, and nothing is followed elsewhere.
/// </summary>
internal sealed class WebhookTarget : IEventTarget, IDisposable
{
    private const int Parallel = 4;

    private readonly Uri _address;
    private readonly bool _includeSubject;
    private readonly HashSet<OrganId> _agencies;
    private readonly WebhookSecret _secret;
    private readonly NodeId _node;
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _client;

    public WebhookTarget(WebhookOptions hook, WebhookSecret secret, X509Certificate2Collection roots, TimeSpan timeout, NodeId node, IStore store, TimeProvider time)
    {
        (Name, _address, _includeSubject, _secret, _timeout, _node, _store, _time) = (hook.Name, new Uri(hook.Address), hook.IncludeSubject, secret, timeout, node, store, time);
        _agencies = [.. hook.Agencies.Select(OrganId.Parse)];
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = timeout,
            MaxConnectionsPerServer = Parallel,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        if (roots.Count > 0)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustedRoots.Policy(roots) };
        }

        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Name { get; }

    public string Kind => "webhook";

    // A query may hold what its owner takes for a secret.
    public string Place => _address.GetLeftPart(UriPartial.Path);

    public int Concurrency => Parallel;

    public bool Wants(ExchangeEvent item) => _agencies.Count == 0 || _agencies.Contains(item.Agency);

    public async Task<EventOutcome> TellAsync(ExchangeEvent item, CancellationToken cancellationToken)
    {
        var body = EventJson.Write(item, _node, Subject(item));
        var seconds = _time.GetUtcNow().ToUnixTimeSeconds();
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add(WebhookHeaders.EventId, item.Id.ToString());
        request.Headers.Add(WebhookHeaders.EventType, EventJson.TypeOf(item.Kind));
        request.Headers.Add(WebhookHeaders.Sequence, item.Sequence.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookHeaders.Timestamp, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookHeaders.Signature, _secret.Sign(seconds, body));
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return Read(response.StatusCode);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new EventOutcome.Away(string.Create(CultureInfo.InvariantCulture, $"không trả lời trong {_timeout.TotalSeconds:0} giây"));
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new EventOutcome.Answered("phần đầu câu trả lời dài quá giới hạn");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new EventOutcome.Away("không kết nối được: " + (e.InnerException?.Message ?? e.Message));
        }
    }

    public void Dispose() => _client.Dispose();

    private static EventOutcome Read(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => new EventOutcome.Taken(),
        >= 300 and < 400 => new EventOutcome.Answered($"trả lời HTTP {(int)status}: nút không đi theo chuyển hướng, hãy ghi đúng địa chỉ cuối"),
        429 or 503 => new EventOutcome.Away($"đang bận (HTTP {(int)status})"),
        _ => new EventOutcome.Answered($"trả lời HTTP {(int)status}"),
    };

    private string? Subject(ExchangeEvent item) =>
        _includeSubject && item.Packet is { } packet ? _store.Read(s => s.Packets.Find(packet))?.Facts.Subject : null;
}
