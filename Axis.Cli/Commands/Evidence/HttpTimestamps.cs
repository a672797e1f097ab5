using System.Net.Http.Headers;
using System.Security.Cryptography;
using Axis.Signing.Timestamps;

namespace Axis.Cli.Commands.Evidence;

/// <summary>Asks one timestamp authority over HTTP (RFC 3161 §3.4): one question, an answer of bounded size and time, no redirects.</summary>
public sealed class HttpTimestamps : ITimestampAuthority, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri _address;
    private readonly HttpClient _http;

    /// <param name="address">Where it answers.</param>
    public HttpTimestamps(Uri address)
    {
        _address = address;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = TimestampToken.MaxBytes,
        };
    }

    /// <inheritdoc/>
    public async Task<TimestampToken> StampAsync(ReadOnlyMemory<byte> imprint, HashAlgorithmName algorithm, Func<TimestampToken, string?> problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var query = TimestampQuery.For(imprint, algorithm);
        using var body = new ReadOnlyMemoryContent(query.Der);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        try
        {
            using var response = await _http.PostAsync(_address, body, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new TimestampUnavailableException($"Tổ chức cấp dấu thời gian trả lời HTTP {(int)response.StatusCode}.");
            }

            var token = query.Accept(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            return problem(token) is { } why ? throw new TimestampUnavailableException($"Dấu thời gian nhận được không dùng được: {why}") : token;
        }
        catch (Exception e) when (e is HttpRequestException or TimestampFormatException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TimestampUnavailableException($"Không lấy được dấu thời gian từ {_address.GetLeftPart(UriPartial.Authority)}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
