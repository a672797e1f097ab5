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

    private static Task Issue(HttpContext context)
    {
        var view = new TokenView("t1", "Văn thư", "clerk", ["H99"], DateTimeOffset.UnixEpoch, null, null);
        return context.Response.WriteAsJsonAsync(new IssuedToken("axis_secret", view), AxisJson.Web.IssuedToken);
    }
}
