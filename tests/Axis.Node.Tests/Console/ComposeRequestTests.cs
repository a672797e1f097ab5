using System.Text.Json;
using Axis.Node.Console.Pages.Compose;

namespace Axis.Node.Tests.Console;

/// <summary>What the form of a new document may send.</summary>
public sealed class ComposeRequestTests
{
    private const string First = "0197a000-0000-7000-8000-000000000001";
    private const string Second = "0197a000-0000-7000-8000-000000000002";
    private const string Document = """{ "from": "H60", "to": ["H61"], "noStateSecret": true, "typeName": "Công văn", "notation": "1/CV", "subject": "x", "signer": { "fullName": "Lan" } }""";

    [Test]
    public void a_whole_one_is_read() => Assert.That(Read("""{ "document": DOCUMENT, "uploads": [], "key": "a" }""").Check(mostFiles: 2), Is.Null);

    [TestCase("""{ "uploads": [], "key": "a" }""")]
    [TestCase("""{ "document": null, "uploads": [], "key": "a" }""")]
    [TestCase("""{ "document": DOCUMENT, "key": "a" }""")]
    [TestCase("""{ "document": DOCUMENT, "uploads": [] }""")]
    public void one_that_lacks_a_part_is_not_read(string json) =>
        Assert.That(() => Read(json), Throws.InstanceOf<JsonException>());

    [TestCase("a", First, null)]
    [TestCase("a", First + " " + Second, null)]
    [TestCase("", First, "IDEMPOTENCY_KEY")]
    [TestCase("có dấu", First, "IDEMPOTENCY_KEY")]
    [TestCase("a", First + " " + First, "UPLOAD_TWICE")]
    [TestCase("a", First + " " + Second + " " + First, "TOO_MANY_FILES")]
    public void its_key_and_its_files_are_looked_at_first(string key, string uploads, string? code) =>
        Assert.That(new ComposeRequest(null!, [.. uploads.Split(' ').Select(Guid.Parse)], key).Check(mostFiles: 2)?.Code, Is.EqualTo(code));

    private static ComposeRequest Read(string json) =>
        JsonSerializer.Deserialize<ComposeRequest>(json.Replace("DOCUMENT", Document, StringComparison.Ordinal), ComposeRequest.Reading)!;
}
