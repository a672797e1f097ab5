using Axis.Core.Contracts;
using Microsoft.AspNetCore.Http;

namespace Axis.Cli.Tests.Client;

public sealed class TokenTests
{
    [Test]
    public async Task the_token_of_the_file_is_sent_as_bearer()
    {
        await using var node = await FakeNode.StartAsync(static c => c.Response.WriteAsync("[]"));
        await AxisRun.RunAsync(node.Options("link", "list", "--json"));
        Assert.That(node.Authorizations, Is.EqualTo(new[] { "Bearer secret-of-the-test" }));
    }

    [Test]
    public async Task a_new_token_goes_to_a_file_only_its_owner_reads_and_not_to_the_screen()
    {
        await using var node = await FakeNode.StartAsync(Issue);
        var file = Path.Combine(node.Folder, "new.token");
        var result = await AxisRun.RunAsync(node.Options("token", "issue", "--name", "Văn thư", "--role", "clerk", "--agency", "H99", "--out", file));
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.Zero, result.Error);
            Assert.That(File.ReadAllText(file), Is.EqualTo("axis_secret\n"));
            Assert.That(result.Output + result.Error, Does.Not.Contain("axis_secret"));
            if (!OperatingSystem.IsWindows())
            {
                Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            }
        });
    }

    [Test]
    public async Task a_token_file_that_is_there_is_never_overwritten_and_no_token_is_issued()
    {
        await using var node = await FakeNode.StartAsync(Issue);
        var result = await AxisRun.RunAsync(node.Options("token", "issue", "--name", "x", "--role", "clerk", "--out", node.TokenFile));
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
            Assert.That(node.Requests, Is.Empty);
        });
    }

    [TestCase("token", "issue", "--name", "x", "--role", "clerk", TestName = "no_token_is_issued_when_its_file_cannot_be_made")]
    [TestCase("vxp", "system", "rotate", "QLVB", TestName = "no_secret_is_changed_when_its_file_cannot_be_made")]
    [TestCase("vxp", "system", "add", "QLVB", "--name", "x", TestName = "no_system_is_added_when_its_file_cannot_be_made")]
    public async Task nothing_is_asked_for_before_there_is_a_place_for_it(params string[] command)
    {
        await using var node = await FakeNode.StartAsync(Issue);
        var result = await AxisRun.RunAsync(node.Options([.. command, "--out", Path.Combine(node.Folder, "khong", "co", "tep")]));

        Assert.That((result.Code, node.Requests.Count), Is.EqualTo((ExitCodes.Usage, 0)), result.Error);
    }

    [Test]
    public async Task a_refusal_leaves_no_empty_file()
    {
        await using var node = await FakeNode.StartAsync(static c =>
        {
            c.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        var file = Path.Combine(node.Folder, "new.token");
        await AxisRun.RunAsync(node.Options("token", "issue", "--name", "x", "--role", "clerk", "--out", file));

        Assert.That((node.Requests.Count, File.Exists(file)), Is.EqualTo((1, false)));
    }

    private static Task Issue(HttpContext context)
    {
        var view = new TokenView("t1", "Văn thư", "clerk", ["H99"], DateTimeOffset.UnixEpoch, null, null);
        return context.Response.WriteAsJsonAsync(new IssuedToken("axis_secret", view), AxisJson.Web.IssuedToken);
    }
}
