using Axis.Cli.Client;
using Axis.Core.Contracts;
using Microsoft.AspNetCore.Http;

namespace Axis.Cli.Tests.Client;

public sealed class RefusalTests
{
    [Test]
    public async Task a_problem_is_shown_with_its_sentence_and_ends_with_one()
    {
        await using var node = await FakeNode.StartAsync(Refuse);
        var result = await AxisRun.RunAsync(node.Options("link", "list"));
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Refused));
            Assert.That(result.Error, Does.Contain("Lỗi [SND-09]: Cơ quan gửi không thuộc nút này."));
        });
    }

    [TestCase("SEC-02", "noStateSecret", "--no-state-secret")]
    [TestCase("SEC-02", "Subject", "axis secrecy list")]
    [TestCase("STA-03", null, "axis accept")]
    [TestCase("RCV-07", null, "axis accept")]
    public void a_refusal_by_a_rule_says_what_to_do(string code, string? field, string advice)
    {
        var problem = new Problem
        {
            Type = "urn:docaxis:problem:x",
            Title = "Không hợp lệ",
            Status = 422,
            Code = code,
            Detail = "Không được.",
            DetailEn = "No.",
            Errors = field is null ? null : [new FieldProblem(field, code, "Không được.", "No.")],
        };

        Assert.That(Refusals.Of(problem).Action, Does.Contain(advice));
    }

    [Test]
    public async Task the_nearest_names_of_a_field_are_shown()
    {
        await using var node = await FakeNode.StartAsync(Refuse);
        var result = await AxisRun.RunAsync(node.Options("link", "list"));
        Assert.That(result.Error, Does.Contain("to[0]: Không có cơ quan H9. (gần nhất: H99 UBND tỉnh Hòa Lam)"));
    }

    [Test]
    public async Task a_failure_is_json_when_json_is_asked_for()
    {
        await using var node = await FakeNode.StartAsync(Refuse);
        var result = await AxisRun.RunAsync(node.Options("link", "list", "--json"));
        using var json = System.Text.Json.JsonDocument.Parse(result.Error);
        Assert.That(json.RootElement.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("SND-09"));
    }

    [Test]
    public async Task a_node_that_is_not_there_ends_with_three()
    {
        var folder = Directory.CreateTempSubdirectory("axis-cli-").FullName;
        var token = Path.Combine(folder, "t");
        await File.WriteAllTextAsync(token, "x\n");
        // Port 1 of loopback: nothing listens there.
        var result = await AxisRun.RunAsync("link", "list", "--url", "http://127.0.0.1:1", "--token-file", token);
        Directory.Delete(folder, recursive: true);
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Unreachable));
    }

    [Test]
    public async Task a_node_that_takes_the_question_and_says_nothing_is_given_up()
    {
        await using var node = await FakeNode.StartAsync(static c => Task.Delay(TimeSpan.FromSeconds(20), c.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default));
        using var client = new NodeClient(new NodeConnection(new Uri(node.Url), node.TokenFile)) { Patience = TimeSpan.FromMilliseconds(300) };

        Assert.That(async () => await client.GetAsync("/api/v1/status", ApiJson.Client.NodeStatus, CancellationToken.None), Throws.TypeOf<CliFailureException>().With.Property("ExitCode").EqualTo(ExitCodes.Unreachable));
    }

    [Test]
    public async Task of_many_deliveries_one_that_got_through_meanwhile_holds_up_none_of_the_others()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var node = await FakeNode.StartAsync(c =>
        {
            if (HttpMethods.IsGet(c.Request.Method))
            {
                return c.Response.WriteAsJsonAsync(new QueueView([], [Waiting(first), Waiting(second)], null), AxisJson.Web.QueueView);
            }

            if (!c.Request.Path.Value!.Contains(first.ToString(), StringComparison.Ordinal))
            {
                c.Response.StatusCode = 204;
                return Task.CompletedTask;
            }

            c.Response.StatusCode = 404;
            return c.Response.WriteAsJsonAsync(
                new Problem { Type = "urn:x", Title = "x", Status = 404, Code = "DELIVERY_UNKNOWN", Detail = "Không còn.", DetailEn = "Gone." }, AxisJson.Web.Problem, Problem.MediaType);
        });
        var result = await AxisRun.RunAsync(node.Options("queue", "retry", "--link", "tinh", "--json"));
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);

        Assert.That(json.RootElement.GetProperty("deliveries").EnumerateArray().Select(static d => d.GetGuid()), Is.EqualTo(new[] { second }), result.Error);
    }

    [Test]
    public async Task a_redirect_is_not_followed_with_the_token()
    {
        await using var other = await FakeNode.StartAsync(static _ => Task.CompletedTask);
        await using var node = await FakeNode.StartAsync(context =>
        {
            context.Response.Redirect(other.Url);
            return Task.CompletedTask;
        });
        await AxisRun.RunAsync(node.Options("link", "list"));
        Assert.That(other.Requests, Is.Empty);
    }

    [Test]
    public async Task plain_http_over_a_network_is_refused_before_the_token_is_read()
    {
        var result = await AxisRun.RunAsync("link", "list", "--url", "http://192.0.2.1:8080", "--token-file", "/nonexistent");
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
            Assert.That(result.Error, Does.Contain("dạng rõ"));
        });
    }

    [Test]
    public async Task an_answer_that_is_not_the_apis_is_no_success()
    {
        await using var node = await FakeNode.StartAsync(static context => context.Response.WriteAsync("<html>"));
        var result = await AxisRun.RunAsync(node.Options("link", "list"));
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Unreachable));
    }

    private static DeliveryView Waiting(Guid id) => new(id, "", "tinh", "waiting", 0, [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 0, null, null);

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = 422;
        var problem = new Problem
        {
            Type = "urn:docaxis:problem:snd-09",
            Title = "Không xử lý được",
            Status = 422,
            Code = "SND-09",
            Detail = "Cơ quan gửi không thuộc nút này.",
            DetailEn = "Not ours.",
            Errors = [new FieldProblem("to[0]", "UNKNOWN", "Không có cơ quan H9.", Suggestions: ["H99 UBND tỉnh Hòa Lam"])],
        };
        return context.Response.WriteAsJsonAsync(problem, AxisJson.Web.Problem, Problem.MediaType);
    }
}
