using System.Net;
using System.Net.Http.Json;
using Axis.Core.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Tests.Api;

internal sealed class AccessTests
{
    private const string Id = "0197a000-0000-7000-8000-000000000000";
    private static readonly string Hex = new('0', 64);
    private RunningApi _api = null!;

    [OneTimeSetUp]
    public async Task Start() => _api = await RunningApi.StartAsync(link: static routes => routes.MapGet("/axis/1/ping", static () => "pong"));

    [OneTimeTearDown]
    public async Task Stop() => await _api.DisposeAsync();

    // Letters: c clerk, l leader, o operator, a auditor, s security officer may.
    public static IEnumerable<TestCaseData> Matrix()
    {
        (string Method, string Path, string May)[] calls =
        [
            ("POST", "/documents", "c"), ("POST", "/documents/prepare", "c"), ("POST", $"/documents/{Id}/commit", "c"), ("POST", "/packets", "c"),
            ("GET", "/documents/prepared", "c"), ("GET", $"/documents/prepared/{Id}", "c"), ("GET", $"/documents/prepared/{Id}/to-sign", "c"), ("DELETE", $"/documents/prepared/{Id}", "c"),
            ("GET", "/documents", "cloa"), ("GET", $"/documents/{Hex}", "cla"), ("GET", "/tracking", "cloa"), ("GET", $"/tracking/{Hex}", "cloa"),
            ("GET", "/inbox", "cla"), ("GET", $"/inbox/{Id}", "cla"), ("GET", $"/inbox/{Id}/packet", "cla"), ("GET", $"/inbox/{Id}/attachments/0", "cla"),
            ("POST", $"/inbox/{Id}/status", "cl"), ("POST", $"/inbox/{Id}/change", "cl"), ("POST", $"/inbox/{Id}/paper-returned", "cl"),
            ("POST", $"/documents/{Hex}/recall", "c"), ("POST", $"/documents/{Hex}/take-back", "c"), ("GET", "/deadlines", "cla"),
            ("GET", "/queue", "oa"), ("POST", $"/queue/{Id}/retry", "o"), ("GET", "/dead-letters", "oa"), ("POST", "/dead-letters/replay", "o"), ("GET", "/quarantine", "oa"),
            ("GET", "/directory/sections", "cloas"), ("GET", "/directory/agencies", "cloas"), ("GET", "/directory/nodes", "cloas"),
            ("GET", "/links", "oa"), ("POST", "/links/huyen-binh-minh/test", "o"), ("POST", "/links/huyen-binh-minh/pin", "o"),
            ("GET", $"/receipts/{Hex}", "cloa"), ("GET", $"/packets/{Hex}/receipts", "cloa"), ("GET", $"/packets/{Hex}/bytes", "cla"), ("GET", $"/evidence/{Hex}", "cla"),
            ("GET", "/registers?agency=H37.12.01", "cla"), ("GET", "/registers/choices", "cloas"), ("GET", "/registers/den/lines?agency=H37.12.01", "cla"),
            ("GET", "/registers/den/line?agency=H37.12.01&line=1", "cla"), ("GET", "/registers/den/export?agency=H37.12.01", "cla"),
            ("POST", "/registers/den/entries", "c"), ("POST", "/registers/den/corrections", "c"),
            ("GET", "/reports/exchange", "cloa"), ("GET", "/reports/exchange.csv", "cloa"),
            ("GET", "/retention/plan", "oa"), ("POST", "/retention/run", "o"),
            ("GET", "/secrecy/holds", "s"), ("POST", $"/secrecy/holds/{Id}", "s"),
            ("GET", "/event-receivers", "oa"), ("POST", "/event-receivers/qlvb/test", "o"), ("POST", "/event-receivers/qlvb/replay", "o"),
            ("GET", "/journal", "oa"), ("POST", "/journal/verify", "oa"),
            ("GET", "/tokens", "o"), ("POST", "/tokens", "o"), ("DELETE", "/tokens/unknown", "o"), ("GET", "/status", "oa"),
        ];
        return calls.SelectMany(static c => "cloas".Select(r => new TestCaseData(c.Method, c.Path, r switch
        {
            'c' => Role.Clerk,
            'l' => Role.Leader,
            'o' => Role.Operator,
            's' => Role.Security,
            _ => Role.Auditor,
        }, c.May.Contains(r, StringComparison.Ordinal))));
    }

