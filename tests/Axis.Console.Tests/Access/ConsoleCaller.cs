using System.Net;
using System.Text.RegularExpressions;
using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.Network;
using Axis.Node.Users;

namespace Axis.Console.Tests.Access;

/// <summary>A person's browser without its pictures: the session's cookie, and the token that every form carries.</summary>
internal sealed partial class ConsoleCaller : IDisposable
{
    private readonly HttpClient _client;
    private readonly List<string> _cookies = [];
    private string _form = "";

    private ConsoleCaller(Uri node) => _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = node };

    /// <param name="node">The node.</param>
    /// <param name="person">Who; <c>null</c> = nobody is signed in.</param>
    public static async Task<ConsoleCaller> OpenAsync(RunningNode node, Person? person)
    {
        var caller = new ConsoleCaller(node.Api);
        if (person is not null)
        {
            var secret = await node.Store.WriteAsync(
                s => node.Get<UserSessions>().Open(s, s.Users.FindByName(person.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
            caller._cookies.Add("__Host-axis=" + secret);
        }

        using var page = await caller.AskAsync(HttpMethod.Get, person is null ? "/console/sign-in" : "/console/account");
        caller._cookies.AddRange(page.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(static c => c.Split(';')[0]) : []);
        caller._form = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        Assert.That(caller._form, Is.Not.Empty, "a page without the token of its forms");
        return caller;
    }

    /// <summary>What the console answers, as the table writes it; forms are posted empty but for their token and one field, written <c>name=value</c>.</summary>
    public async Task<char> TryAsync(HttpMethod method, string path, string? field)
    {
        using var answer = await AskAsync(method, path, method == HttpMethod.Get ? null : Filled(field));
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => '0',
            HttpStatusCode.Found when answer.Headers.Location!.OriginalString.StartsWith("/console/sign-in", StringComparison.Ordinal) => '0',
            HttpStatusCode.Forbidden => '3',
            HttpStatusCode.NotFound => '4',
            < HttpStatusCode.InternalServerError => '+',
            _ => '!',
        };
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The token that a form of this person's carries.</summary>
    public string Form => _form;

    /// <summary>The whole answer; a form is posted empty but for its token unless there is something else to send.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies));
        }

        if (method != HttpMethod.Get)
        {
            request.Content = content ?? Filled(null);
        }

        return await _client.SendAsync(request);
    }

    private FormUrlEncodedContent Filled(string? field)
    {
        var fields = new List<KeyValuePair<string, string>> { new("axis-form", _form) };
        if (field?.Split('=', 2) is [var name, var value])
        {
            fields.Add(new KeyValuePair<string, string>(name, value));
        }

        return new FormUrlEncodedContent(fields);
    }

    [GeneratedRegex("name=\"axis-form\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
