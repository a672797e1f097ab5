using System.Net;
using System.Net.Http.Headers;
using Axis.Node.Options;
using Axis.Signing.Trust.Ocsp;

namespace Axis.Node.Revocations;

/// <summary>Fetches lists and asks responders over HTTP: bounded in time and size, no cookies, redirects only within the same host (RFC 5280 §4.2.1.13, RFC 6960 appendix A).</summary>
public sealed class RevocationClient : IDisposable
{
    private const int MaxRedirects = 3;

    private readonly HttpClient _http;
    private readonly RevocationOptions _options;
    private readonly TimeProvider _time;

    public RevocationClient(RevocationOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            MaxResponseHeadersLength = 16,
            MaxConnectionsPerServer = 2,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>A revocation list, DER or PEM.</summary>
    /// <exception cref="RevocationUnavailableException">No usable answer.</exception>
    public Task<byte[]> ListAsync(Uri address, CancellationToken cancellationToken) => SendAsync(address, null, _options.MaxListBytes, cancellationToken);

    /// <summary>An OCSP response.</summary>
    /// <exception cref="RevocationUnavailableException">No usable answer.</exception>
    public Task<byte[]> AskAsync(Uri address, byte[] request, CancellationToken cancellationToken) => SendAsync(address, request, OcspReader.MaxBytes, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<byte[]> SendAsync(Uri address, byte[]? body, int maxBytes, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var at = address;
            for (var hop = 0; hop <= MaxRedirects; hop++)
            {
                using var request = Request(at, body);
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
                if (response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                {
                    at = Redirect(at, response.Headers.Location);
                    continue;
                }

                return response.StatusCode == HttpStatusCode.OK
                    ? await ReadAsync(response.Content, maxBytes, both.Token).ConfigureAwait(false)
                    : throw new RevocationUnavailableException($"máy chủ trả lời {(int)response.StatusCode}");
            }

            throw new RevocationUnavailableException("máy chủ chuyển hướng quá nhiều lần");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RevocationUnavailableException($"không liên lạc được ({e.Message})", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RevocationUnavailableException($"quá {_options.TimeoutSeconds} giây không trả lời xong", e);
        }
    }

    private static HttpRequestMessage Request(Uri address, byte[]? body)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/ocsp-response"));
        }

        return request;
    }

    // The operator allowed this host, not wherever it may send us.
    private static Uri Redirect(Uri from, Uri? to)
    {
        return to is not null && Uri.TryCreate(from, to, out var target) && target.Scheme == from.Scheme && target.IdnHost == from.IdnHost && target.Port == from.Port
            ? target
            : throw new RevocationUnavailableException("máy chủ chuyển hướng sang nơi khác, không đi theo");
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            throw new RevocationUnavailableException($"câu trả lời lớn hơn {maxBytes} byte");
        }

        using var buffer = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var part = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(part, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                if (buffer.Length + read > maxBytes)
                {
                    throw new RevocationUnavailableException($"câu trả lời lớn hơn {maxBytes} byte");
                }

                buffer.Write(part, 0, read);
            }
        }

        return buffer.ToArray();
    }
}
