using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Axis.Cli.Client;

/// <summary>Calls the REST API of one node. What the node refuses becomes a <see cref="CliFailureException"/> with the node's own sentence.</summary>
public sealed class NodeClient : IDisposable
{
    private const long LargestAnswer = 64L << 20;

    private readonly HttpClient _http;

    /// <summary>How long a question without a body may take; what uploads or downloads takes as long as its bytes need.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    public NodeClient(NodeConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Url = connection.Url;
        // Redirects would carry the token to another place; a proxy would see it on the way to loopback.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !connection.Url.IsLoopback, UseCookies = false };
        _http = new HttpClient(handler) { BaseAddress = connection.Url, MaxResponseContentBufferSize = LargestAnswer, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", connection.ReadToken());
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("axis", typeof(NodeClient).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>The node's address.</summary>
    public Uri Url { get; }

    /// <summary>GET.</summary>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
            return await ReadAsync(response, type, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"không trả lời trong {Patience.TotalSeconds:0} giây"), e));
        }
    }

    /// <summary>POST of a JSON body.</summary>
    public Task<TOut> PostAsync<TIn, TOut>(string path, TIn body, JsonTypeInfo<TIn> bodyType, JsonTypeInfo<TOut> type, CancellationToken cancellationToken) =>
        PostAsync(path, JsonContent.Create(body, bodyType), idempotencyKey: null, type, cancellationToken);

    /// <summary>POST without a body.</summary>
    public Task<TOut> PostAsync<TOut>(string path, JsonTypeInfo<TOut> type, CancellationToken cancellationToken) =>
        PostAsync(path, content: null, idempotencyKey: null, type, cancellationToken);

    /// <summary>POST of any content, with an Idempotency-Key when given.</summary>
    public async Task<TOut> PostAsync<TOut>(string path, HttpContent? content, string? idempotencyKey, JsonTypeInfo<TOut> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A call whose answer has no body.</summary>
    public async Task CallAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a download to a stream; memory stays flat.</summary>
    /// <returns>Bytes written.</returns>
    public async Task<long> DownloadAsync(string path, Stream target, IProgress<long> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(progress);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        await using var source = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[128 * 1024];
        long done = 0;
        int read;
        while ((read = await ReadAsync(source, buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            done += read;
            progress.Report(done);
        }

        return done;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(e);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await Refusals.OfAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false)
                ?? throw NotUnderstood(null);
        }
        catch (JsonException e)
        {
            throw NotUnderstood(e);
        }
    }

    private async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpIOException e)
        {
            throw Unreachable(new HttpRequestException(e.HttpRequestError, e.Message, e));
        }
    }

    private CliFailureException Unreachable(HttpRequestException e) => new(
        ExitCodes.Unreachable,
        "UNREACHABLE",
        $"Không liên lạc được với nút tại {Url.GetLeftPart(UriPartial.Authority)} ({Cause(e.HttpRequestError)}).",
        "Xem nút có đang chạy không ('axis node run', 'systemctl status docaxis'); kiểm tra --url hoặc biến AXIS_URL.");

    private static string Cause(HttpRequestError error) => error switch
    {
        HttpRequestError.ConnectionError => "không nối được tới địa chỉ này",
        HttpRequestError.NameResolutionError => "không tìm ra tên máy",
        HttpRequestError.SecureConnectionError => "không lập được kết nối TLS",
        HttpRequestError.ResponseEnded => "kết nối bị ngắt giữa chừng",
        _ => error.ToString(),
    };

    private CliFailureException NotUnderstood(Exception? e) => new(
        ExitCodes.Unreachable,
        "NOT_UNDERSTOOD",
        $"Câu trả lời của {Url.GetLeftPart(UriPartial.Authority)} không đúng dạng{(e is null ? "" : ": " + e.Message)}.",
        "Kiểm tra địa chỉ có phải của nút DocAxis và phiên bản 'axis' có cùng phiên bản với nút không.");
}
