using System.Text.Json;

namespace Axis.Cli.Tests.Commands.Directories;

/// <summary>Contacts as the keeper of a section states them.</summary>
public sealed class ContactTests
{
    private string _folder = "";

    private string Data => Path.Combine(_folder, "node");

    [SetUp]
    public async Task MakeNode()
    {
        _folder = Directory.CreateTempSubdirectory("axis-contact-").FullName;
        var made = await AxisRun.RunAsync("node", "init", "--new-root", "--data", Data, "--id", "trung-uong", "--name", "Trung ương", "--tier", "trung-uong", "--agency", "H99=Văn phòng", "--endpoint", "https://127.0.0.1:8443");
        Assert.That(made.Code, Is.Zero, made.Error);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("H99")]
    [TestCase("trung-uong")]
    public async Task a_contact_is_stated_and_the_next_statement_adds_to_it(string whose)
    {
        await StateAsync(whose, "--telephone", "0219 3866 123");

        Assert.That(await StateAsync(whose, "--mail", "vanthu@h99.example"), Is.EqualTo((3, "0219 3866 123", "vanthu@h99.example")));
    }

    [Test]
    public async Task an_empty_value_takes_it_away()
    {
        await StateAsync("H99", "--telephone", "0219 3866 123", "--mail", "vanthu@h99.example");

        Assert.That(await StateAsync("H99", "--telephone", ""), Is.EqualTo((3, (string?)null, "vanthu@h99.example")));
    }

    [Test]
    public async Task who_is_not_in_the_section_is_not_stated() => Assert.That((await RunAsync("H98", "--telephone", "113")).Code, Is.EqualTo(2));

    [Test]
    public async Task what_is_no_number_is_not_signed() => Assert.That((await RunAsync("H99", "--telephone", "hỏi văn phòng")).Code, Is.EqualTo(2));

    private async Task<(long Version, string? Telephone, string? Mail)> StateAsync(params string[] arguments)
    {
        var done = await RunAsync([.. arguments, "--json"]);
        Assert.That(done.Code, Is.Zero, done.Error);
        using var json = JsonDocument.Parse(done.Output);
        string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return (json.RootElement.GetProperty("version").GetInt64(), Text("telephone"), Text("mail"));
    }

    private Task<AxisResult> RunAsync(params string[] arguments) => AxisRun.RunAsync(["directory", "contact", .. arguments, "--data", Data]);
}