    [TestCaseSource(nameof(Matrix))]
    public async Task a_role_may_call_only_what_is_its_own(string method, string path, Role role, bool may)
    {
        using var client = await _api.AsAsync(role, role is Role.Clerk or Role.Leader ? [RunningApi.Commune] : []);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
        if (method == "POST")
        {
            request.Content = path switch
            {
                "/documents" or "/documents/prepare" => new MultipartFormDataContent { { new StringContent("{}"), "document" } },
                "/packets" => new StringContent("<edXML/>", System.Text.Encoding.UTF8, "application/xml"),
                _ => JsonContent.Create(new { }),
            };
        }

        using var response = await client.SendAsync(request);
        var problem = (int)response.StatusCode >= 400 ? await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem) : null;

        Assert.That(problem?.Code == "ROLE_INSUFFICIENT", Is.Not.EqualTo(may), $"{response.StatusCode} {problem?.Code}");
    }

    [Test]
    public async Task a_refused_role_is_told_which_one_is_needed()
    {
        using var client = await _api.AsAsync(Role.Operator, []);
        using var response = await client.GetAsync(new Uri("/api/v1/inbox", UriKind.Relative));
        var problem = await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem);
        Assert.That(problem?.Detail, Does.Contain("văn thư (clerk) hoặc lãnh đạo (leader) hoặc kiểm tra (auditor)"));
    }

    [Test]
    public void every_endpoint_names_its_policy()
    {
        var open = _api.App.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(static s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(static e => e.Metadata.GetMetadata<IAuthorizeData>()?.Policy is null)
            .Select(static e => e.DisplayName);

        Assert.That(open, Is.Empty);
    }

    [TestCase(null)]
    [TestCase("axis_")]
    [TestCase("axis_abcdefghijkm_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task without_a_valid_token_nothing_is_answered(string? token)
    {
        using var client = token is null ? new HttpClient { BaseAddress = _api.Http.BaseAddress } : _api.WithToken(token);

        using var response = await client.GetAsync("/api/v1/documents");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task the_id_of_one_token_does_not_go_with_the_secret_of_another()
    {
        var first = ((Done<IssuedToken>)await _api.Tokens.IssueAsync("a", Role.Operator, [], null, "test", CancellationToken.None)).Value.Token;
        var second = ((Done<IssuedToken>)await _api.Tokens.IssueAsync("b", Role.Operator, [], null, "test", CancellationToken.None)).Value.Token;
        using var client = _api.WithToken(first[..18] + second[18..]);

        using var response = await client.GetAsync("/api/v1/status");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task a_revoked_token_fails_at_once()
    {
        var issued = ((Done<IssuedToken>)await _api.Tokens.IssueAsync("a", Role.Operator, [], null, "test", CancellationToken.None)).Value;
        using var client = _api.WithToken(issued.Token);
        using var revoked = await client.DeleteAsync($"/api/v1/tokens/{issued.View.Id}");

        using var response = await client.GetAsync("/api/v1/status");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task an_expired_token_fails()
    {
        var issued = ((Done<IssuedToken>)await _api.Tokens.IssueAsync("a", Role.Operator, [], TimeSpan.FromTicks(1), "test", CancellationToken.None)).Value;
        using var client = _api.WithToken(issued.Token);

        using var response = await client.GetAsync("/api/v1/status");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task the_secret_of_a_token_is_not_in_the_store()
    {
        var issued = ((Done<IssuedToken>)await _api.Tokens.IssueAsync("a", Role.Operator, [], null, "test", CancellationToken.None)).Value;
        var secret = System.Text.Encoding.ASCII.GetBytes(issued.Token[18..]);

        var files = Directory.EnumerateFiles(Path.Combine(_api.Folder, "store")).Where(f => ReadShared(f).AsSpan().IndexOf(secret) >= 0);

        Assert.That(files, Is.Empty);
    }

    [Test]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task the_first_token_is_readable_by_its_owner_only()
    {
        var path = await _api.Tokens.WriteFirstAsync(_api.Folder, CancellationToken.None);

        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task calls_of_neighbours_are_not_on_the_api_listener()
    {
        using var client = await _api.AsAsync(Role.Operator);

        using var response = await client.GetAsync("/axis/1/ping");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task a_clerk_cannot_list_another_agency()
    {
        using var client = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        using var response = await client.GetAsync($"/api/v1/inbox?agency={RunningApi.Other}");

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem))?.Code, Is.EqualTo("AGENCY_OUT_OF_SCOPE"));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
