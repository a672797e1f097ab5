using System.Net;
using System.Net.Http.Json;
using System.Text;
using Axis.Core.Contracts;

namespace Axis.Node.Tests.Api;

internal sealed class ProblemTests
{
    private RunningApi _api = null!;
    private HttpClient _operator = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _api = await RunningApi.StartAsync();
        _operator = await _api.AsAsync(Role.Operator);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _operator.Dispose();
        await _api.DisposeAsync();
    }

    [TestCase("GET", "/api/v1/nothing", null, null, 404, "ADDRESS_UNKNOWN")]
    [TestCase("PUT", "/api/v1/tokens", null, null, 405, "METHOD_NOT_ALLOWED")]
    [TestCase("POST", "/api/v1/tokens", "<a/>", "application/xml", 415, "MEDIA_TYPE")]
    [TestCase("POST", "/api/v1/tokens", "{", "application/json", 400, "JSON_MALFORMED")]
    [TestCase("POST", "/api/v1/tokens", "{\"name\":\"a\",\"role\":\"clerk\",\"nmae\":1}", "application/json", 400, "FIELD_UNKNOWN")]
    [TestCase("POST", "/api/v1/tokens", "{\"name\":\"a\"}", "application/json", 400, "FIELD_MISSING")]
    [TestCase("POST", "/api/v1/tokens", "{\"name\":5,\"role\":\"clerk\"}", "application/json", 400, "FIELD_TYPE")]
    [TestCase("POST", "/api/v1/tokens", "{\"name\":\"a\",\"role\":\"king\"}", "application/json", 400, "PARAMETER")]
    [TestCase("POST", "/api/v1/tokens", "{\"name\":\"a\",\"role\":\"clerk\"}", "application/json", 422, "TOKEN_SCOPE")]
    [TestCase("POST", "/api/v1/tokens", "{\"name\":\"a\",\"role\":\"clerk\",\"agencies\":[\"H99\"]}", "application/json", 422, "AGENCY_NOT_HOSTED")]
    [TestCase("POST", "/api/v1/links/huyen-binh-minh/pin", "{\"reason\":\"a\"}", "application/json", 400, "FIELD_MISSING")]
    [TestCase("POST", "/api/v1/links/huyen-binh-minh/pin", "{\"spki\":null,\"reason\":\"a\"}", "application/json", 400, "FIELD_TYPE")]
    [TestCase("GET", "/api/v1/queue?limit=0", null, null, 400, "PARAMETER")]
    [TestCase("GET", "/api/v1/queue?limit=abc", null, null, 400, "REQUEST_MALFORMED")]
    [TestCase("GET", "/api/v1/queue?state=lost", null, null, 400, "PARAMETER")]
    [TestCase("GET", "/api/v1/receipts/xyz", null, null, 400, "PARAMETER")]
    [TestCase("POST", "/api/v1/links/nobody/test", null, null, 404, "NEIGHBOUR_UNKNOWN")]
    [TestCase("POST", "/api/v1/queue/0197a000-0000-7000-8000-000000000000/retry", null, null, 404, "DELIVERY_UNKNOWN")]
    public async Task a_refusal_is_a_problem_document_with_a_stable_code(string method, string path, string? body, string? type, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type!);
        }

        using var response = await _operator.SendAsync(request);
        var problem = await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem);

        Assert.That(
            ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, problem?.Code, problem?.Status),
            Is.EqualTo((status, Problem.MediaType, code, status)));
    }

    [Test]
    public async Task a_problem_says_what_to_do_in_both_languages()
    {
        using var response = await _operator.GetAsync("/api/v1/none-such");
        var problem = await response.Content.ReadFromJsonAsync(AxisJson.Web.Problem);

        Assert.That((problem?.Detail.Length > 10, problem?.DetailEn.Length > 10), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task a_body_over_the_limit_is_413()
    {
        using var content = new StringContent("{\"name\":\"" + new string('a', 2 << 20) + "\"}", Encoding.UTF8, "application/json");

        using var response = await _operator.PostAsync("/api/v1/tokens", content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task an_unexpected_failure_shows_nothing_of_the_inside()
    {
        _api.Journey.OnSubmit = static _ => throw new InvalidOperationException("bí mật bên trong");
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        using var response = await clerk.PostAsync("/api/v1/documents", SubmissionForm.Of(("a.pdf", "%PDF"u8.ToArray())));
        var text = await response.Content.ReadAsStringAsync();

        Assert.That(((int)response.StatusCode, text.Contains("bí mật", StringComparison.Ordinal), text.Contains("   at ", StringComparison.Ordinal)), Is.EqualTo((500, false, false)));
    }

    [Test]
    public async Task answers_carry_the_security_headers()
    {
        using var response = await _operator.GetAsync("/api/v1/status");

        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }
}
