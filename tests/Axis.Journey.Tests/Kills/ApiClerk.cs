using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Journey.Tests.Kills;

/// <summary>
/// A client of one node's API whose node may die at any moment: a call without an answer is made again, a submission under the same Idempotency-Key.
/// </summary>
internal sealed class ApiClerk : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient _http;
    private int _repeated;

    public ApiClerk(Uri api, string token)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = api, Timeout = TimeSpan.FromSeconds(20) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Submissions whose first answer was lost although the node had taken the document.</summary>
    public int Repeated => _repeated;

    public async Task<SubmitAnswer> SubmitAsync(SubmitDocument fields, byte[] file, string key, CancellationToken cancellationToken)
    {
        var answer = await InsistAsync(
            () =>
            {
                var content = new MultipartFormDataContent { { JsonContent.Create(fields, ApiJson.Client.SubmitDocument), "document" } };
                var part = new ByteArrayContent(file);
                part.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
                content.Add(part, "files", "bao-cao.pdf");
                return new HttpRequestMessage(HttpMethod.Post, "/api/v1/documents") { Content = content, Headers = { { "Idempotency-Key", key } } };
            },
            ApiJson.Client.SubmitAnswer,
            cancellationToken);
        if (answer.Repeated)
        {
            Interlocked.Increment(ref _repeated);
        }

        return answer;
    }

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        InsistAsync(() => new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    /// <summary>Answers an inbox item, also when the node dies in the middle: what the item shows afterwards decides whether the answer was taken.</summary>
    public async Task AnswerAsync(Guid item, AnswerStatus status, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var response = await _http.PostAsJsonAsync($"/api/v1/inbox/{item}/status", status, ApiJson.Client.AnswerStatus, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }

                if (!IsPassing(response.StatusCode))
                {
                    var detail = await GetAsync($"/api/v1/inbox/{item}", ApiJson.Client.InboxDetail, cancellationToken);
                    if (detail.Item.State == status.Code)
                    {
                        return;
                    }

                    throw new InvalidOperationException($"Answer {status.Code} was refused, and the item is in state {detail.Item.State} after what was taken before: {await response.Content.ReadAsStringAsync(cancellationToken)}");
                }
            }
            catch (Exception e) when (IsLost(e, cancellationToken))
            {
                _ = e;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> InsistAsync<T>(Func<HttpRequestMessage> make, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var request = make();
                using var response = await _http.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new InvalidOperationException("An empty answer.");
                }

                if (!IsPassing(response.StatusCode))
                {
                    throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
                }
            }
            catch (Exception e) when (IsLost(e, cancellationToken))
            {
                _ = e;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;

    // The connection broke or nobody listens: the node was killed, or is about to be ready again.
    private static bool IsLost(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested);
}
