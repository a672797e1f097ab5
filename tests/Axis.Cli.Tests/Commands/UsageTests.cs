namespace Axis.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Test]
    public async Task a_mistyped_command_is_answered_with_the_nearest_one()
    {
        var result = await AxisRun.RunAsync("snd");
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
            Assert.That(result.Error, Does.Contain("có phải send"));
        });
    }

    [Test]
    public async Task a_command_group_alone_names_its_commands()
    {
        var result = await AxisRun.RunAsync("inbox");
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage));
            Assert.That(result.Error, Does.Contain("list, show, fetch"));
        });
    }

    [Test]
    public async Task an_unknown_option_is_not_taken_for_a_document()
    {
        var result = await AxisRun.RunAsync("track", "--bogus", "--json");
        using var json = System.Text.Json.JsonDocument.Parse(result.Error);
        Assert.That((result.Code, json.RootElement.GetProperty("error").GetProperty("message").GetString()), Is.EqualTo((ExitCodes.Usage, "Sai cú pháp: không hiểu '--bogus'.")));
    }

    [Test]
    public async Task a_missing_required_option_is_named()
    {
        var result = await AxisRun.RunAsync("token", "issue", "--name", "x", "--role", "clerk");
        Assert.That(result.Error, Does.Contain("thiếu tùy chọn --out"));
    }

    [Test]
    public async Task help_of_every_command_is_vietnamese_and_fits_100_columns()
    {
        var root = Axis.Cli.Commands.CommandTree.Build();
        var pages = new List<string>();
        foreach (var command in Descendants(root))
        {
            using var page = new StringWriter();
            Axis.Cli.Commands.VietnameseHelp.Write(command, page);
            pages.Add(page.ToString());
        }

        await Task.CompletedTask;
        Assert.That(pages.SelectMany(static p => p.Split('\n')).Where(static l => l.Length > 100), Is.Empty);
    }

    [Test]
    public void every_command_and_option_says_what_it_does()
    {
        var root = Axis.Cli.Commands.CommandTree.Build();
        var silent = Descendants(root).Where(static c => string.IsNullOrWhiteSpace(c.Description)).Select(static c => c.Name)
            .Concat(Descendants(root).SelectMany(static c => c.Options).Where(static o => string.IsNullOrWhiteSpace(o.Description)).Select(static o => o.Name));
        Assert.That(silent, Is.Empty);
    }

    [Test]
    public async Task a_file_name_that_begins_with_an_at_sign_is_not_a_response_file()
    {
        await using var node = await Client.FakeNode.StartAsync(static _ => Task.CompletedTask);
        var result = await AxisRun.RunAsync(node.Options("send", "--packet", "@nothing-there.pdf", "--no-state-secret"));
        Assert.That(result.Error, Does.Contain("@nothing-there.pdf"));
    }

    private static IEnumerable<System.CommandLine.Command> Descendants(System.CommandLine.Command command) =>
        command.Subcommands.SelectMany(Descendants).Prepend(command);
}
