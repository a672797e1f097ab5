using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Signing.Timestamps;

namespace Axis.Node.Timestamps;

/// <summary>
/// Asks the configured services over HTTP (RFC 3161 §3.4), in order: the first whose token will do. One that does not answer is left alone for a growing while.
/// Answers are bounded in size and time; nothing is followed elsewhere. Thread-safe.
/// </summary>
public sealed class HttpTimestampAuthority : ITimestampAuthority, IDisposable
{
    private const string QueryType = "application/timestamp-query";
    private const string AnswerType = "application/timestamp-reply";

    private readonly HttpClient _client;
    private readonly List<(Uri Address, LinkCircuit Circuit)> _services;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public HttpTimestampAuthority(TimestampOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _time = time;
        _timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        _services = [.. options.Authorities.Select(a => (
            new Uri(a),
            new LinkCircuit(time, TimeSpan.FromSeconds(options.FirstRetrySeconds), TimeSpan.FromSeconds(options.MaxRetrySeconds))))];
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = _timeout,
            MaxConnectionsPerServer = options.Concurrency,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = TimestampToken.MaxBytes };
    }

    /// <summary>How long no service may be asked; zero when one may be.</summary>
    public TimeSpan Remaining => _services.Min(static s => s.Circuit.Remaining);

    /// <inheritdoc/>
    public async Task<TimestampToken> StampAsync(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm, Func<TimestampToken, string?> problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var last = new TimestampUnavailableException("Các dịch vụ dấu thời gian vừa không trả lời; sẽ hỏi lại sau.");
        foreach (var (address, circuit) in _services)
        {
            if (circuit.Remaining > TimeSpan.Zero)
            {
                continue;
            }

            try
            {
                var token = await AskAsync(address, TimestampQuery.For(imprint, algorithm), cancellationToken).ConfigureAwait(false);
                if (problem(token) is { } why)
                {
                    throw new TimestampFormatException("Dấu thời gian nhận được không dùng được: " + why);
                }

                circuit.Reached();
                return token;
            }
            catch (Exception e) when (e is HttpRequestException or TimestampFormatException or IOException or TimeoutException)
            {
                circuit.Unreachable();
                last = new TimestampUnavailableException($"{address.Host}: {e.Message}", e);
            }
        }

        throw last;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<TimestampToken> AskAsync(Uri address, TimestampQuery query, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(query.Der) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(QueryType);
        request.Headers.Accept.ParseAdd(AnswerType);
        try
        {
            // Buffered whole within the client's bound; a longer answer is refused by it.
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new HttpRequestException($"dịch vụ dấu thời gian trả lời HTTP {(int)response.StatusCode}", null, response.StatusCode);
            }

            return response.Content.Headers.ContentType?.MediaType == AnswerType
                ? query.Accept(await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false))
                : throw new TimestampFormatException("Trả lời không có kiểu application/timestamp-reply: địa chỉ này có thể không phải dịch vụ dấu thời gian.");
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"dịch vụ dấu thời gian không trả lời trong {_timeout.TotalSeconds:0} giây", e);
        }
    }
}
